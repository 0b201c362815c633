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
  const readings = [{ iv, sealed, tagged: true }];
  return { wrapped, order: wrapped.map((_, index) => index), readings, priority };
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
      const key = { text: 'raw', bytes: 16 };
      expect(await runner.open(job)).toEqual({ plain: bytesOf('hello'), index: 1, reading: 0, key });
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
      expect(await runner.open(job)).toMatchObject({ plain: bytesOf('hello'), index: 66 });
    });

    it('what is not ours is undefined; odd lengths are no error', async () => {
      const job = await makeJob(stranger, stranger, { count: 20 });
      expect(await runner.open(job)).toBeUndefined();
      const odd = [new Uint8Array(0), new Uint8Array(255), new Uint8Array(512)];
      expect(await runner.open({ ...job, wrapped: odd, order: [0, 1, 2] })).toBeUndefined();
    });

    it('a key that opens over a ciphertext that does not is broken', async () => {
      const job = await makeJob(me, stranger, { count: 30, at: 4 });
      const readings = job.readings.map((one) => ({
        ...one,
        sealed: one.sealed.map((byte, i) => (i === 2 ? byte ^ 1 : byte)),
      }));
      expect(await runner.open({ ...job, readings })).toBe('broken');
    });

    it('a decoy for us in front does not hide the real key', async () => {
      const job = await makeJob(me, stranger);
      const decoy = await wrapFor(me.spki, new Uint8Array(16).fill(9));
      const wrapped = [decoy, ...job.wrapped];
      expect(await runner.open({ ...job, wrapped, order: [0, 1] })).toMatchObject({
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
      const result = await runner.open({
        wrapped,
        order: [0],
        readings: [{ iv, sealed, tagged: true }],
        priority: 'high',
      });
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
        readings: job.readings.map((one) => ({ ...one, iv: view(one.iv), sealed: view(one.sealed) })),
      });
      expect(result).toMatchObject({ plain: bytesOf('hello'), index: 1 });
    });

    it('says which key, text and salt length verified', async () => {
      const [a, b] = [bytesOf('a0'), bytesOf('b0')];
      const signature = await sign(stranger.keys.sign, b);
      const spkis = [stranger.spki];
      const held = { key: 0, saltLength: 32 };
      expect(await runner.verify({ spkis, signature, texts: [a, b] })).toEqual({ ...held, text: 1 });
      expect(await runner.verify({ spkis, signature, texts: [b, a] })).toEqual({ ...held, text: 0 });
      const both = { spkis: [me.spki, ...spkis], signature, texts: [a, b], saltLengths: [222, 32] };
      expect(await runner.verify(both)).toEqual({ key: 1, text: 1, saltLength: 32 });
      for (const texts of [[a], []]) expect(await runner.verify({ spkis, signature, texts })).toBeUndefined();
      expect(await runner.verify({ spkis, signature, texts: [b], saltLengths: [222] })).toBeUndefined();
      const wrong = { spkis: [me.spki], signature, texts: [b], priority: 'low' } as const;
      expect(await runner.verify(wrong)).toBeUndefined();
      const long = await sign(stranger.keys.sign, b, 222);
      expect(await runner.verify({ ...both, signature: long })).toEqual({ key: 1, text: 1, saltLength: 222 });
    });

    it('a weak key verifies nothing, and does not stand in the way', async () => {
      const weak = spkiOfNumbers(new Uint8Array(256).fill(0x81), Uint8Array.of(1));
      const texts = [bytesOf('x')];
      expect(await runner.verify({ spkis: [weak], signature: new Uint8Array(256), texts })).toBeUndefined();
      const signature = await sign(stranger.keys.sign, bytesOf('x'));
      expect(await runner.verify({ spkis: [weak, stranger.spki], signature, texts })).toMatchObject({
        key: 1,
      });
    });

    it('takes the reading that opens, and says which', async () => {
      const job = await makeJob(me, stranger);
      const [right] = job.readings;
      if (right === undefined) throw new Error('no reading');
      const wrong = { ...right, iv: right.iv.map((byte) => byte ^ 1) };
      const result = await runner.open({ ...job, readings: [wrong, right, wrong] });
      expect(result).toMatchObject({ plain: bytesOf('hello'), reading: 1 });
    });

    it('opens without a tag only what is text, and after all that has one', async () => {
      const job = await makeJob(me, stranger, { text: 'no tag, grüße' });
      const sealed = job.readings[0]?.sealed ?? new Uint8Array(0);
      const bare = { iv, sealed: sealed.subarray(0, -16), tagged: false };
      const readings = [bare, { iv, sealed: bare.sealed, tagged: true }];
      expect(await runner.open({ ...job, readings })).toMatchObject({
        plain: bytesOf('no tag, grüße'),
        reading: 0,
      });
      expect(await runner.open({ ...job, readings: [bare, ...job.readings] })).toMatchObject({ reading: 1 });
      const noText = { ...bare, iv: iv.map((byte) => byte ^ 1) };
      expect(await runner.open({ ...job, readings: [noText] })).toBe('broken');
    });

    it('says how the key was written, and how long it was', async () => {
      const job = await makeJob(me, stranger);
      const long = Uint8Array.from({ length: 32 }, (_, i) => 0x80 + i);
      const readings = [{ iv, sealed: await gcmSeal(long, iv, bytesOf('hello')), tagged: true }];
      const hex = Buffer.from(long).toString('hex');
      for (const [text, key] of [
        ['raw', long],
        ['hex', bytesOf(hex)],
        ['base64', bytesOf(Buffer.from(long).toString('base64'))],
        ['hex', bytesOf(Buffer.from(hex).toString('base64'))],
      ] as const) {
        const result = await runner.open({ ...job, readings, wrapped: [await wrapFor(me.spki, key)] });
        expect(result).toMatchObject({ plain: bytesOf('hello'), key: { text, bytes: 32 } });
      }
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
