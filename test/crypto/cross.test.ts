// Across tools: what we write they read, what they write we read or name the command that helps, and what one signs or seals
// the other verifies or opens. openssl and Python's `cryptography` know nothing of us.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealContacts } from '../../src/crypto/contacts-block.ts';
import { spkiOf } from '../../src/crypto/key-pair.ts';
import { tryUnwrap, wrapKey } from '../../src/crypto/oaep.ts';
import { sign, verify } from '../../src/crypto/pss.ts';
import { importEncryptKey, importVerifyKey } from '../../src/crypto/public-key.ts';
import { openLockedKey, recoveryText } from '../../src/crypto/recovery-file.ts';
import { fromBase64, toBase64 } from '../../src/lib/base64.ts';
import { utf8 } from '../../src/lib/bytes.ts';
import { CONTACTS } from '../../src/lib/key-codes.ts';
import { pemText } from '../../src/lib/pem-block.ts';
import { textOfBytes } from '../../src/ui/welcome/key-file.ts';
import { conversionOf } from '../../src/ui/welcome/convert-command.ts';
import { askPython, hasOpenssl, hasPython, mayRun, openssl, where } from '../support/other-tools.ts';
import { makeSomeone, type Someone } from './support-keys.ts';

const WORDS = 'apple river stone cloud ember fox';
const OWN = 'Vexing quilt\'s $HARPOON "7" \\ dismal & lanterns';
const SECRET = 'Sécret  One';
const folder = mkdtempSync(join(tmpdir(), 'cross-'));
afterAll(() => rmSync(folder, { recursive: true }));

let me: Someone;
let plain: string;
beforeAll(async () => {
  me = await makeSomeone();
  plain = pemText('PRIVATE KEY', me.pkcs8);
});

/** Our file, with a block of contacts behind the key. */
async function ourFile(passphrase: string): Promise<string> {
  const opener = passphrase === OWN ? 'own' : 'words';
  const key = await recoveryText(me.pkcs8, passphrase, { iterations: 1000, madeAt: 0, opener });
  const block = await sealContacts(utf8('{"people":[]}'), passphrase, 'mine', { iterations: 1000 });
  return key + pemText(CONTACTS, block);
}
const bytesOf = (answer: unknown): Uint8Array => fromBase64(String(answer)) ?? new Uint8Array();

describe.skipIf(!mayRun(hasPython))(where('with Python’s cryptography', hasPython), () => {
  it.each([WORDS, OWN])('our file opens there: %s', async (passphrase) => {
    const pem = await ourFile(passphrase);
    expect(bytesOf(askPython({ do: 'spki', pem, passphrase }))).toEqual(Uint8Array.from(me.spki));
    expect(() => askPython({ do: 'spki', pem, passphrase: `${passphrase}x` })).toThrow();
  });

  it.each([
    ['pkcs8', undefined],
    ['pkcs8', SECRET],
    ['pkcs1', undefined],
  ])('their %s opens here, locked with %s', async (form, passphrase) => {
    const made = askPython({ do: 'write', form, passphrase }) as { pem: string; spki: string };
    const pkcs8 = await openLockedKey(made.pem, passphrase ?? '');
    expect(toBase64(spkiOf(pkcs8))).toBe(made.spki);
  });

  it.each([
    ['pkcs1', SECRET, 'unsupported-scheme', 'PKCS#1 encryption'],
    ['openssh', undefined, 'unsupported-scheme', 'OpenSSH'],
  ])('their %s is refused by name', async (form, passphrase, kind, detail) => {
    const made = askPython({ do: 'write', form, passphrase }) as { pem: string };
    await expect(openLockedKey(made.pem, passphrase ?? '')).rejects.toMatchObject({ kind, detail });
  });

  it('a key of another size is refused by name', async () => {
    const made = askPython({ do: 'write', form: 'pkcs8', bits: 3072 }) as { pem: string };
    await expect(openLockedKey(made.pem, '')).rejects.toMatchObject({
      kind: 'wrong-kind-of-key',
      detail: 'RSA-3072',
    });
  });

  it('signatures hold across', async () => {
    const data = utf8('{"type":"hello"}42');
    const spki = toBase64(me.spki);
    const ours = toBase64(await sign(me.keys.sign, data));
    const asked = { do: 'verify', spki, signature: ours };
    expect(askPython({ ...asked, data: toBase64(data) })).toBe(true);
    expect(askPython({ ...asked, data: toBase64(utf8('{"type":"hello"}43')) })).toBe(false);
    const theirs = bytesOf(askPython({ do: 'sign', pem: plain, data: toBase64(data) }));
    expect(await verify(await importVerifyKey(me.spki), theirs, data)).toBe(true);
    expect(await verify(await importVerifyKey(me.spki), theirs, utf8('x'))).toBe(false);
  });

  it.each(['SHA-256', 'SHA-1'] as const)('wrapped keys open across, OAEP with %s', async (hash) => {
    const key = Uint8Array.from({ length: 16 }, (_, at) => at * 7);
    const ours = await wrapKey(await importEncryptKey(me.spki, hash), key);
    expect(bytesOf(askPython({ do: 'unwrap', pem: plain, hash, data: toBase64(ours) }))).toEqual(key);
    const spki = toBase64(me.spki);
    const theirs = bytesOf(askPython({ do: 'wrap', spki, hash, data: toBase64(key) }));
    const mine = hash === 'SHA-256' ? me.keys.open256 : me.keys.open1;
    expect(await tryUnwrap(mine, theirs)).toEqual(key);
  });

  it('the contacts open by their description alone', async () => {
    const text = '{"version":1}';
    const block = toBase64(await sealContacts(utf8(text), OWN, 'mine', { iterations: 1000 }));
    const asked = { do: 'contacts', block, passphrase: OWN };
    expect(Buffer.from(bytesOf(askPython({ ...asked, fingerprint: 'mine' }))).toString()).toBe(text);
    expect(askPython({ ...asked, fingerprint: 'theirs' })).toBe(null);
  });
});

describe.skipIf(!mayRun(hasOpenssl))(where('with openssl', hasOpenssl), () => {
  const file = (name: string, text: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  it.each([WORDS, OWN])('our file opens there: %s', async (passphrase) => {
    const path = file('ours.porchlight-key', await ourFile(passphrase));
    const secret = file('secret', passphrase);
    const args = ['pkey', '-in', path, '-passin', `file:${secret}`, '-pubout', '-outform', 'DER'];
    expect(Uint8Array.from(openssl(args))).toEqual(Uint8Array.from(me.spki));
  });

  const hashes = ['SHA1', 'SHA256', 'SHA384', 'SHA512'];
  const ciphers = ['aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc'];
  const usual = hashes.flatMap((hash) => ciphers.map((cipher) => [hash, cipher] as const));
  it.each(usual)('PBKDF2 with %s and %s opens here', async (hash, cipher) => {
    const lock = ['-v2', cipher, '-v2prf', `hmacWith${hash}`, '-iter', '2000'];
    const pem = openssl(['pkcs8', '-topk8', ...lock, '-passout', `pass:${SECRET}`], plain).toString();
    expect(await openLockedKey(pem, SECRET)).toEqual(me.pkcs8);
  });

  it('a bare DER of any form opens here', async () => {
    const forms: readonly (readonly [string[], string])[] = [
      [['pkey', '-outform', 'DER'], ''],
      [['pkcs8', '-topk8', '-nocrypt', '-outform', 'DER'], ''],
      [['rsa', '-outform', 'DER', '-traditional'], ''],
      [['pkcs8', '-topk8', '-outform', 'DER', '-passout', `pass:${SECRET}`], SECRET],
    ];
    for (const [args, passphrase] of forms)
      expect(await openLockedKey(textOfBytes(openssl(args, plain)), passphrase)).toEqual(me.pkcs8);
  });

  it('signatures hold across', async () => {
    const data = utf8('{"type":"hello"}42');
    const key = file('key.pem', plain);
    const pub = file('pub.pem', pemText('PUBLIC KEY', me.spki));
    const said = file('data', data);
    const how = ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:32', '-sha256'];
    const theirs = openssl(['dgst', ...how, '-sign', key, said]);
    expect(await verify(await importVerifyKey(me.spki), theirs, data)).toBe(true);
    const signature = file('signature', await sign(me.keys.sign, data));
    const answer = openssl(['dgst', ...how, '-verify', pub, '-signature', signature, said]);
    expect(answer.toString()).toContain('Verified OK');
  });

  /** As the page shows it, with a passphrase put where the person would type it. */
  function convert(found: string, path: string): string {
    const { command, out } = conversionOf(found, path);
    const secret = file('secret', `${SECRET}\n`);
    const answered = command
      .replace('-iter 1000000', found === 'scrypt' ? '$&' : '-iter 2000')
      .replaceAll('openssl pkcs8', `openssl pkcs8 -passin file:${secret} -passout file:${secret}2`)
      .replaceAll('openssl pkcs12', `openssl pkcs12 -passin file:${secret} -passout file:${secret}2`)
      .replaceAll('ssh-keygen', `ssh-keygen -P '${SECRET}' -N '${SECRET}'`);
    file('secret2', `${SECRET}\n`);
    execFileSync('sh', ['-c', answered], { cwd: folder, stdio: 'ignore' });
    return readFileSync(join(folder, out), 'utf8');
  }

  const others = [
    ['scrypt', ['-scrypt']],
    ['3DES', ['-v2', 'des-ede3-cbc']],
    ['Camellia', ['-v2', 'camellia-256-cbc']],
    ['PBKDF2 with SHA-224', ['-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA224']],
    ['PBE-SHA1-3DES', ['-v1', 'PBE-SHA1-3DES']],
    ['PBE-SHA1-2DES', ['-v1', 'PBE-SHA1-2DES']],
    ['DES', ['-v2', 'des-cbc', '-provider', 'legacy', '-provider', 'default']],
    ['PBE-MD5-DES', ['-v1', 'PBE-MD5-DES', '-provider', 'legacy', '-provider', 'default']],
    ['PBE-SHA1-RC2-40', ['-v1', 'PBE-SHA1-RC2-40', '-provider', 'legacy', '-provider', 'default']],
    ['PBE-SHA1-RC4-128', ['-v1', 'PBE-SHA1-RC4-128', '-provider', 'legacy', '-provider', 'default']],
  ] as const;
  it.each(others)('%s opens after the command that is shown', async (found, options) => {
    const args = ['pkcs8', '-topk8', ...options, '-passout', `pass:${SECRET}`];
    const pem = openssl(args, plain).toString();
    await expect(openLockedKey(pem, SECRET)).rejects.toMatchObject({ detail: found });
    const converted = convert(found, file(`my ${found}'s key.pem`, pem));
    expect(await openLockedKey(converted, SECRET)).toEqual(me.pkcs8);
  });

  it('a locked PKCS#1, as old programs write it', async () => {
    const pem = openssl(['rsa', '-traditional', '-aes128', '-passout', `pass:${SECRET}`], plain).toString();
    await expect(openLockedKey(pem, SECRET)).rejects.toMatchObject({ detail: 'PKCS#1 encryption' });
    expect(await openLockedKey(convert('PKCS#1 encryption', file('old.pem', pem)), SECRET)).toEqual(me.pkcs8);
  });

  it('a PKCS#12', async () => {
    const key = file('key.pem', plain);
    const cert = file(
      'cert.pem',
      openssl(['req', '-x509', '-new', '-key', key, '-subj', '/CN=me', '-days', '9']),
    );
    const made = ['-export', '-inkey', key, '-in', cert, '-passout', `pass:${SECRET}`];
    for (const legacy of [[], ['-legacy']]) {
      const p12 = openssl(['pkcs12', ...made, ...legacy]);
      await expect(openLockedKey(textOfBytes(p12), SECRET)).rejects.toMatchObject({ detail: 'PKCS#12' });
      expect(await openLockedKey(convert('PKCS#12', file('it.p12', p12)), SECRET)).toEqual(me.pkcs8);
    }
  });

  it('an OpenSSH key', async ({ skip }) => {
    try {
      execFileSync('ssh-keygen', ['-t', 'rsa', '-b', '2048', '-N', SECRET, '-f', join(folder, 'id_rsa')], {
        stdio: 'ignore',
      });
    } catch {
      skip('no ssh-keygen on this machine');
    }
    const pem = readFileSync(join(folder, 'id_rsa'), 'utf8');
    await expect(openLockedKey(pem, SECRET)).rejects.toMatchObject({ detail: 'OpenSSH' });
    const pkcs8 = await openLockedKey(convert('OpenSSH', 'id_rsa'), SECRET);
    const pub = execFileSync('ssh-keygen', ['-e', '-m', 'PKCS8', '-f', join(folder, 'id_rsa.pub')]);
    expect(textOfBytes(pub)).toContain(toBase64(spkiOf(pkcs8)).slice(0, 40));
  });
});
