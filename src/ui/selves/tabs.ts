// What tabs of this browser tell each other, whichever identity they show: who is open where, and what was taken away.
import { toHex } from '../../lib/bytes.ts';
import { systemRandom } from '../../lib/clock.ts';
import type { ProfileId } from './book.ts';

/** Two lines of one page hear each other, which no page needs. */
const PAGE = toHex(systemRandom(8));

export type TabWord =
  /** Who is there? */
  | { readonly kind: 'who' }
  | { readonly kind: 'here'; readonly id: ProfileId; readonly name: string }
  /** This identity was taken off this device; undefined: everything was. */
  | { readonly kind: 'gone'; readonly id: ProfileId | undefined };

export interface Tabs {
  say(word: TabWord): void;
  close(): void;
}

/** A line to the other tabs; a browser without one has none. */
export function openTabs(hear: (word: TabWord) => void = () => undefined): Tabs {
  if (!('BroadcastChannel' in globalThis)) return { say: () => undefined, close: () => undefined };
  const channel = new BroadcastChannel('porchlight-selves');
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const isOwn = typeof data === 'object' && data !== null && 'by' in data && data.by === PAGE;
    const word = isOwn ? undefined : read(data);
    if (word !== undefined) hear(word);
  });
  return { say: (word) => channel.postMessage({ ...word, by: PAGE }), close: () => channel.close() };
}

function read(data: unknown): TabWord | undefined {
  if (typeof data !== 'object' || data === null || !('kind' in data)) return undefined;
  const id = 'id' in data && typeof data.id === 'string' ? data.id : undefined;
  if (data.kind === 'who') return { kind: 'who' };
  if (data.kind === 'gone') return { kind: 'gone', id };
  const name = 'name' in data && typeof data.name === 'string' ? data.name : undefined;
  return data.kind === 'here' && id !== undefined && name !== undefined
    ? { kind: 'here', id, name }
    : undefined;
}
