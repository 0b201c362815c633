// A key of the list is one key, however its text is written.
import { describe, expect, it } from 'vitest';
import { readListedKey } from '../support/listed.ts';
import { makePerson } from '../support/foreign-program.ts';

const { publicKey } = makePerson('anna');
const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const der = publicKey.export({ type: 'spki', format: 'der' });
const rsa = publicKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const rsaDer = publicKey.export({ type: 'pkcs1', format: 'der' });

describe('the text of a key', () => {
  it.each([
    ['one line', pem.trim().replaceAll(/(?<=[^-])\n(?=[^-])/g, '')],
    ['CRLF', pem.replaceAll('\n', '\r\n')],
    ['base64 of PEM', Buffer.from(pem).toString('base64')],
    ['base64 of DER', der.toString('base64')],
    ['base64 of DER in lines', (der.toString('base64').match(/.{1,64}/g) ?? []).join('\n')],
    ['the RSA key alone', rsa],
    ['base64 of that', Buffer.from(rsa).toString('base64')],
    ['base64 of its DER', rsaDer.toString('base64')],
  ])('may be %s', async (_, text) => {
    const [key, other] = await Promise.all([readListedKey(pem), readListedKey(text)]);
    expect(other?.fingerprint).toBe(key?.fingerprint);
    expect(other).toMatchObject({ pem: key?.pem, received: text, usable: true });
  });

  it('that says no key is none', async () => {
    const garbage = [
      '',
      'AAAA',
      'Anna',
      pem.slice(0, 100),
      rsa.slice(0, 100),
      Buffer.from('hi').toString('base64'),
    ];
    for (const text of garbage) expect(await readListedKey(text)).toBeUndefined();
    expect(
      await readListedKey(`-----BEGIN RSA PUBLIC KEY-----\nAAAA\n-----END RSA PUBLIC KEY-----`),
    ).toBeUndefined();
  });
});
