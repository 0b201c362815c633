// Exporting all chats or one: what will be in the file and who can read it, said before it is made.
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { ConversationView } from '../../engine/port/messages.ts';
import { PortError } from '../../lib/port.ts';
import { useModel } from '../model/context.ts';
import { titleText } from '../model/conversations.ts';
import { Button } from '../parts/button.tsx';
import { Cancel } from '../parts/cancel.tsx';
import { SwitchCell } from '../parts/cells.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { saveBlob } from '../parts/save-text.ts';
import { bytes as sizeOf } from '../words/formats-more.ts';
import { t } from '../words/words.ts';
import { archiveWords } from './archive-words.ts';
import { ProgressBar } from './progress-bar.tsx';
import { useOpen } from './use-open.ts';
import { useProgress } from './use-progress.ts';
import '../words/with-storage.ts';
import '../parts/more-shapes.ts';

export interface ExportDialogProps {
  /** Left out: all chats. */
  readonly conversation?: ConversationView | undefined;
  /** Of the files that can come along. */
  readonly bytes: number;
  readonly onClose: () => void;
}
export function ExportDialog({ conversation, bytes, onClose }: ExportDialogProps) {
  const words = t.value.storage;
  const model = useModel();
  const [title, help] = [useId(), useId()];
  const withFiles = useSignal(true);
  const isBusy = useSignal(false);
  const failure = useSignal<string | undefined>(undefined);
  const progress = useProgress('export');
  const isOpen = useOpen();
  const run = async (): Promise<void> => {
    isBusy.value = true;
    failure.value = undefined;
    try {
      const which = conversation === undefined ? 'all' : [conversation.id];
      const { file, fileName } = await model.port.exportChats(which, withFiles.peek(), archiveWords());
      // Who has closed the dialog meanwhile wants it no more.
      if (!isOpen()) return;
      saveBlob(fileName, file);
      model.toasts.show(words.exported, { icon: 'check' });
      onClose();
    } catch (cause) {
      failure.value =
        cause instanceof PortError && cause.kind === 'too-large' ? words.tooLarge : words.failed;
    } finally {
      isBusy.value = false;
    }
  };
  const name = conversation && titleText(conversation, model);
  return (
    <Dialog labelledBy={title} describedBy={help} onClose={onClose}>
      <div class="stack">
        <h2 class="display" id={title} tabIndex={-1} autofocus>
          {name === undefined ? words.exportChats : words.exportTitle(name)}
        </h2>
        <div class="stack small" id={help}>
          <p>{words.whatIsIn}</p>
          <p class="warnline">
            <Icon name="alert" size={20} />
            <span>{words.notLocked}</span>
          </p>
          <p class="ink-2">{words.leftOut}</p>
        </div>
        {bytes > 0 && (
          <div class="card cells-flush">
            <SwitchCell
              title={words.withFiles}
              help={sizeOf(bytes)}
              checked={withFiles.value}
              onChange={(on) => (withFiles.value = on)}
            />
          </div>
        )}
        {isBusy.value && <ProgressBar label={words.exportChats} now={progress.value} />}
        {failure.value !== undefined && (
          <p class="rose small" role="alert">
            {failure.value}
          </p>
        )}
        <Button tone="primary" icon="download" block busy={isBusy.value} onClick={() => void run()}>
          {words.export}
        </Button>
        <Cancel onClick={onClose} />
      </div>
    </Dialog>
  );
}
