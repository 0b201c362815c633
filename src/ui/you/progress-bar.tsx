// A bar for work that takes a while, with its numbers for those who cannot see it.
import type { ProgressEvent } from '../../engine/port/archive.ts';
import { number } from '../words/formats.ts';
import { t } from '../words/words.ts';
import '../words/with-storage.ts';

export function ProgressBar({
  label,
  now,
}: {
  readonly label: string;
  readonly now: ProgressEvent | undefined;
}) {
  const share = now === undefined || now.total === 0 ? 0 : now.done / now.total;
  return (
    <div>
      <progress class="bar" aria-label={label} max={1} value={share} />
      <p class="small ink-2 num" aria-hidden="true">
        {now === undefined ? '\u00A0' : t.value.storage.exporting(number(now.done), number(now.total))}
      </p>
    </div>
  );
}
