// What climbing the ladder costs, and what it never does: a known sender is read at once in whatever dialect, work for
// strangers and for others is bounded, and what is learned is kept.
import { beforeAll, describe, expect, it } from 'vitest';
import { createInPlaceRunner } from '../../src/crypto/run-in-place.ts';
import type { CryptoRunner, OpenJob, VerifyJob } from '../../src/crypto/runner.ts';
import { climb, searchSigner } from '../../src/engine/climb.ts';
import { DIALECTS } from '../../src/protocol/dialects.ts';
import { parseFrame, type SignedFrame } from '../../src/protocol/frame.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import { factsOf, makePerson, recordingOf, type Facts, type Person } from '../support/foreign-program.ts';
import { Receiver, receiverIdentity } from '../support/receiver.ts';
import { fingerprint } from '../support/parts-fakes.ts';
import { readRecording, type Recorded, type Recording } from '../support/recordings.ts';

let people: readonly Person[] = [];
beforeAll(() => {
  people = ['alice', 'bob', 'carol', 'mallory'].map(makePerson);
});

const PLAIN: Facts = {
  ...factsOf(0),
  data: 'string',
  signed: 'text',
  counter: 'signed',
  relay: 'as-sent',
  relayed: 'same',
  salt: 32,
  pem: 'one-line',
  hashed: 'one-line',
  hashText: 'base64',
  sender: 'fingerprint',
  aesKeyBytes: 16,
  ivBytes: 16,
  ivPlace: 'own',
  tag: 'appended',
  binary: 'base64',
  wrapped: 'raw',
  oaep: 'sha256',
  layout: 'v12',
  payload: 'flat',
  participants: 'list',
  keys: 'texts',
  destinations: 'destination_servers',
  listed: 'pem',
};
const KAT: Partial<Facts> = {
  data: 'object',
  signed: 'python',
  relay: 'python',
  hashed: 'lines',
  hashText: 'base64-of-hex',
  tag: 'none',
};
const G17: Partial<Facts> = {
  data: 'object',
  signed: 'pair',
  pair: 'sorted-ascii',
  relay: 'python',
  salt: 222,
};
const FREW: Partial<Facts> = {
  data: 'object',
  signed: 'sorted',
  relay: 'python',
  oaep: 'sha1',
  ivBytes: 12,
  ivPlace: 'prefix',
  layout: 'frew',
  payload: 'bare',
};

/** A runner that counts what it is asked. */
class Counting implements CryptoRunner {
  readonly #inner = createInPlaceRunner();
  unwraps = { high: 0, low: 0 };
  verifies = 0;

  setPrivateKeys: CryptoRunner['setPrivateKeys'] = (keys) => this.#inner.setPrivateKeys(keys);
  sign: CryptoRunner['sign'] = (bytes, salt) => this.#inner.sign(bytes, salt);
  wrap: CryptoRunner['wrap'] = (spkis, key, oaep) => this.#inner.wrap(spkis, key, oaep);
  close(): void {
    this.#inner.close();
  }
  open(job: OpenJob): ReturnType<CryptoRunner['open']> {
    this.unwraps[job.priority] += job.order.length;
    return this.#inner.open(job);
  }
  verify(job: VerifyJob): ReturnType<CryptoRunner['verify']> {
    this.verifies += job.spkis.length * job.texts.length * (job.saltLengths ?? [32]).length;
    return this.#inner.verify(job);
  }
  reset(): void {
    this.unwraps = { high: 0, low: 0 };
    this.verifies = 0;
  }
}

async function reader(name: string, recording: Recording): Promise<{ receiver: Receiver; runner: Counting }> {
  const runner = new Counting();
  const identity = await receiverIdentity(name, recording);
  const listed = Object.values(recording.identities).map(({ publicKeyPem }) => publicKeyPem);
  return { runner, receiver: await Receiver.start(identity, listed, { runner }) };
}
function chatsOf(recording: Recording): readonly [Recorded, Recorded] {
  const [first, second] = recording.frames.filter(({ id }) => id.startsWith('dm-'));
  if (first === undefined || second === undefined) throw new Error('no chats');
  return [first, second];
}

describe('a known sender', () => {
  it.each([
    ['v1.2', {}],
    ['kat', KAT],
    ['g17', G17],
    ['frew', FREW],
  ] as const)('of %s costs one unwrapping and one verification', async (_, change) => {
    const recording = recordingOf({ ...PLAIN, ...change }, people);
    const [first, second] = chatsOf(recording);
    const { receiver, runner } = await reader('alice', recording);
    expect(await receiver.take(first.raw)).toHaveLength(1);
    runner.reset();
    expect(await receiver.take(second.raw)).toHaveLength(1);
    expect(runner.unwraps).toEqual({ high: 1, low: 0 });
    expect(runner.verifies).toBe(1);
  });

  it('is remembered with all that their message showed', async () => {
    const recording = recordingOf({ ...PLAIN, ...KAT }, people);
    const [first] = chatsOf(recording);
    const { receiver } = await reader('alice', recording);
    const [shown] = await receiver.take(first.raw);
    expect(shown && receiver.people.row(shown.author)?.habits).toEqual({
      dataForm: 'object',
      signed: DIALECTS.kat.speech.signed,
      members: expect.stringMatching(/^(?:sorted|specified)$/),
      saltLength: 32,
      fingerprint: { of: 'lines', text: 'base64-of-hex' },
      oaepHash: 'SHA-256',
      wrapText: 'raw',
      aesKeyBytes: 16,
      ivBytes: 16,
      tag: 'none',
      binary: 'base64',
      layout: 'v12',
      payload: 'flat',
    });
  });
});

describe('what real programs are heard to do', () => {
  it.each(['xvk', 'agr', 'kat', 'g17', 'frew'] as const)('%s: as the table says', async (peer) => {
    const recording = readRecording(new URL(`../vectors/${peer}.json`, import.meta.url).pathname);
    const row = DIALECTS[peer === 'xvk' ? 'v12' : peer];
    const identity = await receiverIdentity('alice', recording);
    const listed = Object.values(recording.identities).map(({ publicKeyPem }) => publicKeyPem);
    const receiver = await Receiver.start(identity, listed, { dialect: () => row });
    const from = recording.frames.filter((one) => one.from === 'bob' && one.direction === 'server-to-client');
    const shown = [];
    for (const { raw } of from) shown.push(...(await receiver.take(raw)));
    expect(shown).toHaveLength(2);
    const [{ author } = { author: NOBODY }] = shown;
    // xvk sends the flat payload alone, g17 the wrapped one; ours carries both. In a string the order of members shows nothing.
    const { payload, members, ...rest } = row.speech;
    expect(receiver.people.row(author)?.habits).toEqual({
      ...rest,
      ...(peer !== 'xvk' && { members }),
      payload: peer === 'xvk' ? 'flat' : peer === 'g17' ? 'wrapped' : payload,
    });
    expect(receiver.side.voices.speechTo(author)).toMatchObject(rest);
  });
});

describe('the work for a frame is bounded', () => {
  it('one for somebody else costs a fast unwrapping; the other hash is tried on few, and last', async () => {
    const recording = recordingOf(PLAIN, people);
    const { receiver, runner } = await reader('carol', recording);
    for (let count = 0; count < 30; count += 1) {
      const [first, second] = chatsOf(recordingOf(PLAIN, people));
      for (const { raw } of [first, second]) expect(await receiver.take(raw)).toEqual([]);
    }
    expect(runner.unwraps.high).toBe(60);
    expect(runner.unwraps.low).toBeLessThan(40);
  });

  it('a flood that names nobody we know is searched for its signers a few times only', async () => {
    const recording = recordingOf(PLAIN, people);
    const { receiver, runner } = await reader('alice', recording);
    for (let count = 0; count < 50; count += 1) {
      const data = { type: 'public_chat', sender: `nobody ${count}`, message: 'noise' };
      const signature = Buffer.alloc(256, count + 1).toString('base64');
      const raw = JSON.stringify({ type: 'signed_data', data: JSON.stringify(data), counter: 5, signature });
      expect(await receiver.take(raw)).toEqual([]);
    }
    const each = runner.verifies / 8;
    expect(each).toBeGreaterThan(100);
    expect(each).toBeLessThan(1000);
    const [first] = chatsOf(recording);
    expect(await receiver.take(first.raw)).toHaveLength(1);
  });

  it('a copy costs nothing', async () => {
    const recording = recordingOf(PLAIN, people);
    const [first] = chatsOf(recording);
    const { receiver, runner } = await reader('alice', recording);
    await receiver.take(first.raw);
    runner.reset();
    for (let count = 0; count < 100; count += 1) await receiver.take(first.raw);
    expect(runner.unwraps).toEqual({ high: 0, low: 0 });
    expect(runner.verifies).toBe(0);
  });

  it('a large one that nobody signed gets few tries, a small one all of them', async () => {
    const [key] = people;
    const spki = new Uint8Array(key?.publicKey.export({ type: 'spki', format: 'der' }) ?? []);
    for (const [characters, least, most] of [
      [1000, 20, 200],
      [1024 * 1024, 1, 16],
      [7 * 1024 * 1024, 1, 2],
    ] as const) {
      const runner = new Counting();
      const frame = forged(characters);
      expect(await climb(runner, frame, spki, [])).toBeUndefined();
      expect(runner.verifies).toBeGreaterThanOrEqual(least);
      expect(runner.verifies).toBeLessThanOrEqual(most);
    }
  });

  it('a search among very many keys tries each a few times', async () => {
    const [key] = people;
    const spki = new Uint8Array(key?.publicKey.export({ type: 'spki', format: 'der' }) ?? []);
    const runner = new Counting();
    const keys = Array.from({ length: 2000 }, () => ({
      fingerprint: NOBODY,
      pem: '',
      received: '',
      spki,
      usable: true,
      servers: [],
    }));
    const self = { fingerprint: NOBODY, pem: '', spki, name: () => '' };
    const options = { runner, self, directory: { known: () => keys } };
    expect(await searchSigner(options, forged(300), [])).toBeUndefined();
    expect(runner.verifies).toBeLessThanOrEqual(4096);
  });
});

const NOBODY = fingerprint(Buffer.alloc(32).toString('base64'));

function forged(characters: number): SignedFrame {
  const data = { type: 'public_chat', sender: 'é', message: 'x'.repeat(characters) };
  const signature = Buffer.alloc(256, 7).toString('base64');
  const text = JSON.stringify({ type: 'signed_data', data, counter: 5, signature });
  const frame = parseFrame(text, LIMITS.inboundFrame);
  if (frame.type !== 'signed_data') throw new Error('not signed');
  return frame;
}
