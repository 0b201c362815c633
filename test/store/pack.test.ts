// Rows as bytes and back: whatever a row may hold comes out the same.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pack, unpack } from '../../src/store/pack.ts';
import { StoreError } from '../../src/store/problem.ts';

const leaf = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }).map((text) => `${text}\ud800`), // ends ill-formed
  fc.double(),
  fc.constantFrom<unknown>(undefined, null, true, false, Infinity, -Infinity, NaN, 0, -0),
  fc.uint8Array(),
  fc.uint16Array(),
  fc.float64Array(),
  fc.uint8Array({ minLength: 9, maxLength: 9 }).map((bytes) => bytes.subarray(1, 8)),
);
const name = fc.oneof(fc.string(), fc.constantFrom('$', 'is', 'type', '__proto__', 'sealed'));
const { row } = fc.letrec<{ row: unknown }>((tie) => ({
  row: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.array(tie('row'), { maxLength: 4 }),
    fc.array(fc.tuple(name, tie('row')), { maxLength: 5 }).map((members) => Object.fromEntries(members)),
  ),
}));

describe('a packed row', () => {
  it('comes out as it went in', () => {
    fc.assert(
      fc.property(row, (value) => {
        expect(unpack(pack(value).bytes)).toStrictEqual(value);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves the bytes of files outside, and gives each its place and type again', async () => {
    const value = { a: new Blob(['one'], { type: 'text/plain' }), b: [new Blob(['two'])] };
    const { bytes, blobs } = pack(value);
    expect(blobs).toHaveLength(2);
    const back = unpack(bytes, blobs);
    if (typeof back !== 'object' || back === null || !('a' in back) || !('b' in back))
      throw new Error('lost');
    if (!(back.a instanceof Blob) || !Array.isArray(back.b)) throw new Error('lost');
    const [second]: readonly unknown[] = back.b;
    if (!(second instanceof Blob)) throw new Error('lost');
    expect([back.a.type, await back.a.text(), await second.text()]).toEqual(['text/plain', 'one', 'two']);
  });

  it.each([() => 1, Symbol('x'), 1n, new Map(), new Date(0)])('refuses what is no data: %s', (value) => {
    expect(() => pack({ value })).toThrow(StoreError);
  });

  it('refuses a key: that must never be written down', async () => {
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 128 }, false, ['encrypt']);
    expect(() => pack({ key })).toThrow(StoreError);
  });
});
