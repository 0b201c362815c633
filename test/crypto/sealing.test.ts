// RSA-PSS, RSA-OAEP and AES-GCM agree with an independent implementation (Node's OpenSSL) in both directions.
import {
  constants,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  privateDecrypt,
  sign as nodeSign,
  verify as nodeVerify,
} from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { gcmOpen, gcmSeal } from '../../src/crypto/gcm.ts';
import { tryUnwrap, wrapKey } from '../../src/crypto/oaep.ts';
import { sign, verify } from '../../src/crypto/pss.ts';
import { importEncryptKey, importVerifyKey, type OaepHash } from '../../src/crypto/public-key.ts';
import { bytesOf, makeSomeone, type Someone } from './support-keys.ts';

let me: Someone;
let other: Someone;
beforeAll(async () => {
  [me, other] = await Promise.all([makeSomeone(), makeSomeone()]);
});
const nodePrivate = () => createPrivateKey({ key: Buffer.from(me.pkcs8), format: 'der', type: 'pkcs8' });
const nodePublic = () => createPublicKey({ key: Buffer.from(me.spki), format: 'der', type: 'spki' });
const text = bytesOf('{"type":"hello"}7');
const pss = (saltLength: number) => ({ padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });

describe('PSS', () => {
  it.each([32, 222])('salt %d holds both ways, and only with that salt', async (salt) => {
    const key = await importVerifyKey(me.spki);
    const signature = await sign(me.keys.sign, text, salt);
    expect(nodeVerify('sha256', text, { key: nodePublic(), ...pss(salt) }, signature)).toBe(true);
    const theirs = nodeSign('sha256', text, { key: nodePrivate(), ...pss(salt) });
    expect(await verify(key, theirs, text, salt)).toBe(true);
    expect(await verify(key, theirs, text, salt === 32 ? 222 : 32)).toBe(false);
  });

  it('a flipped bit, another text, another key or another length do not hold', async () => {
    const signature = await sign(me.keys.sign, text);
    const key = await importVerifyKey(me.spki);
    expect(await verify(key, signature, text)).toBe(true);
    expect(
      await verify(
        key,
        signature.map((byte, i) => (i === 100 ? byte ^ 1 : byte)),
        text,
      ),
    ).toBe(false);
    expect(await verify(key, signature, bytesOf('{"type":"hello"}8'))).toBe(false);
    expect(await verify(await importVerifyKey(other.spki), signature, text)).toBe(false);
    expect(await verify(key, signature.subarray(1), text)).toBe(false);
    expect(await verify(key, Uint8Array.of(0, ...signature), text)).toBe(false);
  });
});

describe('OAEP', () => {
  it.each([
    ['SHA-256', 'sha256'],
    ['SHA-1', 'sha1'],
  ] as const)('%s opens at the owner alone, and in OpenSSL', async (hash: OaepHash, oaepHash) => {
    const wrapped = await wrapKey(await importEncryptKey(me.spki, hash), text);
    const mine = hash === 'SHA-1' ? me.keys.open1 : me.keys.open256;
    const wrongHash = hash === 'SHA-1' ? me.keys.open256 : me.keys.open1;
    expect(await tryUnwrap(mine, wrapped)).toEqual(text);
    expect(await tryUnwrap(wrongHash, wrapped)).toBeUndefined();
    expect(await tryUnwrap(other.keys.open256, wrapped)).toBeUndefined();
    const padding = constants.RSA_PKCS1_OAEP_PADDING;
    expect(privateDecrypt({ key: nodePrivate(), padding, oaepHash }, wrapped)).toEqual(Buffer.from(text));
  });

  it.each([0, 1, 255, 257, 512])('a ciphertext of %d bytes is not for me', async (length) => {
    expect(await tryUnwrap(me.keys.open256, new Uint8Array(length).fill(1))).toBeUndefined();
  });

  it('a ciphertext above the modulus is not for me', async () => {
    expect(await tryUnwrap(me.keys.open256, new Uint8Array(256).fill(255))).toBeUndefined();
  });
});

describe('GCM', () => {
  const iv = Uint8Array.from({ length: 16 }, (_, i) => i);
  it.each([
    [16, 16, 'aes-128-gcm'],
    [32, 16, 'aes-256-gcm'],
    [16, 12, 'aes-128-gcm'],
  ] as const)('key %d, IV %d: OpenSSL reads it, and it opens', async (keyBytes, ivBytes, name) => {
    const key = new Uint8Array(keyBytes).fill(3);
    const sealed = await gcmSeal(key, iv.subarray(0, ivBytes), text);
    const decipher = createDecipheriv(name, key, iv.subarray(0, ivBytes));
    decipher.setAuthTag(sealed.subarray(-16));
    const opened = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    expect(opened).toEqual(Buffer.from(text));
    expect(await gcmOpen(key, iv.subarray(0, ivBytes), sealed)).toEqual(text);
  });

  it('every flipped bit, a cut and odd lengths stay closed', async () => {
    const key = new Uint8Array(16).fill(3);
    const sealed = await gcmSeal(key, iv, text);
    for (let i = 0; i < sealed.length; i += 1) {
      const flipped = sealed.map((byte, at) => (at === i ? byte ^ 0x10 : byte));
      expect(await gcmOpen(key, iv, flipped)).toBeUndefined();
    }
    expect(await gcmOpen(key, iv, sealed.subarray(1))).toBeUndefined();
    expect(await gcmOpen(key, iv, sealed.subarray(0, 15))).toBeUndefined();
    expect(await gcmOpen(key, new Uint8Array(0), sealed)).toBeUndefined();
    expect(await gcmOpen(new Uint8Array(24), iv, sealed)).toBeUndefined();
  });
});
