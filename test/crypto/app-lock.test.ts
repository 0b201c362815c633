// The keys of an app lock: one root, several ways to it, and nothing opens that does not belong together.
import { describe, expect, it } from 'vitest';
import {
  hiddenName,
  LOCK_ITERATIONS,
  openBytes,
  passkeyKey,
  passphraseKey,
  rootKeys,
  sealBytes,
} from '../../src/crypto/app-lock.ts';
import { utf8 } from '../../src/lib/bytes.ts';
import { systemRandom } from '../../src/lib/clock.ts';

const bound = utf8('here');

describe('an app lock', () => {
  it('takes a million rounds, and its keys cannot be exported', async () => {
    expect(LOCK_ITERATIONS).toBeGreaterThanOrEqual(1_000_000);
    const root = systemRandom(32);
    const keys = [
      ...Object.values(await rootKeys(root)),
      await passkeyKey(root),
      await passphraseKey('porch light', systemRandom(16), 1000),
    ];
    for (const key of keys) expect(key.extractable).toBe(false);
  });

  it('opens what was sealed, with the same key and in the same place only', async () => {
    const { rows, own } = await rootKeys(systemRandom(32));
    const sealed = await sealBytes(rows, utf8('a secret'), bound, systemRandom);
    expect(await openBytes(rows, sealed, bound)).toEqual(utf8('a secret'));
    expect(await openBytes(own, sealed, bound)).toBeUndefined();
    expect(await openBytes(rows, sealed, utf8('there'))).toBeUndefined();
    for (const at of [0, 12, sealed.length - 1]) {
      const changed = sealed.map((byte, place) => (place === at ? byte ^ 1 : byte));
      expect(await openBytes(rows, changed, bound)).toBeUndefined();
    }
    expect(await openBytes(rows, sealed.subarray(0, 20), bound)).toBeUndefined();
    expect(await sealBytes(rows, utf8('a secret'), bound, systemRandom)).not.toEqual(sealed);
  });

  it('makes of a root the same keys again, and other names for another root', async () => {
    const root = systemRandom(32);
    const [first, again] = [await rootKeys(root), await rootKeys(root)];
    const sealed = await sealBytes(first.rows, utf8('x'), bound, systemRandom);
    expect(await openBytes(again.rows, sealed, bound)).toEqual(utf8('x'));
    const name = await hiddenName(first.names, 'wss://host');
    expect(await hiddenName(again.names, 'wss://host')).toEqual(name);
    expect(await hiddenName((await rootKeys(systemRandom(32))).names, 'wss://host')).not.toEqual(name);
  });

  it('takes a passphrase however its letters are composed, and no other', async () => {
    const salt = systemRandom(16);
    const sealed = await sealBytes(
      await passphraseKey('Mühle am Bach', salt, 1000),
      utf8('x'),
      bound,
      systemRandom,
    );
    const opens = async (typed: string) => openBytes(await passphraseKey(typed, salt, 1000), sealed, bound);
    expect(await opens('Mu\u0308hle am Bach')).toEqual(utf8('x'));
    expect(await opens('Muhle am Bach')).toBeUndefined();
  });
});
