// What most rows stand on: a feeder, a browser with an identity in it, and the engine joined.
import { join } from 'node:path';
import { processesOf, snapshot, used } from './cpu.ts';
import { Feeder } from './feeder.ts';
import type { Ground } from './main.ts';
import { BenchPage } from './page.ts';
import { makeWriter, type Person, type Writer } from './people.ts';
import type { Pair } from './rows.ts';
import { Profiler, PROFILE_ARGS } from './profiler.ts';

export interface Stage {
  readonly feeder: Feeder;
  readonly page: BenchPage;
  readonly me: Person;
  /** Another engine in the same page, with so many crypto workers, joined again. */
  restart(cryptoWorkers: number): Promise<void>;
  /** Somebody listed and named by us, whose messages are answered with receipts, and the chat with them. */
  friend(): Promise<{ readonly writer: Writer; readonly conversation: string }>;
  /** Lists these too. */
  list(people: readonly Person[]): Promise<void>;
  /** One run of each, the clock and the CPU read around both. */
  pair(bare: () => Promise<number>, product: () => Promise<number>): Promise<Pair>;
  profiled<Result>(name: string, run: () => Promise<Result>): Promise<Result>;
  end(): Promise<void>;
}

export async function openStage(ground: Ground): Promise<Stage> {
  const feeder = await Feeder.start(join(ground.out, 'page'));
  const args = ground.profile ? PROFILE_ARGS : [];
  const page = await BenchPage.open(ground.browser, `http://${feeder.address}/`, { args });
  await page.call('open', 2);
  const me = await page.call('makeIdentity', 'Bench');
  await page.call('join', feeder.address);
  await settled();
  const list = async (people: readonly Person[]): Promise<void> => {
    feeder.clients = [...feeder.clients, ...people.map(({ pem }) => pem)];
    feeder.pushList();
    await page.call(
      'listed',
      people.map(({ fingerprint }) => fingerprint),
    );
  };
  return {
    feeder,
    page,
    me,
    list,
    async restart(cryptoWorkers) {
      await page.call('close');
      await page.call('open', cryptoWorkers);
      await page.call('joined');
      await settled();
    },
    async friend() {
      const writer = await makeWriter();
      await list([writer]);
      await page.call('befriend', writer.fingerprint);
      return { writer, conversation: await page.call('openDirect', writer.fingerprint) };
    },
    async pair(bare, product) {
      const processes = processesOf(page.folder);
      const start = snapshot(processes);
      const plain = await bare();
      const middle = snapshot(processes);
      const real = await product();
      const end = snapshot(processes);
      return { bare: plain, product: real, cpu: { bare: used(start, middle), product: used(middle, end) } };
    },
    async profiled(name, run) {
      if (!ground.profile) return run();
      return Profiler.around(join(ground.out, 'profiles'), name, run);
    },
    async end() {
      await page.discard();
      await feeder.stop();
    },
  };
}

/** What follows a join (the note to oneself, the look at uploads, the square) is over. */
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1200));
