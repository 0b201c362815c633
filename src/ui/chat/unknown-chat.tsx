// Where a chat was asked for that is not here.
import { width } from '../layout.ts';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { useLate } from '../parts/skeleton.tsx';
import { linkTo } from '../route.ts';
import { t } from '../words/words.ts';
import '../words/with-chat-more.ts';

/** After a moment only: a chat that was opened just now is on its way here. */
export function UnknownChat() {
  const words = t.value.chatMore;
  if (!useLate(400)) return <main class="pane pane--main grow" />;
  const back = (
    <Button tone="primary" href={linkTo('chats')}>
      {t.value.chat.backToChats}
    </Button>
  );
  return (
    <main class="pane pane--main grow">
      <div class="empty">
        <Heading title={words.unknownChat} level={width.value === 'narrow' ? 1 : 2} class="display">
          {words.unknownChat}
        </Heading>
        <p>{words.unknownChatHelp}</p>
        {back}
      </div>
    </main>
  );
}
