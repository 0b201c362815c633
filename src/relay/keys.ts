// A public key as the relay knows it: judged once, listed as its owner wrote it, and named in every way its owner's
// program may name it.
import { createHash } from 'node:crypto';
import { CryptoError, isOperationError } from '../crypto/problem.ts';
import { verify } from '../crypto/pss.ts';
import { readPublicKey } from '../crypto/key-verdict.ts';
import { importVerifyKey } from '../crypto/public-key.ts';
import { utf8 } from '../lib/bytes.ts';
import { signedTexts, USUAL } from '../protocol/signed-forms.ts';
import type { SignedFrame } from '../protocol/frame.ts';
import { derToPem, pemToDer } from '../protocol/pem.ts';

export interface KnownKey {
  /** base64(SHA-256(one-line PEM)): the relay's own name of the key. */
  readonly fingerprint: string;
  /** The PEM that stands in lists. */
  readonly listed: string;
  /** The key as WebCrypto wants it, imported at first use. Rejects with a CryptoError when the platform refuses it. */
  verifyKey(): Promise<CryptoKey>;
  /** True when `sender` names this key in one of the ways of DIALECTS.md ("fingerprint on the wire"). */
  goesBy(sender: string): boolean;
}

export type ReadKey = { readonly key: KnownKey } | { readonly refused: string };

// Neighbours' programs die of stranger forms (no line breaks, CRLF, text around it), so those are listed in one line.
const HARMLESS_PEM = /^-----BEGIN PUBLIC KEY-----\n[A-Za-z0-9+/=\n]+\n-----END PUBLIC KEY-----\n?$/;

/** SHA-256 in place: a list of thousands of keys must not cost as many trips through a thread pool. */
function sha256(text: string, encoding: 'hex' | 'base64'): string {
  return createHash('sha256').update(text, 'utf8').digest(encoding);
}

function columnsOf(oneLine: string): string {
  const [head, body, tail] = oneLine.split('\n');
  return [head, ...((body ?? '').match(/.{1,64}/g) ?? []), tail].join('\n');
}

/** Every name a program may give the key, all derived from the key itself, so none can be borrowed (T01). */
function namesOf(oneLine: string, asReceived: string): ReadonlySet<string> {
  const columns = columnsOf(oneLine);
  const names = new Set<string>();
  for (const pem of [oneLine, asReceived, columns, `${columns}\n`]) {
    const hex = sha256(pem, 'hex');
    names.add(sha256(pem, 'base64')).add(hex).add(Buffer.from(hex).toString('base64'));
  }
  return names;
}

/** Reads a key as received and holds it to the key policy (T27, F3, F4). The refusal is a word for the log. */
export function readKey(pem: string): ReadKey {
  const spki = pemToDer(pem);
  if (spki === undefined) return { refused: 'pem' };
  const judged = readPublicKey(spki);
  if ('refused' in judged) return { refused: judged.refused };
  const oneLine: string = derToPem(spki);
  const fingerprint = sha256(oneLine, 'base64');
  let names: ReadonlySet<string> | undefined;
  let imported: Promise<CryptoKey> | undefined;
  const goesBy = (sender: string): boolean => {
    if (sender === fingerprint) return true;
    names ??= namesOf(oneLine, pem);
    return names.has(sender);
  };
  const verifyKey = (): Promise<CryptoKey> => (imported ??= importVerifyKey(spki));
  const listed = HARMLESS_PEM.test(pem) ? pem : oneLine;
  return { key: { fingerprint, listed, verifyKey, goesBy } };
}

/** True when the frame's signature holds under `key` for one of the readings of its data (PROTOCOL.md, "signed bytes"). */
export async function signatureHolds(key: KnownKey, frame: SignedFrame): Promise<boolean> {
  try {
    const verifyKey = await key.verifyKey();
    for (const { text } of signedTexts(frame, USUAL)) {
      if (await verify(verifyKey, frame.signature, utf8(text))) return true;
    }
    return false;
  } catch (error) {
    // A key that passed the policy and that the platform still cannot use has signed nothing.
    if (error instanceof CryptoError || isOperationError(error)) return false;
    throw error;
  }
}
