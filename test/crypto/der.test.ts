// Strict DER: one value has one encoding, everything else is refused.
import { assert, nat, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { der, derInteger, derOid, derSequence, derSmallInteger, TAG } from '../../src/crypto/der.ts';
import { DerReader } from '../../src/crypto/der-reader.ts';
import { CryptoError } from '../../src/crypto/problem.ts';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const refusal = (read: () => unknown) => {
  try {
    read();
  } catch (error) {
    if (error instanceof CryptoError) return error.kind;
    throw error;
  }
  return 'accepted';
};

describe('reading', () => {
  it.each([
    ['cut off in the length', '30'],
    ['cut off in the body', '3003020101 '.slice(0, 8)],
    ['longer than its surroundings', '30050201'],
    ['indefinite length', '3080020101 0000'],
    ['length padded to the long form', '308103020101'],
    ['length padded with a zero byte', `3082003f${'00'.repeat(63)}`],
    ['length of four bytes', '308400000003020101'],
    ['another tag', '3103020101'],
  ])('refuses a sequence %s', (_, hex) => {
    expect(refusal(() => new DerReader(bytes(hex)).sequence().smallInteger())).toBe('bad-der');
  });

  it.each([
    ['empty', '0200'],
    ['negative', '0201ff'],
    ['padded', '02020001'],
  ])('refuses an %s integer', (_, hex) => {
    expect(refusal(() => new DerReader(bytes(hex)).integer())).toBe('bad-der');
  });

  it.each([
    ['padded', '0603808001'],
    ['cut', '060281'.concat('80')],
    ['empty', '0600'],
  ])('refuses a %s object identifier', (_, hex) => {
    expect(refusal(() => new DerReader(bytes(hex)).oid())).toBe('bad-der');
  });

  it('refuses trailing bytes', () => {
    const reader = new DerReader(bytes('020101 00'));
    reader.integer();
    expect(refusal(() => reader.end())).toBe('bad-der');
  });

  it('never throws anything but its own error', () => {
    assert(
      property(uint8Array({ maxLength: 40 }), (input) => {
        const reader = new DerReader(input);
        const kind = refusal(() => {
          while (reader.peek() !== undefined) reader.sequence().oid();
        });
        return kind === 'accepted' || kind === 'bad-der';
      }),
      { numRuns: 2000 },
    );
  });
});

describe('writing', () => {
  it('encodes the known examples', () => {
    const hex = (value: Uint8Array) => Buffer.from(value).toString('hex');
    expect(hex(derSmallInteger(0))).toBe('020100');
    expect(hex(derSmallInteger(128))).toBe('02020080');
    expect(hex(derSmallInteger(1_000_000))).toBe('02030f4240');
    expect(hex(derInteger(Uint8Array.of(0, 0, 255)))).toBe('020200ff');
    expect(hex(derOid('1.2.840.113549.1.1.1'))).toBe('06092a864886f70d010101');
    expect(hex(derOid('2.16.840.1.101.3.4.1.42'))).toBe('060960864801650304012a');
  });

  it('is read back as it was', () => {
    assert(
      property(uint8Array({ maxLength: 300 }), nat(2 ** 32 - 1), (body, number) => {
        const reader = new DerReader(derSequence(der(TAG.octets, body), derSmallInteger(number))).sequence();
        expect(reader.take(TAG.octets)).toEqual(body);
        expect(reader.smallInteger()).toBe(number);
        reader.end();
      }),
    );
  });

  it.each(['0.9.2342', '1.2.840.113549.2.9', '2.5.4.3', '1.3.6.1.4.1.11591.4.11'])('keeps %s', (oid) => {
    expect(new DerReader(derOid(oid)).oid()).toBe(oid);
  });
});
