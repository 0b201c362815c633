import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/protocol/limits.ts';
import { derToPem, pemToDer } from '../../src/protocol/pem.ts';

const der = new Uint8Array(
  generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'der' }),
);
const canonical = derToPem(der);
const body = canonical.split('\n')[1] ?? '';
const around = (inside: string) => `-----BEGIN PUBLIC KEY-----${inside}-----END PUBLIC KEY-----`;

describe('PEM text', () => {
  it('is written on one line, without a newline at its end', () => {
    expect(canonical).toMatch(/^-----BEGIN PUBLIC KEY-----\n[A-Za-z0-9+/]+=*\n-----END PUBLIC KEY-----$/);
    expect(canonical).toBe(around(`\n${Buffer.from(der).toString('base64')}\n`));
  });

  it.each([
    ['canonical', canonical],
    ['64 columns', around(`\n${body.replace(/.{64}/g, '$&\n')}\n`)],
    ['64 columns and CRLF', `${around(`\r\n${body.replace(/.{64}/g, '$&\r\n')}\r\n`)}\r\n`],
    ['a newline at the end', `${canonical}\n`],
    ['blanks around', `  \n${canonical}\t `],
    ['no newlines at all', around(body)],
    ['one character a line', around(body.split('').join('\n'))],
  ])('is read: %s', (_, text) => {
    expect(pemToDer(text)).toEqual(der);
  });

  it.each([
    ['nothing', ''],
    ['another label', canonical.replaceAll('PUBLIC', 'RSA PUBLIC')],
    ['a private key', canonical.replaceAll('PUBLIC', 'PRIVATE')],
    ['a certificate', canonical.replaceAll('PUBLIC KEY', 'CERTIFICATE')],
    ['labels that differ', canonical.replace('END PUBLIC', 'END PRIVATE')],
    ['no footer', canonical.slice(0, -5)],
    ['an empty body', around('\n\n')],
    ['markers that overlap', '-----BEGIN PUBLIC KEY-----END PUBLIC KEY-----'],
    ['blanks inside', around(`\n${body.slice(0, 8)} ${body.slice(8)}\n`)],
    ['a header line', around(`\nComment: x\n\n${body}\n`)],
    ['stray bits', around('\nAB==\n')],
    ['missing padding', around('\nAA\n')],
    ['two keys', `${canonical}\n${canonical}`],
    ['text before', `x${canonical}`],
  ])('is refused: %s', (_, text) => {
    expect(pemToDer(text)).toBeUndefined();
  });

  it('is bounded at 4 KiB', () => {
    const sized = (length: number) => around('\n'.repeat(length - around('').length - body.length) + body);
    expect(pemToDer(sized(LIMITS.pem))).toEqual(der);
    expect(pemToDer(sized(LIMITS.pem + 1))).toBeUndefined();
  });

  it('reads back any bytes it wrote', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 600 }), (bytes) => {
        expect(pemToDer(derToPem(bytes))).toEqual(bytes);
      }),
      { numRuns: 1000 },
    );
  });
});
