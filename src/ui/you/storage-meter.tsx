// How much is used here and by what: one hue in three strengths, and the numbers beside it.
import type { StorageReport } from '../../engine/port/archive.ts';
import { bytes } from '../words/formats-more.ts';
import { list } from '../words/formats.ts';
import { t } from '../words/words.ts';
import '../words/with-storage.ts';

const HUES = [
  'var(--dusk)',
  'color-mix(in srgb, var(--dusk) 62%, var(--surface))',
  'var(--lamp-off)',
] as const;

export function StorageMeter({ report }: { readonly report: StorageReport }) {
  const words = t.value.storage;
  const { usage, quota, images, files } = report;
  const total = Math.max(usage ?? 0, images + files);
  const parts = [
    [words.images, images],
    [words.files, files],
    [words.rest, total - images - files],
  ] as const;
  const said = list(parts.map(([name, size]) => `${name}: ${bytes(size)}`));
  return (
    <div class="card used">
      <p class="row used__all">
        <span class="display">{bytes(total)}</span>
        <span class="small ink-2">{quota === undefined ? words.onDevice : words.ofAbout(bytes(quota))}</span>
      </p>
      <div class="meter" role="img" aria-label={said}>
        {parts.map(([name, size], at) => (
          <i key={name} style={{ inlineSize: `${share(size, total)}%`, background: HUES[at] }} />
        ))}
      </div>
      <ul aria-hidden="true">
        {parts.map(([name, size], at) => (
          <li key={name} class="row small">
            <span class="used__dot" style={{ background: HUES[at] }} />
            <span class="grow">{name}</span>
            <span class="num ink-2">{bytes(size)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

const share = (size: number, total: number): number => (total === 0 ? 0 : (size / total) * 100);
