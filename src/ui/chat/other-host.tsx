// Asked before a file is fetched from a host that is not the server of this chat (T50).
import { useId } from 'preact/hooks';
import { Button } from '../parts/button.tsx';
import { Cancel } from '../parts/cancel.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { t } from '../words/words.ts';
import '../words/with-chat-more.ts';

export interface OtherHostProps {
  readonly host: string;
  readonly onClose: () => void;
  readonly onFetch: () => void;
}
export function OtherHost({ host, onClose, onFetch }: OtherHostProps) {
  const words = t.value.chatMore;
  const [title, help] = [useId(), useId()];
  return (
    <Dialog alert labelledBy={title} describedBy={help} onClose={onClose}>
      <h2 class="display" id={title} tabIndex={-1} autofocus>
        {words.otherHost}
      </h2>
      <p class="ink-2" id={help}>
        {words.otherHostHelp(host)}
      </p>
      <div class="sheet__acts">
        <Button
          tone="primary"
          block
          onClick={() => {
            onClose();
            onFetch();
          }}
        >
          {words.fetchAnyway}
        </Button>
        <Cancel onClick={onClose} />
      </div>
    </Dialog>
  );
}
