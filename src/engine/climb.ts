// The ladder (DIALECTS.md): every form in which a text may have been signed, and every key that may have signed it, until
// one verifies or the budget of the frame is spent. Nothing here changes anything.
import type { CryptoRunner } from '../crypto/runner.ts';
import { utf8 } from '../lib/bytes.ts';
import type { SignedFrame } from '../protocol/frame.ts';
import { LADDER, signedTexts, type Candidate } from '../protocol/signed-forms.ts';
import type { Directory, Listed, Self } from './parts.ts';
import type { Signing } from './voices.ts';

/** Characters hashed for one frame: a large one gets few tries. */
const HASHED = 8 * 1024 * 1024;
/** Verifications in one search for a signer, and the most keys that are tried. */
const VERIFIES = 4096;
const KEYS = 512;
/** Keys in one job for the crypto workers. */
const BATCH = 16;

const SALTS = [32, 222] as const;

export interface Signer extends Signing {
  readonly key: Listed;
}

/** How `frame` was signed with the key of `spki`; `first` are forms that others used lately. */
export async function climb(
  runner: CryptoRunner,
  frame: SignedFrame,
  spki: Uint8Array,
  first: readonly Signing[],
): Promise<Signing | undefined> {
  const candidates = candidatesFor(frame, first, Infinity);
  const verified = await runner.verify({ ...jobOf(frame, candidates), spkis: [spki] });
  return verified && signingOf(candidates[verified.text], verified.saltLength);
}

export interface SearchOptions {
  readonly runner: CryptoRunner;
  readonly self: Self;
  readonly directory: Pick<Directory, 'known'>;
}

/** Who signed `frame`: we ourselves, or one of those whose keys are known, heard from lately first. */
export async function searchSigner(
  { runner, self, directory }: SearchOptions,
  frame: SignedFrame,
  first: readonly Signing[],
): Promise<Signer | undefined> {
  const { fingerprint, pem, spki } = self;
  const own: Listed = { fingerprint, pem, spki, received: pem, usable: true, servers: [] };
  const tried = [own, ...firstOf(directory.known(), KEYS)];
  const most = Math.max(2, Math.floor(VERIFIES / SALTS.length / Math.max(1, tried.length)));
  const candidates = candidatesFor(frame, first, most);
  for (let at = 0; at < tried.length; at += BATCH) {
    const batch = tried.slice(at, at + BATCH);
    const spkis = batch.map(({ spki }) => spki);
    const verified = await runner.verify({ ...jobOf(frame, candidates), spkis });
    const key = verified && batch[verified.key];
    const signing = verified && signingOf(candidates[verified.text], verified.saltLength);
    if (key !== undefined && signing !== undefined) return { key, ...signing };
  }
  return undefined;
}

/** The texts of `signings`, and where one leaves something open, all it may be. */
export function textsFor(frame: SignedFrame, signings: readonly Signing[]): readonly Candidate[] {
  return [
    ...signedTexts(
      frame,
      signings.map(({ signed }) => signed),
    ),
  ];
}

function jobOf({ signature }: SignedFrame, candidates: readonly Candidate[]) {
  const texts = candidates.map(({ text }) => utf8(text));
  return { signature, texts, saltLengths: SALTS, priority: 'low' } as const;
}

function candidatesFor(frame: SignedFrame, first: readonly Signing[], most: number): readonly Candidate[] {
  const forms = [...first.map(({ signed }) => signed), ...LADDER];
  const candidates: Candidate[] = [];
  let left = HASHED;
  for (const candidate of signedTexts(frame, forms)) {
    left -= candidate.text.length * SALTS.length;
    if (candidates.length > 0 && (left < 0 || candidates.length >= most)) break;
    candidates.push(candidate);
  }
  return candidates;
}

function signingOf(candidate: Candidate | undefined, saltLength: number): Signing | undefined {
  return candidate && { signed: candidate.form, saltLength: saltLength === 222 ? 222 : 32 };
}

function firstOf(keys: Iterable<Listed>, most: number): readonly Listed[] {
  const some: Listed[] = [];
  for (const key of keys) {
    if (some.length >= most) break;
    some.push(key);
  }
  return some;
}
