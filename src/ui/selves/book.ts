// The list of identities in this browser, as it changes (profile.ts has how it is read). Every tab writes it whole, after it
// has read it anew: two that write at the same moment are two people at two tabs, which nobody is.
import { toHex } from '../../lib/bytes.ts';
import { systemRandom } from '../../lib/clock.ts';
import { LAST_PROFILE, PROFILES, profiles, quietly, type Profile, type ProfileId } from '../profile.ts';

export { profiles, type Profile, type ProfileId };

/** Room for another identity, which is not made yet. @param after The one whose people are to hear of it. */
export function addProfile(after?: ProfileId): ProfileId {
  const id = toHex(systemRandom(4));
  keep([...profiles(), { id, ...(after !== undefined && { after }) }]);
  return id;
}

export function dropProfile(id: ProfileId): void {
  keep(profiles().filter((one) => one.id !== id));
  quietly(() => {
    for (const name of [LOOK, SPARE_OPEN]) localStorage.removeItem(id === '' ? name : `${name}.${id}`);
    if (localStorage.getItem(LAST_PROFILE) === id) localStorage.removeItem(LAST_PROFILE);
  });
}

/** Whose key it is, so that others can show its picture. Nothing is written while there is one identity alone. */
export function noteProfile(id: ProfileId, fingerprint: string): void {
  const all = profiles();
  if (all.length > 1 || id !== '') keep(all.map((one) => (one.id === id ? { ...one, fingerprint } : one)));
}

/** Its people were told, or will not be. */
export function noteTold(id: ProfileId): void {
  const done = ({ id: own, fingerprint }: Profile): Profile =>
    fingerprint === undefined ? { id: own } : { id: own, fingerprint };
  keep(profiles().map((one) => (one.id === id ? done(one) : one)));
}

/** The next start without an address of its own shows this one. */
export function noteLast(id: ProfileId): void {
  quietly(() => localStorage.setItem(LAST_PROFILE, id));
}

/** Everything that this app has kept in the page's own storage goes. */
export function forgetPage(): void {
  for (const pick of [() => localStorage, () => sessionStorage])
    quietly(() => {
      const storage = pick();
      for (const name of Object.keys(storage)) if (name.startsWith('porchlight')) storage.removeItem(name);
    });
}

const LOOK = 'porchlight-look';
const SPARE_OPEN = 'porchlight-spare-open';

function keep(list: readonly Profile[]): void {
  quietly(() => {
    // As before there was a second one.
    if (list.length === 1 && list[0]?.id === '') localStorage.removeItem(PROFILES);
    else localStorage.setItem(PROFILES, JSON.stringify(list));
  });
}
