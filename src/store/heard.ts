// Object store `heard`: the highest counter accepted from each key (T04), and the test a new one must pass.
import type { Fingerprint } from '../domain/ids.ts';
import type { Source } from './codec.ts';
import type { HeardRow } from './rows.ts';
import { reading } from './transaction.ts';

/** The stored counters of `fingerprints`; keys never heard are absent. */
export async function heardCounters(
  { db }: Source,
  fingerprints: readonly Fingerprint[],
): Promise<ReadonlyMap<Fingerprint, number>> {
  const rows = await reading(db, ['heard'], ({ store }) =>
    Promise.all(fingerprints.map((fingerprint) => store.get(fingerprint))),
  );
  return countersOf(rows);
}

/** Rows that were found, as a map. */
export function countersOf(rows: readonly (HeardRow | undefined)[]): Map<Fingerprint, number> {
  const counters = new Map<Fingerprint, number>();
  for (const row of rows) if (row !== undefined) counters.set(row.fingerprint, row.counter);
  return counters;
}

/**
 * The counters after hearing `rows` in their order, only of the keys in `rows`; undefined when one of them is not
 * greater than what its key had before.
 */
export function hearAll(
  stored: ReadonlyMap<Fingerprint, number>,
  rows: readonly HeardRow[],
): ReadonlyMap<Fingerprint, number> | undefined {
  const next = new Map<Fingerprint, number>();
  for (const { fingerprint, counter } of rows) {
    const before = next.get(fingerprint) ?? stored.get(fingerprint) ?? -1;
    if (!(counter > before)) return undefined;
    next.set(fingerprint, counter);
  }
  return next;
}
