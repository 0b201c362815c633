// What of each row stays readable behind a lock: what keys and indexes need, which are fingerprints, ids, places in the
// order of arrival, counters and the time at which something disappears. Everything else is sealed.
import type { StoreName } from './schema.ts';

/** Members that lie beside what is sealed; a path leads into a member, which is then sealed as well. */
const READABLE: Readonly<Record<Exclude<StoreName, 'heard' | 'servers'>, readonly string[]>> = {
  meta: ['name'],
  people: ['fingerprint'],
  conversations: ['id'],
  messages: ['key', 'conversation', 'negSeq', 'expiresAt'],
  outbox: ['key', 'seq'],
  held: ['key', 'message.conversation'],
  blobs: ['key'],
  receipts: ['key'],
  pending: ['key'],
  corpus: ['block'],
};

/** Values that are needed before anybody has unlocked anything, or are nothing but a number. */
const NEVER_SEALED = new Set<unknown>(['preferences', 'sequence', 'commit']);

/** Whether rows of this store, or this one, are left as they are. */
export function isLeftReadable(store: StoreName, row: object): boolean {
  return store === 'heard' || (store === 'meta' && 'name' in row && NEVER_SEALED.has(row.name));
}

/** What stays readable of a row, always in the same order: it is also what the sealed part is bound to. */
export function readableOf(store: StoreName, row: object): Record<string, unknown> {
  const paths = store === 'heard' || store === 'servers' ? [] : READABLE[store];
  const found = paths.map((path) => [path, valueAt(row, path.split('.'))] as const);
  return nested(found.filter(([, value]) => value !== undefined));
}

/** The rest. */
export function sealedOf(store: StoreName, row: object): object {
  const names = store === 'heard' || store === 'servers' ? [] : READABLE[store];
  return Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));
}

function valueAt(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return value;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return valueAt(Object.getOwnPropertyDescriptor(value, name)?.value, rest);
}

function nested(entries: readonly (readonly [path: string, value: unknown])[]): Record<string, unknown> {
  return Object.fromEntries(
    entries.map(([path, value]) => {
      const [first = '', second] = path.split('.');
      return [first, second === undefined ? value : { [second]: value }];
    }),
  );
}
