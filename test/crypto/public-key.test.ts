// The key policy gives one verdict on every platform, whatever its importKey thinks (SECURITY.md F3, F4, T27).
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { der, derInteger, derNull, derOid, derSequence, TAG } from '../../src/crypto/der.ts';
import { fingerprintOfSpki } from '../../src/crypto/fingerprint.ts';
import { KeyCache } from '../../src/crypto/key-cache.ts';
import { readPublicKey, spkiOfNumbers } from '../../src/crypto/key-verdict.ts';
import { importEncryptKey, importVerifyKey, isToSpec } from '../../src/crypto/public-key.ts';
import { kindOf, makeSomeone, type Someone } from './support-keys.ts';

const RSA = derSequence(derOid('1.2.840.113549.1.1.1'), derNull);
const E65537 = Uint8Array.of(1, 0, 1);
let me: Someone;
let n: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  me = await makeSomeone();
  const verdict = readPublicKey(me.spki);
  if ('refused' in verdict) throw new Error(verdict.refused);
  n = verdict.n;
});

/** An odd number of so many bits; nobody checks primes here. */
function modulus(bits: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.ceil(bits / 8)).fill(0xa5);
  bytes[0] = 0x80 >> ((8 - (bits % 8)) % 8);
  return bytes;
}
const even = () => n.map((byte, i) => (i === n.length - 1 ? byte & 0xfe : byte));
const rsaKey = (e: Uint8Array = E65537) => derSequence(derInteger(n), derInteger(e));
const bits = (body: Uint8Array, unused = 0) => der(TAG.bits, Uint8Array.of(unused), body);
/** An INTEGER with a superfluous zero byte in front. */
const padded = (value: Uint8Array) => der(TAG.integer, Uint8Array.of(0, 0), value);
/** The same key under another algorithm's name. */
const named = (oid: string, ...parameters: Uint8Array[]) =>
  derSequence(derSequence(derOid(oid), ...parameters), bits(rsaKey()));

const corpus: readonly (readonly [string, string, () => Uint8Array])[] = [
  ['512 bits', 'too-short', () => spkiOfNumbers(modulus(512), E65537)],
  ['256 bits', 'too-short', () => spkiOfNumbers(modulus(256), E65537)],
  ['1024 bits', 'too-short', () => spkiOfNumbers(modulus(1024), E65537)],
  ['2047 bits', 'too-short', () => spkiOfNumbers(modulus(2047), E65537)],
  ['4097 bits', 'too-long', () => spkiOfNumbers(modulus(4097), E65537)],
  ['16384 bits', 'too-long', () => spkiOfNumbers(modulus(16_384), E65537)],
  ['n = 0', 'too-short', () => spkiOfNumbers(Uint8Array.of(0), E65537)],
  ['even n', 'even-modulus', () => spkiOfNumbers(even(), E65537)],
  ['e = 1', 'exponent', () => spkiOfNumbers(n, Uint8Array.of(1))],
  ['e = 2', 'exponent', () => spkiOfNumbers(n, Uint8Array.of(2))],
  ['e = 3', 'exponent', () => spkiOfNumbers(n, Uint8Array.of(3))],
  ['e = 65539', 'exponent', () => spkiOfNumbers(n, Uint8Array.of(1, 0, 3))],
  ['e = 2^32 + 1', 'exponent', () => spkiOfNumbers(n, Uint8Array.of(1, 0, 0, 0, 1))],
  [
    'no NULL',
    'not-canonical',
    () => derSequence(derSequence(derOid('1.2.840.113549.1.1.1')), bits(rsaKey())),
  ],
  ['trailing byte', 'not-canonical', () => Uint8Array.from([...me.spki, 0])],
  [
    'bytes behind the key',
    'not-canonical',
    () => derSequence(RSA, bits(Uint8Array.from([...rsaKey(), 5, 0]))),
  ],
  ['unused bits', 'not-canonical', () => derSequence(RSA, bits(rsaKey(), 1))],
  ['padded n', 'not-der', () => derSequence(RSA, bits(derSequence(padded(n), derInteger(E65537))))],
  ['padded length', 'not-der', () => Uint8Array.from([0x30, 0x83, 0, ...me.spki.subarray(2)])],
  ['PSS identifier', 'not-rsa', () => named('1.2.840.113549.1.1.10', derSequence())],
  ['Ed25519', 'not-rsa', () => named('1.3.101.112')],
  ['PKCS#1', 'not-der', () => rsaKey()],
  ['a private key', 'not-der', () => me.pkcs8],
  ['nothing', 'not-der', () => new Uint8Array(0)],
  ['cut in half', 'not-der', () => me.spki.subarray(0, 147)],
];

describe('the corpus of weak and odd keys', () => {
  it.each(corpus)('%s is refused: %s', async (_, reason, make) => {
    expect(readPublicKey(make())).toEqual({ refused: reason });
    expect(isToSpec(make())).toBe(false);
    expect(await kindOf(() => importVerifyKey(make()))).toBe('weak-key');
    expect(await kindOf(() => importEncryptKey(make()))).toBe('weak-key');
  });

  it('takes 2048, 3072 and 4096 bits', () => {
    expect(readPublicKey(me.spki)).toMatchObject({ bits: 2048 });
    expect(isToSpec(me.spki)).toBe(true);
    for (const size of [3072, 4096]) {
      expect(readPublicKey(spkiOfNumbers(modulus(size), E65537))).toMatchObject({ bits: size });
    }
  });

  it('judges what lies one byte beside a good key as strictly', () => {
    const good = spkiOfNumbers(modulus(2048), E65537);
    const start = 33; // of the modulus, which its sign byte precedes
    const last = good.length - 6;
    const edges = [...good.keys()].filter((at) => at < start + 2 || at > last - 2);
    for (const at of edges) {
      for (const flip of [1, 0x7f, 0x80]) {
        const other = good.slice();
        other[at] = (other[at] ?? 0) ^ flip;
        const isLonger = at === start - 1 && flip < 0x80; // 2049 bits and more
        const isOther =
          at >= start && at <= last && (other[start] ?? 0) >= 0x80 && (other[last] ?? 0) % 2 === 1;
        const verdict = readPublicKey(other);
        expect(isToSpec(other), `byte ${at} with ${flip}`).toBe(!('refused' in verdict));
        expect('refused' in verdict, `byte ${at} with ${flip}`).toBe(!isLonger && !isOther);
        if (isOther) expect(verdict).toEqual({ n: other.slice(start, last + 1), bits: 2048 });
      }
    }
  });

  it('says yes where the verdict gives no reason, whatever the length', () => {
    const lengths = [2040, 3064, 4088].flatMap((from) =>
      Array.from({ length: 24 }, (_, more) => from + more),
    );
    for (const size of lengths) {
      const spki = spkiOfNumbers(modulus(size), E65537);
      expect(isToSpec(spki), `${size} bits`).toBe(size >= 2048 && size <= 4096);
      for (const [at] of spki.subarray(0, 36).entries()) {
        const other = spki.slice();
        other[at] = (other[at] ?? 0) ^ (1 << ((at + size) % 8));
        expect(isToSpec(other), `${size} bits, byte ${at}`).toBe(!('refused' in readPublicKey(other)));
      }
    }
  });

  it('takes a key made by openssl', ({ skip }) => {
    let spki: Buffer;
    try {
      const pem = execFileSync(
        'openssl',
        ['genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
        {
          stdio: ['ignore', 'pipe', 'ignore'],
        },
      );
      spki = execFileSync('openssl', ['pkey', '-pubout', '-outform', 'DER'], { input: pem });
    } catch {
      skip('no openssl on this machine');
      return;
    }
    expect(readPublicKey(spki)).toMatchObject({ bits: 2048 });
  });
});

describe('the cache of imported keys', () => {
  it('imports once, tells uses apart and forgets the longest unused', async () => {
    const cache = new KeyCache(2);
    const first = await cache.verifyKey(me.spki);
    expect(await cache.verifyKey(me.spki.slice())).toBe(first);
    expect((await cache.encryptKey(me.spki)).algorithm.name).toBe('RSA-OAEP');
    await cache.verifyKey(me.spki);
    await cache.encryptKey(me.spki, 'SHA-1');
    expect(cache.size).toBe(2);
    expect(await cache.verifyKey(me.spki)).toBe(first);
  });

  it('does not keep a refusal', async () => {
    const cache = new KeyCache();
    const weak = spkiOfNumbers(modulus(512), E65537);
    expect(await kindOf(() => cache.verifyKey(weak))).toBe('weak-key');
    expect(cache.size).toBe(0);
  });
});

it('the fingerprint is base64 of the SHA-256 of the one-line PEM', async () => {
  const pem = `-----BEGIN PUBLIC KEY-----\n${Buffer.from(me.spki).toString('base64')}\n-----END PUBLIC KEY-----`;
  expect(await fingerprintOfSpki(me.spki)).toBe(createHash('sha256').update(pem).digest('base64'));
});
