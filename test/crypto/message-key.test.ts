// Rule 11: what an OAEP plaintext may stand for, and what we wrap ourselves.
import { describe, expect, it } from 'vitest';
import { makeMessageKey, readMessageKey } from '../../src/crypto/message-key.ts';
import { bytesOf } from './support-keys.ts';

const key16 = Uint8Array.from({ length: 16 }, (_, i) => 200 + i);
const key32 = Uint8Array.from({ length: 32 }, (_, i) => 120 + 3 * i);
const base64 = (bytes: Uint8Array) => bytesOf(Buffer.from(bytes).toString('base64'));
const hex = (bytes: Uint8Array) => bytesOf(Buffer.from(bytes).toString('hex'));

describe('readMessageKey', () => {
  it.each([
    ['raw 16', key16, [key16]],
    ['raw 32', key32, [key32]],
    ['base64 text of 16', base64(key16), [key16]],
    ['base64 text of 32', base64(key32), [key32]],
    ['hex text of 32', hex(key32), [key32]],
    ['32 hex digits: text first, then raw', hex(key16), [key16, hex(key16)]],
    ['upper-case hex', bytesOf(Buffer.from(key32).toString('hex').toUpperCase()), [key32]],
    ['15 bytes: a zero was dropped', key16.subarray(1), [Uint8Array.of(0, ...key16.subarray(1))]],
    ['31 bytes', key32.subarray(1), [Uint8Array.of(0, ...key32.subarray(1))]],
    [
      '24 bytes that are no text',
      key32.subarray(8),
      [Uint8Array.of(...new Uint8Array(8), ...key32.subarray(8))],
    ],
    ['nothing left: a key of zeros', new Uint8Array(0), [new Uint8Array(16)]],
    ['33 bytes', new Uint8Array(33), []],
    ['44 characters of no base64', bytesOf('!'.repeat(44)), []],
    ['64 characters of no hex', bytesOf('z'.repeat(64)), []],
    ['190 bytes', new Uint8Array(190).fill(7), []],
  ])('%s', (_, opened, keys) => {
    expect(readMessageKey(opened).map(({ key }) => key)).toEqual(keys);
  });
});

describe('makeMessageKey', () => {
  it('draws again until the first byte is not zero', () => {
    let calls = 0;
    const random = (length: number) => {
      calls += 1;
      return new Uint8Array(length).fill(calls < 4 ? 0 : 9);
    };
    expect(makeMessageKey(random)).toEqual(new Uint8Array(16).fill(9));
    expect(calls).toBe(4);
  });

  it('makes 32 bytes when asked', () => {
    expect(makeMessageKey((length) => new Uint8Array(length).fill(1), 32)).toHaveLength(32);
  });
});
