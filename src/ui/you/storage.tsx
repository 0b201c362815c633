// You › Storage: what is used, whether it is kept, what each chat holds, and taking chats along.
import './storage.css';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { StorageReport } from '../../engine/port/archive.ts';
import { useModel } from '../model/context.ts';
import { Banner } from '../parts/banner.tsx';
import { Button } from '../parts/button.tsx';
import { ButtonCell, Cell } from '../parts/cells.tsx';
import { Icon } from '../parts/icon.tsx';
import { Nothing } from '../parts/lazy.tsx';
import { bytes } from '../words/formats-more.ts';
import { t } from '../words/words.ts';
import { ChatSizes } from './chat-sizes.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { GroupLabel } from './group-label.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { askToKeep, keeping, mayBeErasedSoon, type Keeping } from './keep.ts';
import { StorageMeter } from './storage-meter.tsx';
import '../words/with-storage.ts';
import '../parts/more-shapes.ts';

export function Storage() {
  const model = useModel();
  const words = t.value.storage;
  const report = useSignal<StorageReport | undefined>(undefined);
  const look = async (): Promise<void> => {
    report.value = await model.port.storageReport();
  };
  const lookAgain = (): void => model.attempt(look());
  useEffect(lookAgain, []);
  const now = report.value;
  if (now === undefined) return <Nothing />;
  return (
    <>
      <StorageMeter report={now} />
      <LittleLeft report={now} />
      <Kept />
      {now.chats.some(({ messages }) => messages > 0) && <GroupLabel>{words.byChat}</GroupLabel>}
      <ChatSizes sizes={now.chats} onChange={lookAgain} />
      <GroupLabel>{words.takeAlong}</GroupLabel>
      <TakeAlong report={now} onChange={lookAgain} />
    </>
  );
}

/** Less than this, or a fifth of it all, is little. */
const LITTLE = 100e6;

function LittleLeft({ report: { usage, quota } }: { readonly report: StorageReport }) {
  const words = t.value.storage;
  if (usage === undefined || quota === undefined) return undefined;
  const left = Math.max(0, quota - usage);
  if (left > LITTLE && left > quota / 5) return undefined;
  return (
    <Banner tone="lamp" icon="alert" title={words.low}>
      {words.lowHelp(bytes(left))}
    </Banner>
  );
}

function Kept() {
  const model = useModel();
  const words = t.value.storage;
  const state = useSignal<Keeping | undefined>(undefined);
  useEffect(() => model.attempt(keeping().then((found) => (state.value = found))), []);
  const ask = async (): Promise<void> => {
    state.value = await askToKeep();
    const isKept = state.value === 'kept';
    model.toasts.show(isKept ? words.keptNow : words.notKeptNow, { icon: isKept ? 'check' : 'info' });
  };
  if (state.value === undefined) return undefined;
  const isKept = state.value === 'kept';
  return (
    <>
      <div class="card">
        {isKept ? (
          <Cell
            icon="shield"
            title={words.kept}
            help={words.keptHelp}
            value={
              <span class="verif verif--s">
                <Icon name="check" size={14} />
                {words.on}
              </span>
            }
          />
        ) : (
          <Cell
            icon="alert"
            title={words.notKept}
            help={words.notKeptHelp}
            value={
              <Button tone="line" size="s" onClick={() => model.attempt(ask())}>
                {words.keep}
              </Button>
            }
          />
        )}
      </div>
      {mayBeErasedSoon() && (
        <Banner tone="lamp" icon="alert" title={words.safari}>
          {words.safariHelp}
        </Banner>
      )}
      <p class="groupnote">
        {words.onlyHere} {!isKept && words.privateWindow}
      </p>
    </>
  );
}

interface TakeAlongProps {
  readonly report: StorageReport;
  readonly onChange: () => void;
}
function TakeAlong({ report, onChange }: TakeAlongProps) {
  const words = t.value.storage;
  const isExporting = useSignal(false);
  const chosen = useSignal<File | undefined>(undefined);
  const picker = useRef<HTMLInputElement>(null);
  return (
    <div class="card">
      {report.chats.length > 0 && (
        <ButtonCell
          icon="download"
          title={words.exportChats}
          help={words.exportHelp}
          onClick={() => (isExporting.value = true)}
        />
      )}
      <input
        ref={picker}
        type="file"
        accept=".zip,application/zip"
        hidden
        aria-label={words.importChats}
        onChange={(event) => {
          chosen.value = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
        }}
      />
      <ButtonCell
        icon="upload"
        title={words.importChats}
        help={words.importHelp}
        onClick={() => picker.current?.click()}
      />
      {isExporting.value && (
        <ExportDialog bytes={report.images + report.files} onClose={() => (isExporting.value = false)} />
      )}
      {chosen.value !== undefined && (
        <ImportDialog file={chosen.value} onChange={onChange} onClose={() => (chosen.value = undefined)} />
      )}
    </div>
  );
}
