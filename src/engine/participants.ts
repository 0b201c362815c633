// Everybody a message is for, under the names that the reader's program knows them by (speech.ts, `fingerprint`).
import { sortedFingerprints } from '../domain/fingerprint.ts';
import type { Fingerprint } from '../domain/ids.ts';
import { pemIn } from '../protocol/pem.ts';
import type { FingerprintForm, PemForm } from '../protocol/speech.ts';
import { nameOfKey, type KeyTexts } from './key-names.ts';
import type { Listed, Self } from './parts.ts';

export interface NamingFacts {
  readonly form: FingerprintForm;
  /** Public keys as this server's clients send them, we with them. */
  readonly pem: PemForm;
  readonly lookup: (person: Fingerprint) => Listed | undefined;
}

/** Our own name. */
export function ownName({ form, pem }: Omit<NamingFacts, 'lookup'>, self: Self): Promise<string> {
  return nameIn(form, self.fingerprint, { spki: self.spki, received: pemIn(pem, self.spki) });
}

/** Ours first, then the others' in the order of their canonical fingerprints (rule 6). */
export async function participantsOf(
  facts: NamingFacts,
  self: Self,
  others: readonly Fingerprint[],
): Promise<readonly string[]> {
  const people = sortedFingerprints(others);
  const own = await ownName(facts, self);
  if (isCanonical(facts.form)) return [own, ...people];
  const names = people.map(async (person) => {
    const key = facts.lookup(person);
    // A key that was never listed has the name alone by which somebody called it (rule 4).
    return key === undefined ? person : nameIn(facts.form, person, textsOf(key, facts.pem));
  });
  return [own, ...(await Promise.all(names))];
}

/** One that is not listed now and of which only the canonical text is left was listed as the others here are, likely. */
function textsOf({ spki, received, pem, servers }: Listed, form: PemForm): KeyTexts {
  const isAsListed = servers.length > 0 || received !== pem;
  return { spki, received: isAsListed ? received : pemIn(form, spki) };
}

async function nameIn(form: FingerprintForm, canonical: Fingerprint, key: KeyTexts): Promise<string> {
  return isCanonical(form) ? canonical : nameOfKey(form, key);
}

function isCanonical({ of, text }: FingerprintForm): boolean {
  return of === 'one-line' && text === 'base64';
}
