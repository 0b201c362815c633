// Writes test/crypto/key-corpus.json: odd, weak and doctored RSA keys with the verdict each must get. The same seeds give the
// same bytes: node test/support/make-key-corpus.mjs (a minute). Nobody uses these keys; they are no secrets.
import { createCipheriv, createHash, createPrivateKey, pbkdf2Sync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

// ---- numbers ----

/** Bytes that follow from a seed. */
function stream(seed) {
  let count = 0;
  return (length) => {
    let all = Buffer.alloc(0);
    while (all.length < length) {
      all = Buffer.concat([all, createHash('sha256').update(`${seed}:${count}`).digest()]);
      count += 1;
    }
    return all.subarray(0, length);
  };
}
const big = (bytes) => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
function power(base, exponent, modulus) {
  let [result, factor] = [1n, base % modulus];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * factor) % modulus;
    factor = (factor * factor) % modulus;
  }
  return result;
}
function inverse(value, modulus) {
  let [a, b, x, y] = [((value % modulus) + modulus) % modulus, modulus, 1n, 0n];
  while (b > 0n) [a, b, x, y] = [b, a % b, y, x - (a / b) * y];
  return a === 1n ? ((x % modulus) + modulus) % modulus : undefined;
}
const SMALL = [
  3n,
  5n,
  7n,
  11n,
  13n,
  17n,
  19n,
  23n,
  29n,
  31n,
  37n,
  41n,
  43n,
  47n,
  53n,
  59n,
  61n,
  67n,
  71n,
  73n,
];
function isPrime(n, draw) {
  if (SMALL.some((small) => n % small === 0n)) return false;
  let [d, s] = [n - 1n, 0];
  for (; (d & 1n) === 0n; d >>= 1n) s += 1;
  const passes = (base) => {
    let x = power(base, d, n);
    if (x === 1n || x === n - 1n) return true;
    for (let i = 1; i < s; i += 1) if ((x = (x * x) % n) === n - 1n) return true;
    return false;
  };
  return passes(2n) && Array.from({ length: 7 }, () => big(draw(16)) + 2n).every(passes);
}
/** A prime with its two highest bits set, so that a product has all its bits. */
function prime(bits, seed, fits = () => true) {
  const draw = stream(`${seed} ${bits}`);
  let candidate = big(draw(bits / 8)) | (3n << BigInt(bits - 2)) | 1n;
  while (!isPrime(candidate, draw) || !fits(candidate)) candidate += 2n;
  return candidate;
}
const E = 65537n;
function keyFrom(bits, seed, e = E) {
  const coprime = (candidate) => (candidate - 1n) % e !== 0n;
  const p = prime(bits / 2, `${seed} p`, coprime);
  const q = prime(bits / 2, `${seed} q`, coprime);
  return complete({ p, q, e });
}
function complete({ p, q, e = E }) {
  const d = inverse(e, (p - 1n) * (q - 1n)) ?? 1n;
  return { n: p * q, e, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) ?? 1n };
}

// ---- DER ----

function lengthOf(length) {
  if (length < 128) return Buffer.from([length]);
  const bytes = [];
  for (let rest = length; rest > 0; rest >>= 8) bytes.unshift(rest & 255);
  return Buffer.from([128 | bytes.length, ...bytes]);
}
const tlv = (tag, ...parts) => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body]);
};
const seq = (...parts) => tlv(0x30, ...parts);
function magnitude(value) {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}
function int(value) {
  const bytes = magnitude(value);
  return tlv(2, bytes[0] >= 128 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
}
const padded = (value) => tlv(2, Buffer.from([0, 0]), magnitude(value));
const negative = (value) => tlv(2, magnitude(value));
const RSA = Buffer.from('06092a864886f70d010101', 'hex');
const PSS = Buffer.from('06092a864886f70d01010a', 'hex');
const NULL = Buffer.from([5, 0]);
const algorithm = seq(RSA, NULL);
const bits = (body, unused = 0) => tlv(3, Buffer.from([unused]), body);
const spkiOf = ({ n, e }) => seq(algorithm, bits(seq(int(n), int(e))));
const ORDER = ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'];
const pkcs1Of = (key, version = 0n, write = int) =>
  seq(int(version), ...ORDER.map((name) => write(key[name], name)));
const pkcs8Of = (pkcs1, { alg = algorithm, version = 0n, more = [] } = {}) =>
  seq(int(version), alg, tlv(4, pkcs1), ...more);
const pem = (label, der) =>
  `-----BEGIN ${label}-----\n${der
    .toString('base64')
    .match(/.{1,64}/g)
    .join('\n')}\n-----END ${label}-----\n`;

// ---- the keys ----

const good = keyFrom(2048, 'good');
const other = keyFrom(2048, 'other');
const sizes = Object.fromEntries([512, 1024, 1536, 3072, 4096].map((size) => [size, keyFrom(size, 'size')]));
const three = keyFrom(2048, 'three', 3n);
const primeN = prime(2048, 'prime n');
const [third, fourth] = [prime(512, 'third'), prime(512, 'fourth')];
const composite = third * fourth; // a p that is none
const goodSpki = spkiOf(good);

const PUBLIC = [
  ['2048 bits', goodSpki, 'ok'],
  ['3072 bits', spkiOf(sizes[3072]), 'ok'],
  ['4096 bits', spkiOf(sizes[4096]), 'ok'],
  // Nobody sees it without a test for primes; it harms its owner alone.
  ['prime n', spkiOf({ n: primeN, e: E }), 'ok'],
  ['512 bits', spkiOf(sizes[512]), 'too-short'],
  ['1024 bits', spkiOf(sizes[1024]), 'too-short'],
  ['1536 bits', spkiOf(sizes[1536]), 'too-short'],
  ['2047 bits', spkiOf({ n: (good.n >> 1n) | 1n, e: E }), 'too-short'],
  ['4097 bits', spkiOf({ n: (sizes[4096].n << 1n) | 1n, e: E }), 'too-long'],
  ['n = 0', spkiOf({ n: 0n, e: E }), 'too-short'],
  ['n = 1', spkiOf({ n: 1n, e: E }), 'too-short'],
  ['even n', spkiOf({ n: good.n + 1n, e: E }), 'even-modulus'],
  ['e = 0', spkiOf({ n: good.n, e: 0n }), 'exponent'],
  ['e = 1', spkiOf({ n: good.n, e: 1n }), 'exponent'],
  ['e = 2', spkiOf({ n: good.n, e: 2n }), 'exponent'],
  ['e = 3', spkiOf(three), 'exponent'],
  ['e = 65539', spkiOf({ n: good.n, e: 65539n }), 'exponent'],
  ['e = 2^32 + 1', spkiOf({ n: good.n, e: 2n ** 32n + 1n }), 'exponent'],
  ['e = n - 1', spkiOf({ n: good.n, e: good.n - 1n }), 'exponent'],
  ['no NULL', seq(seq(RSA), bits(seq(int(good.n), int(E)))), 'not-canonical'],
  ['trailing byte', Buffer.concat([goodSpki, Buffer.from([0])]), 'not-canonical'],
  [
    'bytes behind the key',
    seq(algorithm, bits(Buffer.concat([seq(int(good.n), int(E)), NULL]))),
    'not-canonical',
  ],
  ['unused bits', seq(algorithm, bits(seq(int(good.n), int(E)), 1)), 'not-canonical'],
  ['leading zeros in n', seq(algorithm, bits(seq(padded(good.n), int(E)))), 'not-der'],
  ['leading zeros in e', seq(algorithm, bits(seq(int(good.n), padded(E)))), 'not-der'],
  ['negative n', seq(algorithm, bits(seq(negative(good.n), int(E)))), 'not-der'],
  ['padded length', Buffer.concat([Buffer.from([0x30, 0x83, 0]), goodSpki.subarray(2)]), 'not-der'],
  [
    'indefinite length',
    Buffer.concat([Buffer.from([0x30, 0x80]), goodSpki.subarray(4), Buffer.from([0, 0])]),
    'not-der',
  ],
  ['PSS identifier', seq(seq(PSS), bits(seq(int(good.n), int(E)))), 'not-rsa'],
  ['bare PKCS#1', seq(int(good.n), int(E)), 'not-der'],
  ['a private key', pkcs8Of(pkcs1Of(good)), 'not-der'],
  ['nothing', Buffer.alloc(0), 'not-der'],
];

const damagedWith = (change) => pem('PRIVATE KEY', pkcs8Of(pkcs1Of({ ...good, ...change })));
const written = (change) => pem('PRIVATE KEY', pkcs8Of(pkcs1Of(good, 0n, change)));
const wrong = (detail) => `wrong-kind-of-key: ${detail}`;
const EXPONENT = wrong('RSA with another exponent than 65537');

/** PBES2 as RFC 8018 has it, with rounds of one's own choice. */
function locked(der, passphrase, rounds, told = rounds) {
  const [salt, iv] = [Buffer.alloc(16, 7), Buffer.alloc(16, 9)];
  const cipher = createCipheriv('aes-256-cbc', pbkdf2Sync(passphrase, salt, rounds, 32, 'sha256'), iv);
  const sealed = Buffer.concat([cipher.update(der), cipher.final()]);
  const oid = (hex) => tlv(6, Buffer.from(hex, 'hex'));
  const kdf = seq(
    oid('2a864886f70d01050c'),
    seq(tlv(4, salt), int(BigInt(told)), seq(oid('2a864886f70d0209'), NULL)),
  );
  const scheme = seq(oid('2a864886f70d01050d'), seq(kdf, seq(oid('60864801650304012a'), tlv(4, iv))));
  return pem('ENCRYPTED PRIVATE KEY', seq(scheme, tlv(4, sealed)));
}
const der = pkcs8Of(pkcs1Of(good));

const FILES = [
  ['PKCS#8', pem('PRIVATE KEY', der), 'ok'],
  ['PKCS#1', pem('RSA PRIVATE KEY', pkcs1Of(good)), 'ok'],
  [
    'PKCS#8 with an attribute',
    pem('PRIVATE KEY', pkcs8Of(pkcs1Of(good), { more: [tlv(0xa0, Buffer.alloc(0))] })),
    'ok',
  ],
  ['d by the least common multiple', damagedWith(byLeast(good)), 'ok'],
  ['locked', locked(der, 'secret', 1000), 'ok', 'secret'],
  ['locked, another passphrase', locked(der, 'secret', 1000), 'wrong-words', 'another'],
  [
    'locked, too many rounds',
    locked(der, 'secret', 1, 10_000_001),
    'unsupported-scheme: PBKDF2 with 10000001 rounds',
    'secret',
  ],
  ['locked, no rounds', locked(der, 'secret', 1, 0), 'damaged', 'secret'],
  [
    'locked, something else inside',
    locked(Buffer.from('dear diary'), 'secret', 1000),
    'wrong-words',
    'secret',
  ],
  ['e = 1', damagedWith({ e: 1n, d: 1n, dp: 1n, dq: 1n }), EXPONENT],
  ['e = 2', damagedWith({ e: 2n }), EXPONENT],
  ['e = 3', pem('PRIVATE KEY', pkcs8Of(pkcs1Of(three))), EXPONENT],
  ...[512, 1024, 1536, 3072, 4096].map((size) => [
    `${size} bits`,
    pem('PRIVATE KEY', pkcs8Of(pkcs1Of(sizes[size]))),
    wrong(`RSA-${size}`),
  ]),
  ['n = 0', damagedWith({ n: 0n }), wrong('RSA-0')],
  ['even n', damagedWith({ n: good.n + 1n }), 'damaged'],
  ['n of another key', damagedWith({ n: other.n }), 'damaged'],
  ['p = 1', damagedWith({ n: primeN, p: 1n, q: primeN }), 'damaged'],
  ['prime n, q = 1', damagedWith({ n: primeN, p: primeN, q: 1n }), 'damaged'],
  ['p = q', pem('PRIVATE KEY', pkcs8Of(pkcs1Of(square(good)))), 'damaged'],
  ['p of another key', damagedWith({ p: other.p }), 'damaged'],
  ['p and q of another key', damagedWith({ p: other.p, q: other.q }), 'damaged'],
  ['p and q exchanged', damagedWith({ p: good.q, q: good.p }), 'damaged'],
  ['exchanged altogether', pem('PRIVATE KEY', pkcs8Of(pkcs1Of(complete({ p: good.q, q: good.p })))), 'ok'],
  ['p is none', pem('PRIVATE KEY', pkcs8Of(pkcs1Of(complete({ p: composite, q: good.q })))), 'damaged'],
  ['wrong d', damagedWith({ d: good.d + 2n }), 'damaged'],
  ['d of another key', damagedWith({ d: other.d }), 'damaged'],
  ['d = 1', damagedWith({ d: 1n, dp: 1n, dq: 1n }), 'damaged'],
  ['d = 0', damagedWith({ d: 0n, dp: 0n, dq: 0n }), 'damaged'],
  ['wrong dp', damagedWith({ dp: good.dp + 1n }), 'damaged'],
  ['wrong dq', damagedWith({ dq: good.dq + 1n }), 'damaged'],
  ['wrong inverse', damagedWith({ qi: good.qi + 1n }), 'damaged'],
  ['inverse beyond p', damagedWith({ qi: good.qi + good.p }), 'damaged'],
  ['leading zeros in n', written((value, name) => (name === 'n' ? padded(value) : int(value))), 'damaged'],
  ['leading zeros in d', written((value, name) => (name === 'd' ? padded(value) : int(value))), 'damaged'],
  ['negative p', written((value, name) => (name === 'p' ? negative(value) : int(value))), 'damaged'],
  ['no NULL', pem('PRIVATE KEY', pkcs8Of(pkcs1Of(good), { alg: seq(RSA) })), 'damaged'],
  ['trailing byte', pem('PRIVATE KEY', Buffer.concat([der, Buffer.from([0])])), 'damaged'],
  ['PKCS#8 of version 1', pem('PRIVATE KEY', pkcs8Of(pkcs1Of(good), { version: 1n })), 'damaged'],
  ['three primes', pem('PRIVATE KEY', pkcs8Of(pkcs1Of(good, 1n))), wrong('multi-prime RSA')],
  ['PSS identifier', pem('PRIVATE KEY', pkcs8Of(pkcs1Of(good), { alg: seq(PSS) })), wrong('RSA-PSS')],
  ['Ed25519', pem('PRIVATE KEY', ed25519()), wrong('Ed25519')],
  ['a public key', pem('PUBLIC KEY', goodSpki), wrong('public key')],
  ['a certificate', pem('CERTIFICATE', goodSpki), 'not-a-key-file'],
  ['cut off', pem('PRIVATE KEY', der.subarray(0, 900)), 'damaged'],
  ['nothing', '', 'not-a-key-file'],
];

function byLeast({ p, q }) {
  const [a, b] = [p - 1n, q - 1n];
  let [x, y] = [a, b];
  while (y > 0n) [x, y] = [y, x % y];
  const d = inverse(E, (a / x) * b);
  return { d, dp: d % a, dq: d % b };
}
function square({ p }) {
  const d = inverse(E, (p - 1n) * p);
  return { n: p * p, e: E, d, p, q: p, dp: d % (p - 1n), dq: d % (p - 1n), qi: 1n };
}
function ed25519() {
  return seq(int(0n), seq(Buffer.from('06032b6570', 'hex')), tlv(4, tlv(4, stream('ed25519')(32))));
}

createPrivateKey(pem('PRIVATE KEY', der)); // the platform takes the good one
const corpus = {
  about: 'Made by test/support/make-key-corpus.mjs; the keys in it are nobody’s.',
  public: PUBLIC.map(([name, spki, verdict]) => ({ name, spki: spki.toString('base64'), verdict })),
  files: FILES.map(([name, text, verdict, passphrase = '']) => ({ name, text, passphrase, verdict })),
};
writeFileSync(join(import.meta.dirname, '../crypto/key-corpus.json'), `${JSON.stringify(corpus, null, 2)}\n`);
