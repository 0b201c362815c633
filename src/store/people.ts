// Object store `people`: looked up by fingerprint.
import type { Fingerprint } from '../domain/ids.ts';
import type { Source } from './codec.ts';
import type { PersonRow } from './rows.ts';
import { reading } from './transaction.ts';

/** The stored rows of `fingerprints`; strangers are absent. */
export async function peopleByFingerprint(
  { db, open }: Source,
  fingerprints: readonly Fingerprint[],
): Promise<ReadonlyMap<Fingerprint, PersonRow>> {
  const rows = await reading(db, ['people'], ({ store }) =>
    Promise.all(fingerprints.map((fingerprint) => store.get(fingerprint))),
  );
  const people = new Map<Fingerprint, PersonRow>();
  const found = rows.filter((row) => row !== undefined);
  for (const row of await open<PersonRow>('people', found)) people.set(row.fingerprint, row);
  return people;
}
