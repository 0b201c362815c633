import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintBytes, keyTag } from '../../src/lib/key-tag.ts';

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

describe('key tag', () => {
  it('spells the first bits, five to a sign', () => {
    const bytes = new Uint8Array(32);
    expect(keyTag(base64(bytes), 8)).toBe('22222222');
    bytes.fill(255);
    expect(keyTag(base64(bytes), 8)).toBe('ZZZZZZZZ');
    bytes.set([0b00000_000, 0b01_00010_0, 0b0011_0010, 0b0_00101_00, 0b110_00111]);
    expect(keyTag(base64(bytes), 8)).toBe('23456789');
  });

  it('is the start of the longer tag, and uses no sign that is mixed up when read aloud', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const fingerprint = base64(bytes);
        expect(keyTag(fingerprint, 8)).toMatch(/^[2-9A-HJ-NP-Z]{8}$/);
        expect(keyTag(fingerprint, 8).startsWith(keyTag(fingerprint))).toBe(true);
        expect(fingerprintBytes(fingerprint)).toEqual(bytes);
      }),
    );
  });
});
