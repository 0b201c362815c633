// What every CryptoRunner does, whichever thread it works on. Run by run-in-place.test.ts and run-in-workers.test.ts.
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import { gcmSeal } from '../../src/crypto/gcm.ts';
import { tryUnwrap, wrapKey } from '../../src/crypto/oaep.ts';
import { sign, verify } from '../../src/crypto/pss.ts';
import { spkiOfNumbers } from '../../src/crypto/key-verdict.ts';
import { importEncryptKey, importVerifyKey, type OaepHash } from '../../src/crypto/public-key.ts';
import type { CryptoRunner, OpenJob } from '../../src/crypto/runner.ts';
import { bytesOf, kindOf, makeSomeone, type Someone } from './support-keys.ts';

const iv = Uint8Array.from({ length: 16 }, (_, i) => i + 1);
const messageKey = Uint8Array.from({ length: 16 }, (_, i) => 0xf0 - i);

export async function wrapFor(
  spki: Uint8Array,
  key: Uint8Array,
  hash?: OaepHash,
): Promise<Uint8Array<ArrayBuffer>> {
  return wrapKey(await importEncryptKey(spki, hash), key);
}

/** A message to `to`, whose key stands at `at` among `count` wrapped ones; the others are for `stranger`. */
export async function makeJob(
  to: Someone,
  stranger: Someone,
  options: { count?: number; at?: number; text?: string; priority?: 'high' | 'low' } = {},
): Promise<OpenJob> {
  const { count = 1, at = 0, text = 'hello', priority = 'low' } = options;
  const foreign = await wrapFor(stranger.spki, messageKey);
  const mine = await wrapFor(to.spki, messageKey);
  const wrapped = Array.from({ length: count }, (_, index) => (index === at ? mine : foreign));
  const sealed = await gcmSeal(messageKey, iv, bytesOf(text));
  return { wrapped, order: wrapped.map((_, index) => index), iv, sealed, priority };
}

export function runnerContract(name: string, make: () => CryptoRunner): void {
  describe(`${name}: the contract of CryptoRunner`, () => {
    let me: Someone;
    let stranger: Someone;
    let runner: CryptoRunner;
    beforeAll(async () => {
      [me, stranger] = await Promise.all([makeSomeone(), makeSomeone()]);
    });
    beforeEach(async () => {
      runner = make();
      await runner.setPrivateKeys(me.keys);
    });
    afterEach(() => runner.close());
    afterAll(() => runner.close());

    it('opens what is ours and says which key it was', async () => {
      const job = await makeJob(me, stranger, { count: 3, at: 1 });
      expect(await runner.open(job)).toEqual({ plain: bytesOf('hello'), index: 1 });
    });

    it('tries only what `order` names, in that order', async () => {
      const job = await makeJob(me, stranger, { count: 40, at: 37 });
      expect(await runner.open({ ...job, order: [37] })).toMatchObject({ index: 37 });
      expect(await runner.open({ ...job, order: [5, 6, 37, 38] })).toMatchObject({ index: 37 });
      expect(await runner.open({ ...job, order: [5, 6] })).toBeUndefined();
      expect(await runner.open({ ...job, order: [] })).toBeUndefined();
      expect(await runner.open({ ...job, order: [99, -1] })).toBeUndefined();
    });

    it('finds its key among many', async () => {
      const job = await makeJob(me, stranger, { count: 70, at: 66 });
      expect(await runner.open(job)).toEqual({ plain: bytesOf('hello'), index: 66 });
    });

    it('what is not ours is undefined; odd lengths are no error', async () => {
      const job = await makeJob(stranger, stranger, { count: 20 });
      expect(await runner.open(job)).toBeUndefined();
      const odd = [new Uint8Array(0), new Uint8Array(255), new Uint8Array(512)];
      expect(await runner.open({ ...job, wrapped: odd, order: [0, 1, 2] })).toBeUndefined();
    });

    it('a key that opens over a ciphertext that does not is broken', async () => {
      const job = await makeJob(me, stranger, { count: 30, at: 4 });
      const sealed = job.sealed.map((byte, i) => (i === 2 ? byte ^ 1 : byte));
      expect(await runner.open({ ...job, sealed })).toBe('broken');
    });

    it('a decoy for us in front does not hide the real key', async () => {
      const job = await makeJob(me, stranger);
      const decoy = await wrapFor(me.spki, new Uint8Array(16).fill(9));
      const wrapped = [decoy, ...job.wrapped];
      expect(await runner.open({ ...job, wrapped, order: [0, 1] })).toEqual({
        plain: bytesOf('hello'),
        index: 1,
      });
    });

    it.each([
      ['base64 text', bytesOf(Buffer.from(messageKey).toString('base64'))],
      ['hex text', bytesOf(Buffer.from(messageKey).toString('hex'))],
    ])('takes the key as %s', async (_, key) => {
      const job = await makeJob(me, stranger);
      const result = await runner.open({ ...job, wrapped: [await wrapFor(me.spki, key)], order: [0] });
      expect(result).toMatchObject({ plain: bytesOf('hello') });
    });

    it('takes a key whose leading zero was dropped', async () => {
      const short = messageKey.subarray(1);
      const sealed = await gcmSeal(Uint8Array.of(0, ...short), iv, bytesOf('zero'));
      const wrapped = [await wrapFor(me.spki, short)];
      const result = await runner.open({ wrapped, order: [0], iv, sealed, priority: 'high' });
      expect(result).toMatchObject({ plain: bytesOf('zero') });
    });

    it('opens OAEP with SHA-1 when told so', async () => {
      const job = await makeJob(me, stranger);
      const wrapped = [await wrapFor(me.spki, messageKey, 'SHA-1')];
      expect(await runner.open({ ...job, wrapped })).toBeUndefined();
      expect(await runner.open({ ...job, wrapped, oaep: 'SHA-1' })).toMatchObject({
        plain: bytesOf('hello'),
      });
    });

    it('works on views of larger buffers', async () => {
      const job = await makeJob(me, stranger, { count: 2, at: 1 });
      const view = (bytes: Uint8Array) => {
        const large = new Uint8Array(bytes.length + 20).fill(255);
        large.set(bytes, 7);
        return large.subarray(7, 7 + bytes.length);
      };
      const result = await runner.open({
        ...job,
        wrapped: job.wrapped.map(view),
        iv: view(iv),
        sealed: view(job.sealed),
      });
      expect(result).toEqual({ plain: bytesOf('hello'), index: 1 });
    });

    it('says which text verified', async () => {
      const [a, b] = [bytesOf('a0'), bytesOf('b0')];
      const signature = await sign(stranger.keys.sign, b);
      const { spki } = stranger;
      expect(await runner.verify({ spki, signature, texts: [a, b] })).toBe(1);
      expect(await runner.verify({ spki, signature, texts: [b, a] })).toBe(0);
      expect(await runner.verify({ spki, signature, texts: [a] })).toBe(-1);
      expect(await runner.verify({ spki, signature, texts: [] })).toBe(-1);
      expect(await runner.verify({ spki, signature, texts: [b], saltLength: 222 })).toBe(-1);
      expect(await runner.verify({ spki: me.spki, signature, texts: [b], priority: 'low' })).toBe(-1);
    });

    it('a weak key verifies nothing', async () => {
      const spki = spkiOfNumbers(new Uint8Array(256).fill(0x81), Uint8Array.of(1));
      expect(await runner.verify({ spki, signature: new Uint8Array(256), texts: [bytesOf('x')] })).toBe(-1);
    });

    it('signs as our key', async () => {
      const text = bytesOf('{"type":"hello"}7');
      const key = await importVerifyKey(me.spki);
      expect(await verify(key, await runner.sign(text), text)).toBe(true);
      expect(await verify(key, await runner.sign(text, 222), text, 222)).toBe(true);
    });

    it('wraps for everybody, in order', async () => {
      const spkis = Array.from({ length: 150 }, (_, i) => (i % 3 === 0 ? me.spki : stranger.spki));
      const wrapped = await runner.wrap(spkis, messageKey);
      expect(wrapped).toHaveLength(150);
      for (const i of [0, 63, 64, 66, 149]) {
        const owner = i % 3 === 0 ? me : stranger;
        expect(await tryUnwrap(owner.keys.open256, wrapped[i] ?? new Uint8Array(0)), `${i}`).toEqual(
          messageKey,
        );
      }
      expect(await runner.wrap([], messageKey)).toEqual([]);
      const [old = new Uint8Array(0)] = await runner.wrap([me.spki], messageKey, 'SHA-1');
      expect(await tryUnwrap(me.keys.open1, old)).toEqual(messageKey);
    });

    it('wraps for nobody when one key is weak', async () => {
      const weak = spkiOfNumbers(new Uint8Array(64).fill(0x81), Uint8Array.of(1, 0, 1));
      expect(await kindOf(() => runner.wrap([me.spki, weak], messageKey))).toBe('weak-key');
    });

    it('opens and signs nothing before it has keys', async () => {
      const empty = make();
      const job = await makeJob(me, stranger);
      expect(await kindOf(() => empty.open(job))).toBe('no-private-keys');
      expect(await kindOf(() => empty.sign(bytesOf('x')))).toBe('no-private-keys');
      empty.close();
    });

    it('changes keys', async () => {
      const job = await makeJob(stranger, me);
      expect(await runner.open(job)).toBeUndefined();
      await runner.setPrivateKeys(stranger.keys);
      expect(await runner.open(job)).toMatchObject({ index: 0 });
    });

    it('two hundred at once, each answer to its own question', async () => {
      const jobs = await Promise.all(
        Array.from({ length: 20 }, (_, i) => makeJob(me, stranger, { text: `text ${i}` })),
      );
      const results = await Promise.all(
        Array.from({ length: 200 }, (_, i) => runner.open(jobs[i % 20] ?? never())),
      );
      results.forEach((result, i) => expect(result).toMatchObject({ plain: bytesOf(`text ${i % 20}`) }));
    });

    it('an urgent job overtakes a thousand trials', async () => {
      const hostile = await makeJob(stranger, stranger, { count: 300 });
      const finished: string[] = [];
      const long = runner.open(hostile).then(() => finished.push('long'));
      const others = Array.from({ length: 3 }, () => runner.open(hostile).then(() => finished.push('long')));
      const low = await makeJob(me, stranger);
      const order = [
        runner.open(low).then(() => finished.push('low')),
        runner.open({ ...low, priority: 'high' }).then(() => finished.push('high')),
        runner.sign(bytesOf('x')).then(() => finished.push('sign')),
      ];
      await Promise.all([long, ...others, ...order]);
      expect(finished.slice(-4)).toEqual(['long', 'long', 'long', 'long']);
    });

    it('what runs when it is closed is refused, and so is what comes later', async () => {
      const job = await makeJob(stranger, stranger, { count: 50 });
      const running = kindOf(() => runner.open(job));
      runner.close();
      expect(await running).toBe('closed');
      expect(await kindOf(() => runner.sign(bytesOf('x')))).toBe('closed');
      expect(await kindOf(() => runner.open(job))).toBe('closed');
    });
  });
}

function never(): never {
  throw new Error('no such job');
}
