// A recovery file as QR codes: any order brings it back byte for byte, and what does not belong in it is told apart.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase32, toBase32 } from '../../src/lib/base32.ts';
import { crc32 } from '../../src/lib/crc32.ts';
import { CONTACTS, fileOf, missingOf, withCode, withCodes, writeKeyCodes } from '../../src/lib/key-codes.ts';
import type { CodesRead } from '../../src/lib/key-codes.ts';
import { keyTag } from '../../src/lib/key-tag.ts';
import { pemText } from '../../src/lib/pem-block.ts';
import { openerOf, recoveryHead, type Opener } from '../../src/lib/recovery-head.ts';

const bytesOf = (length: number, seed: number): Uint8Array =>
  Uint8Array.from({ length }, (_, at) => (at * 31 + seed * 17 + (at >> 3)) & 255);
const fingerprintOf = (seed: number): string => Buffer.from(bytesOf(32, seed)).toString('base64');
/** A DER sequence of the size of a locked RSA-2048. */
const locked = (seed: number, size = 1326): Uint8Array =>
  Uint8Array.from([0x30, 0x82, size >> 8, size & 255, ...bytesOf(size, seed)]);
interface Made {
  readonly seed?: number;
  readonly size?: number;
  readonly contacts?: number;
  readonly opener?: Opener;
}
function fileFrom({ seed = 1, size = 1326, contacts = 0, opener = 'words' }: Made = {}): string {
  const head = recoveryHead({ fingerprint: fingerprintOf(seed), madeAt: Date.UTC(2026, 4, 12), opener });
  const second = contacts > 0 ? pemText(CONTACTS, bytesOf(contacts, seed + 1)) : '';
  return head + pemText('ENCRYPTED PRIVATE KEY', locked(seed, size)) + second;
}
function codesFrom(made: Made = {}): readonly string[] {
  const codes = writeKeyCodes(fileFrom(made), fingerprintOf(made.seed ?? 1), true);
  if (codes === undefined) throw new Error('no codes');
  return codes;
}
function readAll(codes: readonly string[]): CodesRead {
  const read = codes.reduce<CodesRead | undefined>((now, code) => {
    const next = withCode(now, code);
    if (typeof next === 'string') throw new Error(next);
    return next;
  }, undefined);
  if (read === undefined) throw new Error('nothing read');
  return read;
}

describe('a set of codes', () => {
  it('brings back the very file, whatever the order', () => {
    fc.assert(
      fc.property(
        fc.record({
          seed: fc.integer({ min: 1, max: 200 }),
          size: fc.integer({ min: 300, max: 2400 }),
          contacts: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 2000 })),
          opener: fc.constantFrom<Opener>('words', 'own'),
        }),
        fc.infiniteStream(fc.nat()),
        (made, chance) => {
          const codes = codesFrom(made);
          const mixed = codes
            .map((code) => ({ code, at: chance.next().value ?? 0 }))
            .sort((a, b) => a.at - b.at)
            .map(({ code }) => code);
          expect(fileOf(readAll(mixed))).toEqual({ text: fileFrom(made) });
        },
      ),
      { numRuns: 100 },
    );
  });

  it('is five codes for a key alone, in signs QR codes pack tightly', () => {
    const codes = codesFrom();
    expect(codes).toHaveLength(5);
    for (const [at, code] of codes.entries()) {
      expect(code).toMatch(/^[0-9A-Z $%*+\-./:]{100,540}$/);
      expect(code.startsWith(`PORCHLIGHT-KEY:1:${at + 1}/5:${keyTag(fingerprintOf(1), 8)}:`)).toBe(true);
    }
  });

  it('tells what is missing, and takes a code twice without minding', () => {
    const [first = '', , third = ''] = codesFrom();
    const read = readAll([third, first, third, first.toLowerCase()]);
    expect(missingOf(read)).toEqual([2, 4, 5]);
    expect(fileOf(read)).toBeUndefined();
  });

  it('takes them from a pasted text with other words in it', () => {
    const wrapped = codesFrom().map((code) => code.replaceAll(/(.{70})/g, '$1\n'));
    const read = withCodes(undefined, `Here it is:\n${wrapped.toReversed().join('\n\n')}`);
    expect(typeof read === 'string' ? read : fileOf(read)).toEqual({ text: fileFrom() });
    expect(withCodes(undefined, 'nothing here')).toBe('not-a-code');
  });

  it('leaves the contacts out when told to, and when they would make it too long', () => {
    const big = fileFrom({ contacts: 9000 });
    expect(writeKeyCodes(big, fingerprintOf(1), true)).toBeUndefined();
    expect(writeKeyCodes(big, fingerprintOf(1), false)).toEqual(codesFrom());
    expect(writeKeyCodes('no key at all', fingerprintOf(1), true)).toBeUndefined();
  });
});

describe('what does not belong in a set', () => {
  it.each<readonly [string, () => string | undefined, string]>([
    ['another key’s code', () => codesFrom({ seed: 2 })[1], 'other-key'],
    ['another set of the same key', () => codesFrom({ size: 1325 })[1], 'other-set'],
    ['the same key with another opener', () => codesFrom({ opener: 'own' })[1], 'other-set'],
    ['a set of another length', () => codesFrom({ contacts: 900 })[1], 'other-set'],
    ['another version', () => codesFrom()[1]?.replace(':1:', ':2:'), 'newer'],
    ['an address', () => 'https://example.org/#/i/abc', 'not-a-code'],
    ['nothing', () => '', 'not-a-code'],
    ['a head alone', () => 'PORCHLIGHT-KEY:1:1/5:PRQH2K7M:', 'damaged'],
  ])('%s is refused', (_, make, problem) => {
    const read = readAll(codesFrom().slice(0, 1));
    expect(withCode(read, make() ?? '')).toBe(problem);
  });

  it('any sign changed, lost or doubled is noticed', () => {
    const codes = codesFrom();
    fc.assert(
      fc.property(
        fc.nat(codes.length - 1),
        fc.nat(400),
        fc.constantFrom('change', 'lose', 'double'),
        (which, at, what) => {
          const code = codes[which] ?? '';
          const place = Math.min(at, code.length - 1);
          const sign = code.charAt(place);
          const other = what === 'change' ? (sign === 'A' ? 'B' : 'A') : what === 'lose' ? '' : sign + sign;
          const bad = code.slice(0, place) + other + code.slice(place + 1);
          expect(['damaged', 'not-a-code', 'newer']).toContain(withCode(undefined, bad));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('pieces that are each whole and make no key together are damaged', () => {
    const codes = codesFrom();
    const read = readAll(codes);
    const [piece = new Uint8Array()] = read.pieces.values();
    expect(fileOf({ ...read, pieces: new Map(read.pieces).set(2, piece) })).toBe('damaged');
  });

  it('no text makes it throw', () => {
    fc.assert(fc.property(fc.string(), (text) => void withCode(undefined, `PORCHLIGHT-KEY:${text}`)));
  });
});

it('base32 is canonical both ways, and the sum is the common one', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      expect(fromBase32(toBase32(bytes))).toEqual(Uint8Array.from(bytes));
    }),
  );
  for (const bad of ['2', '0A', 'aa', '33', '222']) expect(fromBase32(bad)).toBeUndefined();
  expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926);
});

it('a head tells what opens its file', () => {
  expect(openerOf(fileFrom())).toBe('words');
  expect(openerOf(fileFrom({ opener: 'own' }))).toBe('own');
  expect(openerOf('-----BEGIN RSA PRIVATE KEY-----\nMII')).toBe('none');
  expect(openerOf('-----BEGIN ENCRYPTED PRIVATE KEY-----\nMII')).toBe('other');
  expect(
    fileFrom({ opener: 'own' })
      .split('\n')
      .every((line) => /^[\x20-\x7e]{0,80}$/.test(line)),
  ).toBe(true);
});
