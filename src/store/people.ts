// Object store `people`: looked up by fingerprint.
import type { Fingerprint } from '../domain/ids.ts';
import type { Source } from './codec.ts';
import type { PersonRow } from './person-rows.ts';

/** The stored rows of `fingerprints`; strangers are absent. */
export async function peopleByFingerprint(
  { rows }: Source,
  fingerprints: readonly Fingerprint[],
): Promise<ReadonlyMap<Fingerprint, PersonRow>> {
  const found = await rows('people', async ({ store }) => {
    const asked = await Promise.all(fingerprints.map((fingerprint) => store.get(fingerprint)));
    return asked.filter((row) => row !== undefined);
  });
  return new Map(found.map((row) => [row.fingerprint, row]));
}
