// The pool: the same contract across a structured clone, and what becomes of work when workers hang or die (R24).
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { tryUnwrap } from '../../src/crypto/oaep.ts';
import { createWorkerRunner } from '../../src/crypto/run-in-workers.ts';
import type { CryptoRunner } from '../../src/crypto/runner.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { makeFakeWorker, type FakeWorker } from './fake-workers.ts';
import { makeJob, runnerContract } from './runner.contract.ts';
import { bytesOf, kindOf, makeSomeone, type Someone } from './support-keys.ts';

runnerContract('one worker', () => createWorkerRunner(makeFakeWorker, 1));
runnerContract('two workers', () => createWorkerRunner(makeFakeWorker, 2));
runnerContract('no worker can be made', () =>
  createWorkerRunner(() => {
    throw new TypeError('no nested workers here');
  }, 2),
);

describe('the pool', () => {
  let me: Someone;
  let stranger: Someone;
  let workers: FakeWorker[] = [];
  let runner: CryptoRunner;
  const clock = createFakeClock();
  const make = () => {
    const worker = makeFakeWorker();
    workers.push(worker);
    return worker;
  };
  const start = async (count: number) => {
    workers = [];
    runner = createWorkerRunner(make, count, clock);
    await runner.setPrivateKeys(me.keys);
  };
  const batches = (worker: FakeWorker | undefined) =>
    (worker?.asked ?? []).flatMap((request) => (request.kind === 'jobs' ? [request.jobs] : []));
  const settle = () => new Promise((resolve) => setTimeout(resolve, 20));
  beforeAll(async () => {
    [me, stranger] = await Promise.all([makeSomeone(), makeSomeone()]);
  });
  afterEach(() => runner.close());

  it('sends what is asked in one moment in one message, and shares it out', async () => {
    await start(2);
    const job = await makeJob(me, stranger);
    await Promise.all(Array.from({ length: 40 }, () => runner.open(job)));
    expect(workers.map((worker) => batches(worker).length)).toEqual([1, 1]);
    expect(workers.map((worker) => batches(worker)[0]?.length)).toEqual([20, 20]);
    // The answers of a worker come in few messages too.
    for (const worker of workers) expect(worker.told.length).toBeLessThan(12);
  });

  it('lets both workers search one long list, and stops them once it is found', async () => {
    await start(2);
    const job = await makeJob(me, stranger, { count: 400, at: 40 });
    expect(await runner.open(job)).toMatchObject({ index: 40 });
    const trials = workers.map((worker) =>
      batches(worker)
        .flat()
        .reduce((sum, sent) => sum + sent.parts.lengths.length - 2, 0),
    );
    expect(Math.min(...trials)).toBeGreaterThan(0);
    expect((trials[0] ?? 0) + (trials[1] ?? 0)).toBeLessThan(200);
    await settle();
    expect(workers.flatMap((worker) => worker.asked).some(({ kind }) => kind === 'cancel')).toBe(true);
  });

  it('starts with one slice alone, for the likeliest key comes first', async () => {
    await start(2);
    const job = await makeJob(me, stranger, { count: 400, at: 0 });
    expect(await runner.open(job)).toMatchObject({ index: 0 });
    expect(workers.flatMap((worker) => batches(worker).flat())).toHaveLength(1);
  });

  it('replaces a worker that falls silent, gives the work again and the keys too', async () => {
    await start(1);
    workers[0]?.hang();
    const signing = runner.sign(bytesOf('x'));
    const opening = runner.open(await makeJob(me, stranger));
    await settle();
    await clock.run(9_000);
    expect(workers).toHaveLength(1);
    await clock.run(2_000);
    expect(workers).toHaveLength(2);
    expect(await signing).toHaveLength(256);
    expect(await opening).toMatchObject({ index: 0 });
  });

  it('does not blame a worker that has nothing to do', async () => {
    await start(1);
    await runner.sign(bytesOf('x'));
    await clock.run(3_600_000);
    expect(workers).toHaveLength(1);
  });

  it('tells a worker each public key once, and its successor anew', async () => {
    await start(1);
    const spkis = Array.from({ length: 10 }, (_, i) => (i % 2 === 0 ? me.spki : stranger.spki));
    const key = new Uint8Array(16).fill(7);
    const wrapAndOpen = async (): Promise<void> => {
      const wrapped = await runner.wrap(spkis, key);
      expect(await tryUnwrap(me.keys.open256, wrapped[8] ?? key)).toEqual(key);
      expect(await tryUnwrap(stranger.keys.open256, wrapped[9] ?? key)).toEqual(key);
    };
    const told = (worker: FakeWorker | undefined): readonly number[] =>
      batches(worker).flatMap((jobs) => jobs.map(({ parts }) => parts.lengths.length - 1));
    await wrapAndOpen();
    await wrapAndOpen();
    expect(told(workers[0])).toEqual([2, 0]);
    workers[0]?.crash();
    await wrapAndOpen();
    expect(told(workers[1])).toEqual([2]);
  });

  it('gathers what comes in while the workers have plenty, and loses nothing', async () => {
    await start(2);
    const job = await makeJob(me, stranger, { priority: 'high' });
    const opening: Promise<unknown>[] = [];
    for (let at = 0; at < 300; at += 1) {
      opening.push(runner.open(job));
      await Promise.resolve();
      await Promise.resolve();
    }
    for (const result of await Promise.all(opening)) expect(result).toMatchObject({ index: 0 });
    expect(workers.flatMap(batches).length).toBeLessThan(150);
  });

  it('replaces a worker that dies; the other goes on', async () => {
    await start(2);
    const job = await makeJob(me, stranger);
    const opening = Array.from({ length: 100 }, () => runner.open(job));
    await Promise.resolve();
    workers[0]?.crash();
    for (const result of await Promise.all(opening)) expect(result).toMatchObject({ index: 0 });
    expect(workers).toHaveLength(3);
  });

  it('works on its own thread when workers die one after another, and loses only what killed them', async () => {
    workers = [];
    runner = createWorkerRunner(
      () => {
        const worker = make();
        queueMicrotask(() => worker.crash());
        return worker;
      },
      1,
      clock,
    );
    await runner.setPrivateKeys(me.keys);
    expect(await runner.open(await makeJob(me, stranger))).toMatchObject({ index: 0 });
    expect(workers).toHaveLength(3);
  });

  it('a job that kills three workers is given up', async () => {
    await start(1);
    const signing = kindOf(() => runner.sign(bytesOf('x')));
    for (let death = 0; death < 3; death += 1) {
      await Promise.resolve();
      await Promise.resolve();
      workers.at(-1)?.crash();
    }
    expect(await signing).toBe('worker-lost');
  });
});
