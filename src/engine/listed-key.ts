// One key of the list: what is worked out of its PEM text, as little and as late as possible (10,000 come at once).
import { isToSpec } from '../crypto/public-key.ts';
import type { Fingerprint } from '../domain/ids.ts';
import { isBase64 } from '../lib/base64.ts';
import { PortError } from '../lib/port.ts';
import { LIMITS } from '../protocol/limits.ts';
import { derToPem, pemToDer } from '../protocol/pem.ts';
import { otherDialects } from './later.ts';
import type { Listed } from './parts.ts';

/** `-----BEGIN PUBLIC KEY-----` and `-----END PUBLIC KEY-----`, with their line breaks. */
const HEAD = 27;
const FOOT = 25;

export class ListedKey implements Listed {
  readonly fingerprint: Fingerprint;
  readonly pem: string;
  readonly received: string;
  /** Addresses as listed; replaced, never changed in place, because it is handed out. */
  servers: readonly string[] = [];
  /** Where it stood when it last went off. */
  left: readonly string[] = [];
  /** Bookkeeping of the list being applied: its number, and how many servers of it have named this key. */
  pass = 0;
  count = 0;
  /** Listed before it. */
  wasOn = false;
  /** Monotonic time at which the key last went off the list. */
  offAt = 0;
  #spki: Uint8Array<ArrayBuffer> | undefined;
  #usable: boolean | undefined;

  constructor(fingerprint: Fingerprint, pem: string, received = pem) {
    this.fingerprint = fingerprint;
    this.pem = pem;
    this.received = received;
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

/** The canonical PEM of the key that a PEM text as received stands for; undefined for what is none. */
export function canonicalPem(text: string): string | undefined {
  if (isOneLine(text)) return isBase64(text.slice(HEAD, text.length - FOOT)) ? text : undefined;
  const spki = pemToDer(text);
  return spki === undefined ? undefined : derToPem(spki);
}

/** The same for a text that is no PEM of ours; without the part that reads others, it is garbage for now. */
export async function otherCanonicalPem(text: string): Promise<string | undefined> {
  try {
    const spki = (await otherDialects()).spkiInText(text);
    return spki === undefined ? undefined : derToPem(spki);
  } catch (error) {
    if (error instanceof PortError) return undefined;
    throw error;
  }
}

/** True for a text that has its body on one line: it is canonical already, if it is a key. */
function isOneLine(text: string): boolean {
  const bodyEnd = text.length - FOOT;
  return (
    bodyEnd > HEAD &&
    text.length <= LIMITS.pem &&
    text.startsWith('-----BEGIN PUBLIC KEY-----\n') &&
    text.endsWith('\n-----END PUBLIC KEY-----') &&
    text.indexOf('\n', HEAD) === bodyEnd &&
    !text.includes('\r')
  );
}
