import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase64 } from '../../src/lib/base64.ts';
import { utf8 } from '../../src/lib/bytes.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import { readPayload, readSealedText, writePayload, type Payload } from '../../src/protocol/payload.ts';
import { kindOf, patience, runs } from './support.ts';

const id = 'AAAAAAAAAAAAAAAAAAAAAA';
const flat = { participants: ['a', 'b'], message: 'hi' };
const read = (value: unknown) => readPayload(JSON.stringify(value));
const kind = (value: unknown) => kindOf(() => read(value));
const xOf = (x: unknown) => read({ ...flat, x }).x;

describe('the payload', () => {
  it('is read flat, wrapped and as both', () => {
    expect(read(flat)).toEqual(flat);
    expect(read({ chat: flat })).toEqual(flat);
    expect(read({ ...flat, chat: flat })).toEqual(flat);
    expect(read({ ...flat, other: 1, chat: { ...flat, other: 2 } })).toEqual(flat);
    expect(read({ ...flat, chat: 'no copy' })).toEqual(flat);
    expect(readPayload(`${JSON.stringify(flat)}   \n`)).toEqual(flat);
  });

  it('is held back when its two copies differ', () => {
    expect(kind({ ...flat, chat: { ...flat, message: 'ho' } })).toBe('differ');
    expect(kind({ ...flat, chat: { ...flat, participants: ['b', 'a'] } })).toBe('differ');
    expect(kind({ ...flat, chat: { ...flat, participants: ['a'] } })).toBe('differ');
    expect(kind({ ...flat, chat: { message: 'hi' } })).toBe('bad-shape');
  });

  it('is refused when something is missing or of the wrong kind', () => {
    for (const bad of [
      null,
      5,
      'x',
      [],
      {},
      { chat: null },
      { chat: [] },
      { message: 'hi' },
      { participants: ['a'] },
    ]) {
      expect(kind(bad)).toBe('bad-shape');
    }
    for (const participants of [[], [5], [null], [['a']], {}, 5]) {
      expect(kind({ ...flat, participants })).toBe('bad-shape');
    }
    expect(kind({ ...flat, message: 5 })).toBe('bad-shape');
    expect(kindOf(() => readPayload('{"participants":["a"],"message":"1","message":"2"}'))).toBe(
      'duplicate-key',
    );
    expect(kindOf(() => readPayload('{"participants":["a"],"message":"\\ud83d"}'))).toBe('ill-formed');
    expect(kindOf(() => readPayload('bare text'))).toBe('not-json');
  });

  it('may be a text alone, also an empty one', () => {
    for (const message of ['bare text', '', '5', '["a"]'])
      expect(readSealedText(message)).toEqual({ payload: { participants: [], message }, shape: 'bare' });
  });

  it('takes participants as base64 of a list, too', () => {
    const coded = (text: string) => ({ ...flat, participants: toBase64(utf8(text)) });
    expect(read(coded('["a","b"]'))).toEqual(flat);
    expect(kind(coded('"a"'))).toBe('bad-shape');
    expect(kind(coded('a,b'))).toBe('not-json');
    expect(kind({ ...flat, participants: 'no base64' })).toBe('bad-base64');
  });

  it('bounds participants and fingerprints', () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => `p${at}`);
    expect(kind({ ...flat, participants: many(LIMITS.participants) })).toBeUndefined();
    expect(kind({ ...flat, participants: many(LIMITS.participants + 1) })).toBe('limit');
    expect(kind({ ...flat, participants: ['x'.repeat(LIMITS.name)] })).toBeUndefined();
    expect(kind({ ...flat, participants: ['x'.repeat(LIMITS.name + 1)] })).toBe('limit');
  });

  it(
    'reads back what it wrote, in multiples of 256 bytes',
    () => {
      const text = fc.string({
        unit: fc.constantFrom('a', ' ', '"', '\\', 'é', '中', '😀', '\n', '\u007f', '\u2028'),
        maxLength: 300,
        size: 'max',
      });
      const url = 'https://h.example/f?a=%20';
      const x = fc.record(
        {
          v: fc.constant(1 as const),
          id: fc.constant(id),
          name: fc.constantFrom('Anna', '', 'ü'.repeat(40)),
          caps: fc.constant(['react', 'olf1']),
          file: fc.record({
            name: fc.constant('ü.pdf'),
            size: fc.nat(),
            type: fc.constant(''),
            url: fc.constant(url),
          }),
          receipt: fc.constantFrom(
            { delivered: [id], read: [] },
            { delivered: [], read: [id, 'abcdefghijklmnopqrstuv'] },
          ),
        },
        { requiredKeys: ['v'] },
      );
      const participants = fc.constantFrom(['a'], ['a', 'b', 'c'], ['x'.repeat(44), '__proto__']);
      const payload: fc.Arbitrary<Payload> = fc.record(
        { participants, message: text, x },
        { requiredKeys: ['participants', 'message'] },
      );
      fc.assert(
        fc.property(payload, (written) => {
          const out = writePayload(written);
          expect(utf8(out).length % 256).toBe(0);
          expect(readPayload(out)).toEqual(written);
          expect(out.trimEnd().length).toBeGreaterThan(out.length - 256);
        }),
        { numRuns: runs(1000, 100_000) },
      );
    },
    patience,
  );

  it('hides the length of short messages (T32)', () => {
    const lengths = Array.from(
      { length: 100 },
      (_, length) =>
        writePayload({ participants: ['f'.repeat(44), 'g'.repeat(44)], message: 'x'.repeat(length) }).length,
    );
    expect(new Set(lengths).size).toBeLessThanOrEqual(2);
  });

  it('keeps a typed lone surrogate from making it unreadable', () => {
    const out = writePayload({ participants: ['a'], message: 'x\ud83d', x: { v: 1, name: 'n\ude00' } });
    expect(readPayload(out)).toEqual({
      participants: ['a'],
      message: 'x\uFFFD',
      x: { v: 1, name: 'n\uFFFD' },
    });
  });

  it('has x at the top of the flat form only', () => {
    const x = { v: 1, id };
    expect(read({ ...flat, x }).x).toEqual(x);
    expect(read({ chat: { ...flat, x } }).x).toBeUndefined();
    expect(read({ x, chat: flat }).x).toBeUndefined();
    expect(JSON.parse(writePayload({ ...flat, x: { v: 1, id } }))).toEqual({ ...flat, x, chat: flat });
  });
});

describe('x', () => {
  const file = { name: 'a.png', size: 5, type: 'image/png', url: 'https://h/f' };

  it('is none without a version', () => {
    for (const bad of [
      undefined,
      null,
      5,
      'x',
      [],
      {},
      { v: '1' },
      { v: 0 },
      { v: 1.5 },
      { v: -1 },
      { v: null },
    ]) {
      expect(xOf(bad)).toBeUndefined();
    }
    expect(xOf({ v: 2, id, news: true })).toEqual({ v: 1, id });
  });

  it('leaves out what is unknown or wrong and keeps the rest', () => {
    expect(xOf({ v: 1, id: 5, name: 'Anna', caps: 'x', file: [], receipt: 5, zzz: {} })).toEqual({
      v: 1,
      name: 'Anna',
    });
    for (const bad of [
      '',
      'A'.repeat(21),
      'A'.repeat(23),
      `${'A'.repeat(21)}=`,
      `${'A'.repeat(21)} `,
      `${id}\n`,
    ]) {
      expect(xOf({ v: 1, id: bad })).toEqual({ v: 1 });
    }
    expect(xOf({ v: 1, caps: ['react', 5, 'Bad', '', 'x'.repeat(33), 'olf1'] })).toEqual({
      v: 1,
      caps: ['react', 'olf1'],
    });
    expect(xOf({ v: 1, file })).toEqual({ v: 1, file });
    for (const bad of [
      { name: 5 },
      { size: -1 },
      { size: 1.5 },
      { size: '5' },
      { size: 2 ** 53 },
      { url: null },
      { type: {} },
    ]) {
      expect(xOf({ v: 1, file: { ...file, ...bad } })).toEqual({ v: 1 });
    }
    // Bytes instead of an address; an address wins over bytes.
    const inside = { name: 'a.png', size: 5, type: 'image/png', data: 'AAAAAAA=' };
    expect(xOf({ v: 1, file: inside })).toEqual({ v: 1, file: { ...inside, url: '' } });
    expect(xOf({ v: 1, file: { ...inside, url: '' } })).toEqual({ v: 1, file: { ...inside, url: '' } });
    expect(xOf({ v: 1, file: { ...inside, url: file.url } })).toEqual({ v: 1, file });
    expect(xOf({ v: 1, file: { ...inside, data: 5 } })).toEqual({ v: 1 });
    expect(xOf({ v: 1, receipt: { delivered: [id, 'x', 5], read: 'x' } })).toEqual({
      v: 1,
      receipt: { delivered: [id], read: [] },
    });
    expect(xOf({ v: 1, receipt: { delivered: [], read: [] } })).toEqual({ v: 1 });
  });

  it('is bounded, at the limit and one beyond', () => {
    const name = (length: number) => xOf({ v: 1, name: 'n'.repeat(length) })?.name?.length;
    expect([name(LIMITS.claimedName), name(LIMITS.claimedName + 1)]).toEqual([LIMITS.claimedName, undefined]);
    const caps = (count: number) =>
      xOf({ v: 1, caps: Array.from({ length: count }, () => 'a') })?.caps?.length;
    expect([caps(LIMITS.caps), caps(LIMITS.caps + 1)]).toEqual([LIMITS.caps, LIMITS.caps]);
    const ids = (count: number) =>
      xOf({ v: 1, receipt: { delivered: Array.from({ length: count }, () => id) } })?.receipt?.delivered
        .length;
    expect([ids(LIMITS.receiptIds), ids(LIMITS.receiptIds + 1)]).toEqual([
      LIMITS.receiptIds,
      LIMITS.receiptIds,
    ]);
    for (const [member, limit] of [
      ['name', LIMITS.fileName],
      ['type', LIMITS.fileType],
      ['url', LIMITS.fileUrl],
    ] as const) {
      expect(xOf({ v: 1, file: { ...file, [member]: 'x'.repeat(limit) } })?.file).toBeDefined();
      expect(xOf({ v: 1, file: { ...file, [member]: 'x'.repeat(limit + 1) } })?.file).toBeUndefined();
    }
    const data = (bytes: number) =>
      xOf({ v: 1, file: { name: 'a', size: bytes, type: '', data: toBase64(new Uint8Array(bytes)) } })?.file;
    expect(data(LIMITS.inlineFile)).toBeDefined();
    expect(data(LIMITS.inlineFile + 1)).toBeUndefined();
  });
});
