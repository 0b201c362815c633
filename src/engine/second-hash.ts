// A chat that none of the likely OAEP hashes opened: most such frames are simply for somebody else, so the other hash is
// tried rarely, at low priority, and not on what somebody signed whose program uses the first.
import type { OaepHash } from '../crypto/public-key.ts';
import { utf8 } from '../lib/bytes.ts';
import type { ChatData } from '../protocol/chat.ts';
import type { SignedFrame } from '../protocol/frame.ts';
import { signedText } from '../protocol/write.ts';
import type { Opened, Opener } from './opener.ts';
import type { Directory, Ground, Voices } from './parts.ts';

export interface SecondHashOptions {
  readonly ground: Ground;
  readonly directory: Directory;
  readonly voices: Voices;
  readonly opener: Opener;
}

/** Frames that may be tried again: so many at once, and so many more a second. */
const BURST = 16;
const RATE = 4;
/** Keys whose signature is looked for first: together they cost about one decryption. */
const FILTER = 12;
/** Keys looked through for them. */
const LOOK = 256;

export class SecondHash {
  readonly #options: SecondHashOptions;
  #left = BURST;
  #at = 0;

  constructor(options: SecondHashOptions) {
    this.#options = options;
  }

  /** True when there is another hash than `hashes`, and it has not been tried too often lately. */
  isWorthIt(hashes: readonly OaepHash[]): boolean {
    if (hashes.length > 1) return false;
    const now = this.#options.ground.clock.monotonic();
    this.#left = Math.min(BURST, this.#left + ((now - this.#at) / 1000) * RATE);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }

  async open(frame: SignedFrame, data: ChatData, hashes: readonly OaepHash[]): Promise<Opened> {
    const { opener } = this.#options;
    if (await this.#isOfTheFirst(frame)) return { kind: 'foreign' };
    const second = hashes.includes('SHA-1') ? 'SHA-256' : 'SHA-1';
    return opener.patient(data, opener.order(data), [second]);
  }

  /** Signed, in the plain form, by somebody heard from lately whose program is known to use SHA-256. */
  async #isOfTheFirst({ signature, dataText, counter }: SignedFrame): Promise<boolean> {
    const { ground, directory, voices } = this.#options;
    const spkis: Uint8Array[] = [];
    let looked = 0;
    for (const { fingerprint, spki } of directory.known()) {
      if (spkis.length === FILTER || looked === LOOK) break;
      looked += 1;
      if (voices.habits(fingerprint).oaepHash === 'SHA-256') spkis.push(spki);
    }
    const texts = [utf8(signedText(dataText, counter))];
    return (await ground.runner.verify({ spkis, signature, texts, priority: 'low' })) !== undefined;
  }
}
