// A chat that none of the likely OAEP hashes opened: most such frames are simply for somebody else, so the other hash is
// tried at low priority, and not on what somebody signed whose program uses the first.
import type { CryptoRunner } from '../crypto/runner.ts';
import type { OaepHash } from '../crypto/public-key.ts';
import { utf8 } from '../lib/bytes.ts';
import type { ChatData } from '../protocol/chat.ts';
import type { SignedFrame } from '../protocol/frame.ts';
import { signedText } from '../protocol/write.ts';
import type { Opened, Opener } from './opener.ts';
import type { Directory, Voices } from './parts.ts';

export interface SecondHashOptions {
  readonly runner: CryptoRunner;
  readonly directory: Directory;
  readonly voices: Voices;
  readonly opener: Opener;
}

/** Keys whose signature is looked for first: together they cost about one decryption. */
const FILTER = 12;
/** Keys looked through for them. */
const LOOK = 256;

/** Tries the hash that is none of `hashes`. */
export async function openSecond(
  options: SecondHashOptions,
  frame: SignedFrame,
  data: ChatData,
  hashes: readonly OaepHash[],
): Promise<Opened> {
  const { opener } = options;
  if (await isOfTheFirst(options, frame)) return { kind: 'foreign' };
  return opener.patient(data, opener.order(data), [hashes.includes('SHA-1') ? 'SHA-256' : 'SHA-1']);
}

/** Signed, in the plain form, by somebody heard from lately whose program is known to use SHA-256. */
async function isOfTheFirst(
  { runner, directory, voices }: SecondHashOptions,
  { signature, dataText, counter }: SignedFrame,
): Promise<boolean> {
  const spkis: Uint8Array[] = [];
  let looked = 0;
  for (const { fingerprint, spki } of directory.known()) {
    if (spkis.length === FILTER || looked === LOOK) break;
    looked += 1;
    if (voices.habits(fingerprint).oaepHash === 'SHA-256') spkis.push(spki);
  }
  const texts = [utf8(signedText(dataText, counter))];
  return (await runner.verify({ spkis, signature, texts, priority: 'low' })) !== undefined;
}
