// Importing an export: how far it is, then what came of it.
import { useSignal } from '@preact/signals';
import { useEffect, useId } from 'preact/hooks';
import type { ImportReport } from '../../engine/port/archive.ts';
import { PortError } from '../../lib/port.ts';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { t, type Words } from '../words/words.ts';
import { ProgressBar } from './progress-bar.tsx';
import { useOpen } from './use-open.ts';
import { useProgress } from './use-progress.ts';
import '../words/with-storage.ts';

type Outcome = { readonly report: ImportReport } | { readonly refusal: string };

const REFUSALS: ReadonlyMap<
  string,
  'notAnExport' | 'newerVersion' | 'anotherIdentity' | 'unproven' | 'tooLarge' | 'damaged' | 'full'
> = new Map([
  ['not-an-export', 'notAnExport'],
  ['newer-version', 'newerVersion'],
  ['another-identity', 'anotherIdentity'],
  ['unproven', 'unproven'],
  ['too-large', 'tooLarge'],
  ['damaged', 'damaged'],
  ['full', 'full'],
]);

export interface ImportDialogProps {
  readonly file: File;
  /** It is over, whatever came of it, and whether this is still open. */
  readonly onChange: () => void;
  readonly onClose: () => void;
}
export function ImportDialog({ file, onChange, onClose }: ImportDialogProps) {
  const words = t.value.storage;
  const model = useModel();
  const title = useId();
  const outcome = useSignal<Outcome | undefined>(undefined);
  const progress = useProgress('import');
  const isOpen = useOpen();
  useEffect(() => {
    const tell = (now: Outcome): void => {
      outcome.value = now;
      if (!isOpen()) model.toasts.show(sentences(words, now).join(' '), { icon: 'info' });
      onChange();
    };
    model.port.importChats(file).then(
      (report) => tell({ report }),
      (cause: unknown) => tell({ refusal: cause instanceof PortError ? cause.kind : '' }),
    );
  }, [file]);
  const now = outcome.value;
  const heading = now === undefined ? words.importing : 'report' in now ? words.importDone : words.refused;
  return (
    <Dialog labelledBy={title} onClose={onClose}>
      <div class="stack">
        <h2 class="display" id={title} tabIndex={-1} autofocus>
          {heading}
        </h2>
        {now === undefined && <ProgressBar label={words.importing} now={progress.value} />}
        {now !== undefined && (
          <div class="stack small" role={'report' in now ? 'status' : 'alert'}>
            {sentences(words, now).map((one) => (
              <p key={one}>{one}</p>
            ))}
          </div>
        )}
        <Button tone={now === undefined ? 'plain' : 'primary'} block onClick={onClose}>
          {now === undefined ? t.value.app.close : words.done}
        </Button>
      </div>
    </Dialog>
  );
}

function sentences(words: Words['storage'], outcome: Outcome): readonly string[] {
  if ('refusal' in outcome) return [words[REFUSALS.get(outcome.refusal) ?? 'failed']];
  const { chats, added, known, refused, files } = outcome.report;
  return [
    added > 0 ? words.added(added, chats) : refused === 0 ? words.nothingNew : '',
    files > 0 ? words.filesToo(files) : '',
    known > 0 && added > 0 ? words.known(known) : '',
    refused > 0 ? words.refusedSome(refused) : '',
  ].filter(Boolean);
}
