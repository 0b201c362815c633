// What the plaintext of an OAEP ciphertext may mean (PROTOCOL.md rule 11), and the keys made here.
import { fromBase64 } from '../lib/base64.ts';
import { fromHex, fromUtf8 } from '../lib/bytes.ts';
import type { RandomBytes } from '../lib/clock.ts';
import type { KeyForm } from './runner.ts';

const HEX = /^[0-9a-fA-F]+$/;

/** A fresh AES key. It never starts with a zero byte, which WebKitGTK's OAEP would drop at the receiver's. */
export function makeMessageKey(random: RandomBytes, bytes: 16 | 32 = 16): Uint8Array<ArrayBuffer> {
  for (;;) {
    const key = random(bytes);
    if (key[0] !== 0) return key;
  }
}

/** An AES key of 16 or 32 bytes that an OAEP plaintext may stand for, and how it stood there. */
export interface FoundKey extends KeyForm {
  readonly key: Uint8Array<ArrayBuffer>;
}

/**
 * The keys that an OAEP plaintext may stand for, likeliest first; the GCM tag decides.
 * Order of rule 11: base64 or hex text of 24, 44 or 64 characters; 32 hex digits as text; raw; zero-padded in front.
 */
export function readMessageKey(opened: Uint8Array): FoundKey[] {
  const texts = [...textKeys(opened)];
  const raw = opened.length === 16 || opened.length === 32 ? new Uint8Array(opened) : undefined;
  const isShort = texts.length === 0 && raw === undefined && opened.length < 32;
  const last = raw ?? (isShort ? padded(opened) : undefined);
  return last === undefined ? texts : [...texts, ...found(last, 'raw')];
}

/** Some write the hex digits of the key in base64: then both are keys. */
function* textKeys(opened: Uint8Array): Generator<FoundKey> {
  const { length } = opened;
  if (length !== 24 && length !== 32 && length !== 44 && length !== 64 && length !== 88) return;
  const text = fromUtf8(opened);
  if (text === undefined) return;
  const isHex = HEX.test(text);
  if (isHex && (length === 32 || length === 64)) yield* found(fromHex(text), 'hex');
  const inner = length === 32 || isHex ? undefined : fromBase64(text);
  const digits = inner === undefined || inner.length < 32 ? undefined : fromUtf8(inner);
  if (digits !== undefined && HEX.test(digits)) yield* found(fromHex(digits), 'hex');
  yield* found(inner, 'base64');
}

function* found(key: Uint8Array<ArrayBuffer> | undefined, text: KeyForm['text']): Generator<FoundKey> {
  if (key?.length === 16 || key?.length === 32) yield { key, text, bytes: key.length };
}

/** The zero bytes that WebKitGTK's big-number back end dropped, put back in front. */
function padded(opened: Uint8Array): Uint8Array<ArrayBuffer> {
  const key = new Uint8Array(opened.length < 16 ? 16 : 32);
  key.set(opened, key.length - opened.length);
  return key;
}
