// In the place of the composer where there is nothing to write yet: my word on a request, or on a key that I blocked.
import './requests.css';
import { useState } from 'preact/hooks';
import type { ConversationView } from '../../engine/port/messages.ts';
import { useModel } from '../model/context.ts';
import { otherOf } from '../model/conversations.ts';
import { Button } from '../parts/button.tsx';
import { BlockDialog } from '../people/block-dialog.tsx';
import { go } from '../route.ts';
import { t } from '../words/words.ts';
import '../words/with-knowing.ts';
import { DeleteRequest } from './delete-request.tsx';

export interface ChatFootProps {
  readonly conversation: ConversationView;
}
export function ChatFoot({ conversation }: ChatFootProps) {
  return conversation.blocked ? (
    <Blocked conversation={conversation} />
  ) : (
    <Decide conversation={conversation} />
  );
}

function Decide({ conversation }: ChatFootProps) {
  const words = t.value.knowing;
  const model = useModel();
  const { port } = model;
  const [asks, ask] = useState<'block' | 'delete'>();
  const { id } = conversation;
  const close = (): void => ask(undefined);
  const decline = (isToBlock: boolean): void => {
    close();
    const said = isToBlock ? words.blockedDone : words.deleted;
    model.attempt(port.declineRequest(id, isToBlock).then(() => model.toasts.show(said, { icon: 'check' })));
    go('chats', undefined, 'replace');
  };
  return (
    <section class="comp asking" aria-label={words.request}>
      <p class="small ink-2 center bal">
        {words.untilYouAnswer} {words.notFetched}
      </p>
      <Button tone="primary" block onClick={() => model.attempt(port.acceptRequest(id))}>
        {words.accept}
      </Button>
      <div class="row asking__no">
        <Button tone="line" onClick={() => ask('delete')}>
          {words.delete}
        </Button>
        <Button tone="danger" onClick={() => ask('block')}>
          {words.block}
        </Button>
      </div>
      {asks === 'delete' && <DeleteRequest onDelete={() => decline(false)} onClose={close} />}
      {asks === 'block' && (
        <BlockDialog who={otherOf(conversation)} onBlock={() => decline(true)} onClose={close} />
      )}
    </section>
  );
}

function Blocked({ conversation }: ChatFootProps) {
  const words = t.value.knowing;
  const model = useModel();
  const other = otherOf(conversation);
  const unblock = async (): Promise<void> => {
    if (other === undefined) return;
    await model.port.setBlocked(other, false);
    model.toasts.show(words.unblocked, { icon: 'check' });
  };
  return (
    <section class="comp asking" aria-label={words.isBlocked}>
      <p class="small ink-2 center bal">
        <b>{words.isBlocked}.</b> {words.isBlockedHelp}
      </p>
      <Button tone="line" block onClick={() => model.attempt(unblock())}>
        {words.unblock}
      </Button>
    </section>
  );
}
