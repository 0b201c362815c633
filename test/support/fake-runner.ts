// A crypto runner without RSA, for tests with very many messages: hashes stand for signatures and wrapped keys.
import { createHash } from 'node:crypto';
import { gcmOpen } from '../../src/crypto/gcm.ts';
import type { CryptoRunner } from '../../src/crypto/runner.ts';
import { fingerprintOf } from '../../src/crypto/fingerprint.ts';
import { concatBytes, equalBytes, utf8 } from '../../src/lib/bytes.ts';
import { toBase64 } from '../../src/lib/base64.ts';
import { fingerprint, type KeyFacts } from './parts-fakes.ts';

/** A key that is told by its name; as long as a real one. */
export async function fakeKey(name: string): Promise<KeyFacts> {
  const spki = new Uint8Array(294);
  spki.set(utf8(name));
  const pem = `-----BEGIN PUBLIC KEY-----\n${toBase64(spki)}\n-----END PUBLIC KEY-----`;
  return { fingerprint: fingerprint(await fingerprintOf(pem)), pem, spki };
}

export function fakeRunner(own: KeyFacts): CryptoRunner {
  return {
    setPrivateKeys: () => Promise.resolve(),
    async open({ wrapped, order, readings }) {
      const mark = hash(own.spki);
      for (const index of order) {
        const one = wrapped[index];
        if (one === undefined || !equalBytes(one.subarray(0, 32), mark)) continue;
        for (const [reading, { iv, sealed, tagged }] of readings.entries()) {
          const plain = tagged ? await gcmOpen(one.slice(32, 48), iv, sealed) : undefined;
          if (plain !== undefined) return { plain, index, reading, key: { text: 'raw', bytes: 16 } };
        }
        return 'broken';
      }
      return undefined;
    },
    async verify({ spkis, signature, texts, saltLengths = [32] }) {
      if (!saltLengths.includes(32)) return undefined;
      for (const [key, spki] of spkis.entries()) {
        const text = texts.findIndex((one) => equalBytes(signatureOf(spki, one), signature));
        if (text >= 0) return { key, text, saltLength: 32 };
      }
      return undefined;
    },
    sign: async (bytes) => signatureOf(own.spki, bytes),
    wrap: async (spkis, key) =>
      spkis.map((spki) => {
        const wrapped = new Uint8Array(256);
        wrapped.set(hash(spki));
        wrapped.set(key, 32);
        return wrapped;
      }),
    close: () => undefined,
  };
}

function signatureOf(spki: Uint8Array, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const signature = new Uint8Array(256);
  signature.set(hash(concatBytes(spki, bytes)));
  return signature;
}

function hash(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(bytes).digest());
}
