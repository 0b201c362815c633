// What can be done with a message: right click, long press and Shift F10 all lead here.
import { useId } from 'preact/hooks';
import type { MessageView } from '../../engine/port/messages.ts';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { t } from '../words/words.ts';
import '../words/with-chat-more.ts';
import '../parts/more-shapes.ts';

export interface MessageMenuProps {
  readonly message: MessageView;
  readonly onClose: () => void;
}
export function MessageMenu({ message, onClose }: MessageMenuProps) {
  const words = t.value.chatMore;
  const model = useModel();
  const title = useId();
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(message.text);
    model.toasts.show(words.copied, { icon: 'copy' });
  };
  const run = (intent: Promise<unknown>): void => {
    onClose();
    model.attempt(intent);
  };
  return (
    <Dialog labelledBy={title} onClose={onClose}>
      <h2 class="vh" id={title}>
        {words.actions}
      </h2>
      {message.text !== '' && (
        <p class="menu__text clip1">
          <bdi>{message.text}</bdi>
        </p>
      )}
      {message.imported && <p class="small ink-2">{words.imported}</p>}
      <div class="sheet__acts">
        {message.text !== '' && (
          <Button tone="line" icon="copy" block onClick={() => run(copy())}>
            {words.copy}
          </Button>
        )}
        <Button tone="danger" icon="trash" block onClick={() => run(model.port.remove(message.id))}>
          {words.hide}
        </Button>
        <p class="small ink-2 center">{words.hideHelp}</p>
        <Button tone="plain" block onClick={onClose}>
          {t.value.app.cancel}
        </Button>
      </div>
    </Dialog>
  );
}
