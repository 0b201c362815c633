// Our own key: made to spec, locked in three times, and doctored copies are refused.
import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkPkcs8, importPrivate, makeKeyPair, selfTest, spkiOf } from '../../src/crypto/key-pair.ts';
import { readPublicKey } from '../../src/crypto/key-verdict.ts';
import { kindOf, madeUpPkcs8, makeSomeone, type Someone } from './support-keys.ts';

let me: Someone;
beforeAll(async () => {
  me = await makeSomeone();
});

describe('a new key pair', () => {
  it('is RSA-2048, and both halves belong together', async () => {
    expect(readPublicKey(me.spki)).toMatchObject({ bits: 2048 });
    expect(spkiOf(me.pkcs8)).toEqual(me.spki);
    expect(await selfTest(me.keys, me.spki)).toBe(true);
  });

  it('cannot be exported after import', async () => {
    for (const key of Object.values(me.keys)) {
      expect(await kindOf(() => crypto.subtle.exportKey('pkcs8', key))).not.toBe('no error');
      expect(key.extractable).toBe(false);
    }
    expect([me.keys.sign.usages, me.keys.open256.usages, me.keys.open1.usages]).toEqual([
      ['sign'],
      ['decrypt'],
      ['decrypt'],
    ]);
  });

  it('fails its self-test with another public key, or when one key is another one', async () => {
    const other = await makeSomeone();
    expect(await selfTest(me.keys, other.spki)).toBe(false);
    expect(await selfTest({ ...me.keys, open1: other.keys.open1 }, me.spki)).toBe(false);
    expect(await selfTest({ ...me.keys, open256: other.keys.open256 }, me.spki)).toBe(false);
  });

  it('fails its self-test when a key could be exported', async () => {
    const loose = await crypto.subtle.importKey(
      'pkcs8',
      me.pkcs8,
      { name: 'RSA-PSS', hash: 'SHA-256' },
      true,
      ['sign'],
    );
    expect(await selfTest({ ...me.keys, sign: loose }, me.spki)).toBe(false);
  });
});

describe('the policy for own keys', () => {
  const ec = () =>
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'der' });

  it.each([
    ['RSA-1024', () => madeUpPkcs8(1024, 65_537)],
    ['RSA-3072', () => madeUpPkcs8(3072, 65_537)],
    ['RSA with another exponent than 65537', () => madeUpPkcs8(2048, 3)],
    ['RSA-PSS', () => madeUpPkcs8(2048, 65_537, '1.2.840.113549.1.1.10')],
    ['EC', ec],
  ])('names %s', async (name, make) => {
    await expect(async () => checkPkcs8(make())).rejects.toMatchObject({
      kind: 'wrong-kind-of-key',
      detail: name,
    });
    expect(await kindOf(() => importPrivate(make()))).toBe('wrong-kind-of-key');
  });

  it('refuses any changed byte of the numbers', async () => {
    // 26 bytes of wrapping, then n, e, d, p, q, dp, dq, inverse.
    for (let at = 40; at < me.pkcs8.length; at += 29) {
      const changed = me.pkcs8.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(await kindOf(() => checkPkcs8(changed)), `byte ${at}`).not.toBe('no error');
    }
  });

  it('refuses the numbers of two keys mixed', async () => {
    const other = await makeKeyPair();
    const mixed = me.pkcs8.slice();
    if (other.pkcs8.length === mixed.length) mixed.set(other.pkcs8.subarray(-400), mixed.length - 400);
    else mixed.set(mixed.subarray(-100), mixed.length - 250);
    expect(await kindOf(() => checkPkcs8(mixed))).toBe('damaged');
  });

  it('refuses trailing bytes and cuts', async () => {
    expect(await kindOf(() => checkPkcs8(Uint8Array.of(...me.pkcs8, 0)))).toBe('damaged');
    expect(await kindOf(() => checkPkcs8(me.pkcs8.subarray(0, -1)))).toBe('damaged');
    expect(await kindOf(() => checkPkcs8(new Uint8Array(0)))).toBe('damaged');
  });
});
