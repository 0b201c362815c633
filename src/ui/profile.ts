// Which of the identities in this browser this tab shows: the one that its address names (`?as=…`), else the one used last.
// Each has a profile of its own, with its own database, line and settings; the list of them is there once there are two. It
// holds made-up signs and fingerprints, no names: whoever opens this browser may read it.

/** Of a profile: eight made-up signs, or '' for the first one. */
export type ProfileId = string;
export interface Profile {
  readonly id: ProfileId;
  /** Of its key, once there is one. */
  readonly fingerprint?: string;
  /** The profile that this one comes after, whose people are yet to be told. */
  readonly after?: ProfileId;
}

export const PROFILES = 'porchlight-profiles';
export const LAST_PROFILE = 'porchlight-profile';

/** Storage may be switched off, and what lies in it may be anything: then nothing is known. */
export function quietly<Value>(task: () => Value): Value | undefined {
  try {
    return task();
  } catch (cause) {
    if (!(cause instanceof DOMException || cause instanceof SyntaxError)) throw cause;
    return undefined;
  }
}

/** What the browser has under `name`. */
export const kept = (name: string): string | undefined =>
  quietly(() => localStorage.getItem(name)) ?? undefined;

/** The same, where it is a list. */
export function keptList(name: string): readonly unknown[] {
  const list = quietly((): unknown => JSON.parse(kept(name) ?? '[]'));
  return Array.isArray(list) ? list : [];
}

/** All that live here; the first one alone while there is no list. */
export function profiles(): readonly Profile[] {
  const list = keptList(PROFILES).filter(isProfile);
  return list.length > 0 ? list : [{ id: '' }];
}

function isProfile(one: unknown): one is Profile {
  if (typeof one !== 'object' || one === null || !('id' in one)) return false;
  return typeof one.id === 'string' && /^(?:[0-9a-f]{8})?$/.test(one.id);
}

/** A link may name any profile: one that is not in the list is nobody's. */
function choose(): ProfileId {
  const all = profiles().map(({ id }) => id);
  const asked = new URLSearchParams(location.search).get('as') ?? undefined;
  return [asked, kept(LAST_PROFILE), ...all].find((id) => id !== undefined && all.includes(id)) ?? '';
}

/** The one that this tab shows. */
export const profile: ProfileId = choose();

/** What this profile keeps under `name`. */
export const ofProfile = (name: string): string => name + (profile && '.') + profile;

/** The address of this app as another of its identities. */
export const linkAs = (id: ProfileId, hash = ''): string => `./?as=${id}${hash}`;
