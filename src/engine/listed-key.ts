// One key of the list: what is worked out of its PEM text, as little and as late as possible (10,000 come at once).
import { fingerprintOf } from '../crypto/fingerprint.ts';
import { isToSpec } from '../crypto/public-key.ts';
import { isFingerprint } from '../domain/fingerprint.ts';
import type { Fingerprint } from '../domain/ids.ts';
import { derToPem, pemToDer } from '../protocol/pem.ts';
import type { Listed } from './parts.ts';

/** `-----BEGIN PUBLIC KEY-----` and `-----END PUBLIC KEY-----`, with their line breaks. */
const HEAD = 27;
const FOOT = 25;

export class ListedKey implements Listed {
  readonly fingerprint: Fingerprint;
  readonly pem: string;
  /** Addresses as listed; replaced, never changed in place, because it is handed out. */
  servers: readonly string[] = [];
  /** Bookkeeping of the list being applied: its number, and how many servers of it have named this key. */
  pass = 0;
  count = 0;
  /** Monotonic time at which the key went off the list. */
  offAt: number | undefined;
  #spki: Uint8Array<ArrayBuffer> | undefined;
  #usable: boolean | undefined;

  constructor(fingerprint: Fingerprint, pem: string, spki?: Uint8Array<ArrayBuffer>) {
    this.fingerprint = fingerprint;
    this.pem = pem;
    this.#spki = spki;
  }

  get spki(): Uint8Array<ArrayBuffer> {
    this.#spki ??= pemToDer(this.pem) ?? new Uint8Array();
    return this.#spki;
  }

  /** The key policy (T27), judged when somebody asks. */
  get usable(): boolean {
    this.#usable ??= isToSpec(this.spki);
    return this.#usable;
  }
}

/** The key that a PEM text as received stands for; undefined for what is none. One key has one canonical PEM. */
export async function readListedKey(text: string): Promise<ListedKey | undefined> {
  const spki = pemToDer(text);
  if (spki === undefined) return undefined;
  const pem = isOneLine(text) ? text : derToPem(spki);
  const fingerprint = await fingerprintOf(pem);
  return isFingerprint(fingerprint) ? new ListedKey(fingerprint, pem, spki) : undefined;
}

/** True for a text that was read and has its body on one line: it is canonical already. */
function isOneLine(text: string): boolean {
  const bodyEnd = text.length - FOOT;
  return (
    text.startsWith('-----BEGIN PUBLIC KEY-----\n') &&
    text.endsWith('\n-----END PUBLIC KEY-----') &&
    text.indexOf('\n', HEAD) === bodyEnd &&
    !text.includes('\r')
  );
}
