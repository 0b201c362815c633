// Removing this identity, or everything, from this device: said plainly, done at once.
import { type Signal, useSignal } from '@preact/signals';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { Cancel } from '../parts/cancel.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { profiles } from '../profile.ts';
import { t } from '../words/words.ts';
import '../words/with-selves.ts';
import '../words/with-you.ts';
import '../parts/more-shapes.ts';

export function WipeDialog({
  hasSpare,
  onClose,
}: {
  readonly hasSpare: boolean;
  readonly onClose: () => void;
}) {
  const model = useModel();
  const words = t.value.you;
  const isBusy = useSignal(false);
  const { length } = profiles();
  const isAll = useSignal(length === 1);
  const isMany = isAll.value && length > 1;
  const wipe = async (): Promise<void> => {
    isBusy.value = true;
    // All that it takes is here before anything goes.
    const { remove } = await import('../selves/remove.ts');
    await remove(model, isAll.peek());
  };
  const start = (): void => model.attempt(wipe().finally(() => (isBusy.value = false)));
  return (
    <Dialog labelledBy="wipe" describedBy="wipe-help" alert onClose={onClose}>
      <div class="stack">
        <h2 class="display" id="wipe" tabIndex={-1} autofocus>
          {isAll.value ? words.wipeTitle : t.value.selves.wipeOneTitle}
        </h2>
        {length > 1 && <Which isAll={isAll} count={length} />}
        <div class="stack small" id="wipe-help">
          <p>{isMany ? t.value.selves.allHelpLong : words.wipeHelp}</p>
          <p>{isMany ? t.value.selves.allSpare : hasSpare ? words.wipeSpare : words.wipeNoSpare}</p>
          <p class="ink-2">{words.wipeLimit}</p>
        </div>
        <Button tone="danger" icon="trash" block busy={isBusy.value} onClick={start}>
          {isAll.value ? words.wipe : t.value.selves.takeOffNow}
        </Button>
        <Cancel onClick={onClose} />
      </div>
    </Dialog>
  );
}

function Which({ isAll, count }: { readonly isAll: Signal<boolean>; readonly count: number }) {
  const words = t.value.selves;
  const choices = [
    [false, words.onlyThis, undefined],
    [true, words.allOfThem(count), words.allHelp],
  ] as const;
  return (
    <div class="card menu__card" role="radiogroup" aria-label={words.which}>
      {choices.map(([all, title, help]) => (
        <label class="cell" key={title}>
          <span class="cell__t">
            {title}
            {help !== undefined && <small>{help}</small>}
          </span>
          <input
            class="tick tick--round"
            type="radio"
            name="which"
            checked={isAll.value === all}
            onChange={() => (isAll.value = all)}
          />
        </label>
      ))}
    </div>
  );
}
