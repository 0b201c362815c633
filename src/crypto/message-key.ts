// What the plaintext of an OAEP ciphertext may mean (PROTOCOL.md rule 11), and the keys made here.
import { fromBase64 } from '../lib/base64.ts';
import { fromHex, fromUtf8 } from '../lib/bytes.ts';
import type { RandomBytes } from '../lib/clock.ts';

const HEX = /^[0-9a-fA-F]+$/;

/** A fresh AES key. It never starts with a zero byte, which WebKitGTK's OAEP would drop at the receiver's. */
export function makeMessageKey(random: RandomBytes, bytes: 16 | 32 = 16): Uint8Array<ArrayBuffer> {
  for (;;) {
    const key = random(bytes);
    if (key[0] !== 0) return key;
  }
}

/**
 * AES keys (16 or 32 bytes each) that an OAEP plaintext may stand for, likeliest first; the GCM tag decides.
 * Order of rule 11: base64 or hex text of 24, 44 or 64 characters; 32 hex digits as text; raw; zero-padded in front.
 */
export function readMessageKey(opened: Uint8Array): Uint8Array<ArrayBuffer>[] {
  const found = [...textKeys(opened)];
  if (opened.length === 16 || opened.length === 32) found.push(new Uint8Array(opened));
  if (found.length === 0 && opened.length < 32) found.push(padded(opened));
  return found;
}

function* textKeys(opened: Uint8Array): Generator<Uint8Array<ArrayBuffer>> {
  const { length } = opened;
  if (length !== 24 && length !== 32 && length !== 44 && length !== 64) return;
  const text = fromUtf8(opened);
  if (text === undefined) return;
  const key = HEX.test(text) && length !== 24 && length !== 44 ? fromHex(text) : textKey(text, length);
  if (key !== undefined && (key.length === 16 || key.length === 32)) yield key;
}

function textKey(text: string, length: number): Uint8Array<ArrayBuffer> | undefined {
  return length === 24 || length === 44 ? fromBase64(text) : undefined;
}

/** The zero bytes that WebKitGTK's big-number back end dropped, put back in front. */
function padded(opened: Uint8Array): Uint8Array<ArrayBuffer> {
  const key = new Uint8Array(opened.length < 16 ? 16 : 32);
  key.set(opened, key.length - opened.length);
  return key;
}
