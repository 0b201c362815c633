// Who is meant by a name of another program.
import { createHash, createPublicKey } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { Aliases } from '../../src/engine/aliases.ts';
import { provisional } from '../../src/engine/name-text.ts';
import type { ListedKey } from '../../src/engine/listed-key.ts';
import { readListedKey } from '../support/listed.ts';
import { isFingerprint } from '../../src/domain/fingerprint.ts';
import { makePerson } from '../support/foreign-program.ts';

const pemOf = (name: string): string =>
  makePerson(name).publicKey.export({ type: 'spki', format: 'pem' }).toString();
const sha = (text: string | Uint8Array) => createHash('sha256').update(text).digest();

let keys: ListedKey[] = [];
let me: ListedKey;
let anna: ListedKey;
beforeAll(async () => {
  const read = await Promise.all(['me', 'anna', 'ben'].map((name) => readListedKey(pemOf(name))));
  keys = read.filter((key) => key !== undefined);
  const [first, second] = keys;
  if (first === undefined || second === undefined) throw new Error('no keys');
  [me, anna] = [first, second];
});

/** Called when the list has changed. */
let changed: () => void;

function aliases(known: () => readonly ListedKey[] = () => keys): Aliases {
  const { fingerprint, pem, spki } = me;
  return new Aliases({
    self: { fingerprint, pem, spki, name: () => '' },
    directory: {
      known,
      lookup: (person) => known().find((key) => key.fingerprint === person),
      onChange: (listener) => {
        changed = () => listener({ on: [], off: [] });
        return () => undefined;
      },
    },
  });
}

describe('names', () => {
  it('lead to their key in every form and spelling', async () => {
    const { received, spki, pem } = anna;
    const lines = received.trim();
    const inBase64 = Buffer.from(received).toString('base64');
    const body = Buffer.from(spki).toString('base64');
    const key = createPublicKey(received);
    const rsa = key.export({ type: 'pkcs1', format: 'pem' }).toString();
    const index = aliases();
    for (const hashed of [
      received,
      rsa,
      rsa.trim(),
      key.export({ type: 'pkcs1', format: 'der' }),
      lines,
      pem,
      spki,
      inBase64,
      body,
      `${pem}\n`,
      lines.replaceAll('\n', '\r\n'),
    ]) {
      const hash = sha(hashed);
      const hex = hash.toString('hex');
      for (const name of [
        hash.toString('base64'),
        hex,
        hex.toUpperCase(),
        Buffer.from(hex).toString('base64'),
        hash.toString('latin1'),
        hash.toString('base64').replace('=', ''),
        hash.toString('base64url'),
      ])
        expect((await index.resolve(name))?.person, name).toBe(anna.fingerprint);
    }
    for (const name of [received, pem, inBase64, body])
      expect((await index.resolve(name))?.person, name).toBe(anna.fingerprint);
  });

  it('tell the form that is to be used in answers', async () => {
    const hex = sha(anna.received.trim()).toString('hex');
    const form = { of: 'lines', text: 'base64-of-hex' };
    expect(await aliases().resolve(Buffer.from(hex).toString('base64'))).toEqual({
      person: anna.fingerprint,
      form,
    });
  });

  it('lead to ourselves, listed or not', async () => {
    const name = sha(me.received).toString('hex');
    expect((await aliases(() => []).resolve(name))?.person).toBe(me.fingerprint);
  });

  it('that nobody has lead nowhere, until their key is listed', async () => {
    const known = [me];
    const index = aliases(() => known);
    const name = sha(anna.received).toString('hex');
    for (const other of [name, 'Anna', '', anna.received, '\0', 'A'.repeat(44)])
      expect(await index.resolve(other)).toBeUndefined();
    known.push(anna);
    changed();
    expect((await index.resolve(name))?.person).toBe(anna.fingerprint);
    known.pop();
    expect(await index.resolve(name)).toBeUndefined();
  });

  it('that a signature has tied to somebody are only a guess', async () => {
    const index = aliases();
    index.bind('Anna', anna.fingerprint);
    expect(await index.resolve('Anna')).toEqual({ person: anna.fingerprint, form: undefined, isGuess: true });
  });
});

describe('a member whose key was never listed', () => {
  it('is called by the hash their name writes, or by one of the name', async () => {
    expect(await provisional(anna.fingerprint)).toBe(anna.fingerprint);
    const hex = Buffer.from(anna.fingerprint, 'base64').toString('hex');
    expect(await provisional(hex)).toBe(anna.fingerprint);
    const nick = await provisional('unknown_user_3');
    expect(isFingerprint(nick)).toBe(true);
    expect(await provisional('unknown_user_3')).toBe(nick);
    expect(await provisional('unknown_user_4')).not.toBe(nick);
  });
});
