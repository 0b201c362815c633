// Asks once, after the first conversation, whether to show notifications: a line in the list of chats, never a dialog.
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { t } from '../words/words.ts';
import './ask-notices.css';
import '../words/with-notices.ts';
import '../parts/more-shapes.ts';

export function AskNotices() {
  const model = useModel();
  const words = t.value.notices;
  const answer = async (isYes: boolean): Promise<void> => {
    if (isYes) await model.app.notices.ask();
    await model.port.setPreferences({ noticesAsked: true });
  };
  return (
    <section class="banner asks" aria-label={words.askTitle}>
      <Icon name="bell" />
      <span>
        <b>{words.askTitle}</b>
        <small>{words.askHelp}</small>
        <span class="asks__acts">
          <Button tone="tonal" size="s" onClick={() => model.attempt(answer(true))}>
            {words.yes}
          </Button>
          <Button tone="plain" size="s" onClick={() => model.attempt(answer(false))}>
            {words.notNow}
          </Button>
        </span>
      </span>
    </section>
  );
}
