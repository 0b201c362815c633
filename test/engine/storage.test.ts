// What the pages are told when the disk refuses (R04, R06), and that nothing which came in is lost by it.
import { describe, expect, it } from 'vitest';
import type { Proven } from '../../src/engine/inbox.ts';
import { createPatientStore } from '../../src/engine/patient-shelf.ts';
import type { Notice } from '../../src/engine/port.ts';
import { toBase64 } from '../../src/lib/base64.ts';
import { systemRandom } from '../../src/lib/clock.ts';
import { StoreError } from '../../src/store/problem.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { nodePlatform, startRig } from '../support/engine-rig.ts';
import { FakeLink, fingerprint, PREFERENCES } from '../support/parts-fakes.ts';
import { Disk, memoryStore } from '../support/memory-store.ts';
import { fakeRunner, fakeKey } from '../support/fake-runner.ts';

const anna = fingerprint(toBase64(new Uint8Array(32).fill(1)));
const message = (text: string): Proven => ({
  kind: 'public',
  signer: anna,
  people: [],
  text,
  x: undefined,
  counter: 1,
  isCounted: true,
  signature: text,
  arrival: 1,
  habits: {},
});

/** A patient store whose shelf goes wrong as told: with the next of `breaks`, or with whatever holds `poison`. */
async function patience() {
  const clock = createFakeClock();
  const fake = new FakeLink(clock);
  const link: string[] = [];
  fake.pause = () => void link.push('pause');
  fake.resume = () => void link.push('resume');
  const notices: Notice[] = [];
  const breaks: Error[] = [];
  const kept: string[] = [];
  const malformed: string[] = [];
  const shelve = createPatientStore({
    ground: {
      clock,
      random: systemRandom,
      store: memoryStore(new Disk()),
      runner: fakeRunner(await fakeKey('anna')),
      publish: (event) => void (event.type === 'notice' && notices.push(event.notice)),
      preferences: () => PREFERENCES,
    },
    link: fake,
    tally: {
      unproven: () => malformed.push('unproven'),
      malformed: () => malformed.push('malformed'),
      blocked: () => expect.fail('blocked'),
    },
    shelf: {
      async store(batch, isBare) {
        const broken = breaks.shift();
        if (broken !== undefined) throw broken;
        if (batch.some(({ text }) => text === 'poison')) throw new RangeError('poison');
        kept.push(...batch.map(({ text }) => (isBare === true ? `${text}, bare` : text)));
      },
    },
  });
  return { clock, link, notices, breaks, kept, malformed, shelve };
}

describe('a full disk', () => {
  it('is told of, and so is its end', async () => {
    let isFull = false;
    const platform = nodePlatform();
    const rig = await startRig({
      ...platform,
      async openStore(onTrouble) {
        const store = await platform.openStore(onTrouble);
        return {
          ...store,
          commit: (changes) => (isFull ? Promise.reject(new StoreError('full')) : store.commit(changes)),
        };
      },
    });
    const change = (): Promise<void> => rig.engine.setPreferences({ textSize: 2 });
    isFull = true;
    await expect(change()).rejects.toMatchObject({ kind: 'full' });
    expect(rig.last('notice')?.notice).toEqual({ kind: 'storage', problem: 'full' });
    expect((await rig.engine.start()).storageProblem).toBe('full');
    isFull = false;
    await change();
    expect(rig.last('notice')?.notice).toEqual({ kind: 'storage', problem: undefined });
    expect((await rig.engine.start()).storageProblem).toBeUndefined();
    await rig.engine.close();
  });
});

describe('a disk that cannot be read or written for a while', () => {
  it('stops the reading of the socket, and is told of until it is over (R04)', async () => {
    const { clock, link, notices, shelve, breaks } = await patience();
    breaks.push(new StoreError('broken'), new StoreError('broken'));
    const done = shelve([message('one')]);
    await clock.run(0);
    expect(link).toEqual(['pause']);
    expect(notices.at(-1)).toEqual({ kind: 'storage', problem: 'read-only' });
    await clock.run(5000);
    await clock.run(5000);
    await done;
    expect(link).toEqual(['pause', 'resume']);
    expect(notices.at(-1)).toEqual({ kind: 'storage', problem: undefined });
  });
});

describe('a message that cannot be stored', () => {
  it('takes none of those down that came with it, and is counted', async () => {
    const { link, kept, malformed, shelve } = await patience();
    await shelve(['one', 'poison', 'three'].map(message));
    expect(kept).toEqual(['one', 'three']);
    expect(malformed).toEqual(['malformed']);
    expect(link).toEqual([]);
  });

  it('because of the file inside it comes without the file, and blocks nobody (T30)', async () => {
    const { link, kept, malformed, shelve, breaks } = await patience();
    breaks.push(new StoreError('refused'), new StoreError('refused'));
    await shelve([message('with a file'), message('next')]);
    expect(kept).toEqual(['with a file, bare', 'next']);
    expect(malformed).toEqual([]);
    expect(link).toEqual([]);
  });
});
