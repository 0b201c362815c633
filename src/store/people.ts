// Object store `people`: looked up by fingerprint.
import type { Fingerprint } from '../domain/ids.ts';
import type { Database } from './open-database.ts';
import type { PersonRow } from './rows.ts';
import { reading } from './transaction.ts';

/** The stored rows of `fingerprints`; strangers are absent. */
export async function peopleByFingerprint(
  db: Database,
  fingerprints: readonly Fingerprint[],
): Promise<ReadonlyMap<Fingerprint, PersonRow>> {
  const rows = await reading(db, ['people'], ({ store }) =>
    Promise.all(fingerprints.map((fingerprint) => store.get(fingerprint))),
  );
  const people = new Map<Fingerprint, PersonRow>();
  for (const row of rows) if (row !== undefined) people.set(row.fingerprint, row);
  return people;
}
