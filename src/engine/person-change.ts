// Storing something about somebody, listed or known.
import type { Fingerprint } from '../domain/ids.ts';
import { PortError } from '../lib/port.ts';
import type { PersonRow } from '../store/person-rows.ts';
import type { Desk } from './desk.ts';
import { personIn, type PersonSource } from './person-rows.ts';

/** @param seen When they were first seen, for a row that begins. Refuses with `unknown-person`. */
export async function changePerson(
  source: PersonSource & { readonly desk: Desk },
  person: Fingerprint,
  seen: number,
  change: (row: PersonRow) => PersonRow,
): Promise<void> {
  await source.desk.edit((draft) => {
    const row = personIn(draft, source, person, seen);
    if (row === undefined) throw new PortError('unknown-person');
    draft.people.put(person, change(row));
  });
}
