// The recovery file: openssl reads ours, we read openssl's, and what fails says whether it was the words or the file.
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fingerprintOfSpki } from '../../src/crypto/fingerprint.ts';
import { lockKey, openLockedKey, recoveryText, RECOVERY_ITERATIONS } from '../../src/crypto/recovery-file.ts';
import { writeParameters } from '../../src/crypto/pbes2-parameters.ts';
import { kindOf, madeUpPkcs8, makeSomeone, type Someone } from './support-keys.ts';

const WORDS = 'apple river stone cloud ember fox';
const quick = { iterations: 1000 };
const folder = mkdtempSync(join(tmpdir(), 'recovery-'));
afterAll(() => rmSync(folder, { recursive: true }));

let me: Someone;
let other: Someone;
let ours: string;
beforeAll(async () => {
  [me, other] = await Promise.all([makeSomeone(), makeSomeone()]);
  ours = await recoveryText(me.pkcs8, WORDS, { ...quick, madeAt: Date.UTC(2026, 2, 4) });
});

const armour = (label: string, bytes: Uint8Array) =>
  `-----BEGIN ${label}-----\n${Buffer.from(bytes).toString('base64')}\n-----END ${label}-----\n`;
/** The file with one byte of its DER changed. */
function flipped(text: string, at: number): string {
  const [head = '', body = ''] = text.split('-----BEGIN ENCRYPTED PRIVATE KEY-----');
  const der = Buffer.from(body.split('-----END')[0] ?? '', 'base64');
  const index = at < 0 ? der.length + at : at;
  der[index] = (der[index] ?? 0) ^ 1;
  return head + armour('ENCRYPTED PRIVATE KEY', der);
}
let openssl = true;
try {
  execFileSync('openssl', ['version'], { stdio: 'ignore' });
} catch {
  openssl = false;
}
const run = (args: string[], input?: string | Uint8Array) =>
  execFileSync('openssl', args, { input, stdio: ['pipe', 'pipe', 'ignore'] });

describe('our own file', () => {
  it('opens with its words, also typed sloppily', async () => {
    expect(await openLockedKey(ours, WORDS)).toEqual(me.pkcs8);
    expect(await openLockedKey(ours, '  Apple river STONE cloud\nember  fox ')).toEqual(me.pkcs8);
  });

  it('survives Windows line ends and text around it', async () => {
    expect(await openLockedKey(`Hello\r\n${ours.replaceAll('\n', '\r\n')}\r\nbye`, WORDS)).toEqual(me.pkcs8);
  });

  it('says in its head whose key it is, when it was made and how to open it', async () => {
    expect(ours).toContain(`Fingerprint: ${await fingerprintOfSpki(me.spki)}\n`);
    expect(ours).toContain('Made: 2026-03-04\n');
    expect(ours).toContain('openssl pkey -in FILE');
    expect(ours.split('\n').every((line) => /^[\x20-\x7e]{0,80}$/.test(line))).toBe(true);
  });

  it('is another file every time', async () => {
    expect(await lockKey(me.pkcs8, WORDS, quick)).not.toBe(await lockKey(me.pkcs8, WORDS, quick));
  });

  it('takes a million rounds in the product', async () => {
    expect(RECOVERY_ITERATIONS).toBe(1_000_000);
    const text = await lockKey(me.pkcs8, WORDS);
    // INTEGER 1000000 = 02 03 0f 42 40
    expect(Buffer.from(text.split('\n').slice(1, -2).join(''), 'base64').toString('hex')).toContain(
      '02030f4240',
    );
    expect(await openLockedKey(text, WORDS)).toEqual(me.pkcs8);
  }, 20_000);
});

describe('wrong words and damage are told apart', () => {
  it('wrong words', async () => {
    for (const words of ['', 'apple', WORDS.replace('fox', 'box'), `${WORDS} fox`]) {
      expect(await kindOf(() => openLockedKey(ours, words)), words).toBe('wrong-words');
    }
  });

  it('two hundred wrong words never look like damage', async () => {
    const block = await lockKey(me.pkcs8, WORDS, { iterations: 1 });
    for (let i = 0; i < 200; i += 1)
      expect(await kindOf(() => openLockedKey(block, `word${i}`))).toBe('wrong-words');
  });

  it.each([-1, -17, -200, -900, -1217])(
    'a changed byte %d from the end, with the right words',
    async (at) => {
      expect(await kindOf(() => openLockedKey(flipped(ours, at), WORDS))).toBe('damaged');
    },
  );

  it('any changed byte of the ciphertext is noticed', async () => {
    const block = await recoveryText(me.pkcs8, WORDS, { iterations: 1, madeAt: 0 });
    for (let at = 1; at <= 1248; at += 13) {
      expect(await kindOf(() => openLockedKey(flipped(block, -at), WORDS)), `byte -${at}`).toBe('damaged');
    }
  });

  it.each([
    ['no end line', (text: string) => text.slice(0, text.indexOf('-----END'))],
    [
      'lines missing',
      (text: string) =>
        text
          .split('\n')
          .filter((_, i) => i !== 20 && i !== 21)
          .join('\n'),
    ],
    ['a character missing', (text: string) => text.replace(/(=*)\n-----END/, '\n-----END').slice(0)],
    ['foreign characters', (text: string) => text.replace(/\n(.{10})(.*)\n-----END/, '\n$1*$2\n-----END')],
    ['outer structure', (text: string) => flipped(text, 0)],
    ['length of the whole', (text: string) => flipped(text, 3)],
  ])('%s', async (name, damage) => {
    const text = damage(ours);
    if (text === ours) throw new Error(`${name} did not change anything`);
    expect(await kindOf(() => openLockedKey(text, WORDS))).toBe('damaged');
  });

  it('a head that names another key', async () => {
    const forged = ours.replace(await fingerprintOfSpki(me.spki), await fingerprintOfSpki(other.spki));
    expect(await kindOf(() => openLockedKey(forged, WORDS))).toBe('damaged');
    expect(
      await kindOf(() => openLockedKey(ours.replace(/^Fingerprint: ..../m, 'Fingerprint: '), WORDS)),
    ).toBe('damaged');
  });

  it.each([
    '',
    'hello',
    '{"a":1}',
    '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
    'x'.repeat(70_000),
  ])('what is no key file (%#)', async (text) => {
    expect(await kindOf(() => openLockedKey(text, WORDS))).toBe('not-a-key-file');
  });
});

describe('key files of other tools', () => {
  it('plain PKCS#8 and PKCS#1 need no words', async () => {
    expect(await openLockedKey(armour('PRIVATE KEY', me.pkcs8), '')).toEqual(me.pkcs8);
    expect(await openLockedKey(armour('RSA PRIVATE KEY', me.pkcs8.subarray(26)), '')).toEqual(me.pkcs8);
  });

  it('a public key, an EC key and a longer RSA key are named', async () => {
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    const cases = [
      [armour('PUBLIC KEY', me.spki), 'public key'],
      [ec.export({ type: 'sec1', format: 'pem' }), 'EC'],
      [ec.export({ type: 'pkcs8', format: 'pem' }), 'EC'],
      [armour('PRIVATE KEY', madeUpPkcs8(3072, 65_537)), 'RSA-3072'],
    ] as const;
    for (const [text, detail] of cases) {
      await expect(openLockedKey(text.toString(), '')).rejects.toMatchObject({
        kind: 'wrong-kind-of-key',
        detail,
      });
    }
  });

  it('OpenSSH and encrypted PKCS#1 are refused by name', async () => {
    const ssh = armour('OPENSSH PRIVATE KEY', Buffer.from('openssh-key-v1'));
    await expect(openLockedKey(ssh, '')).rejects.toMatchObject({
      kind: 'unsupported-scheme',
      detail: 'OpenSSH',
    });
    const pkcs1 = `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----`;
    await expect(openLockedKey(pkcs1, 'x')).rejects.toMatchObject({
      kind: 'unsupported-scheme',
      detail: 'PKCS#1 encryption',
    });
  });

  it('more than ten million rounds are refused before they are counted', async () => {
    const salt = new Uint8Array(16);
    const bytes = writeParameters({ salt, iv: salt, iterations: 10_000_001 }, new Uint8Array(1232));
    await expect(openLockedKey(armour('ENCRYPTED PRIVATE KEY', bytes), WORDS)).rejects.toMatchObject({
      kind: 'unsupported-scheme',
      detail: 'PBKDF2 with 10000001 rounds',
    });
  });
});

describe.skipIf(!openssl)(
  openssl ? 'with openssl' : 'with openssl (skipped: it is not on this machine)',
  () => {
    it('openssl reads our file with `openssl pkey -in FILE`', () => {
      const file = join(folder, 'ours.porchlight-key');
      writeFileSync(file, ours);
      const der = run(['pkey', '-in', file, '-passin', `pass:${WORDS}`, '-pubout', '-outform', 'DER']);
      expect(der).toEqual(Buffer.from(me.spki));
      expect(() => run(['pkey', '-in', file, '-passin', 'pass:wrong'])).toThrow();
    });

    const variants = [
      ['sha1', 'aes-128-cbc'],
      ['sha256', 'aes-192-cbc'],
      ['sha512', 'aes-256-cbc'],
      ['sha384', 'aes-256-cbc'],
    ] as const;
    it.each(variants)('PBKDF2 with %s and %s of `openssl pkcs8 -topk8`', async (hash, cipher) => {
      const prf = `hmacWith${hash.toUpperCase()}`;
      const args = [
        'pkcs8',
        '-topk8',
        '-v2',
        cipher,
        '-v2prf',
        prf,
        '-iter',
        '2000',
        '-passout',
        'pass:Sécret  One',
      ];
      const pem = run(args, armour('PRIVATE KEY', me.pkcs8)).toString();
      expect(await openLockedKey(pem, 'Sécret  One')).toEqual(me.pkcs8);
      expect(await kindOf(() => openLockedKey(pem, 'Secret One'))).toBe('wrong-words');
    });

    const refusals = [
      ['scrypt', ['-scrypt']],
      ['3DES', ['-v2', 'des-ede3-cbc']],
      ['PBE-SHA1-3DES', ['-v1', 'PBE-SHA1-3DES']],
      ['Camellia', ['-v2', 'camellia-256-cbc']],
    ] as const;
    it.each(refusals)('%s is refused by name', async (name, options) => {
      const pem = run(
        ['pkcs8', '-topk8', ...options, '-passout', 'pass:x'],
        armour('PRIVATE KEY', me.pkcs8),
      ).toString();
      await expect(openLockedKey(pem, 'x')).rejects.toMatchObject({
        kind: 'unsupported-scheme',
        detail: name,
      });
    });

    it('a key that openssl made and wrote plainly', async () => {
      const pem = run(['genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048']).toString();
      const pkcs8 = await openLockedKey(pem, '');
      const traditional = run(['pkey', '-traditional'], pem).toString();
      expect(traditional).toContain('RSA PRIVATE KEY');
      expect(await openLockedKey(traditional, '')).toEqual(pkcs8);
    });
  },
);
