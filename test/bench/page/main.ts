// The bench page: the product's engine, port and model without a single view, and the yardstick workers. The driver calls
// `bench` from outside; every measurement happens in here.
import type { BareAnswer, BareJob } from './bare-jobs.ts';
// oxlint-disable-next-line import/default -- made by vite
import BareWorker from './bare.worker.ts?worker';
import { GapMeter, type Gaps } from './gaps.ts';
import type { JudgeJob, JudgeTimes } from './judge.worker.ts';
// oxlint-disable-next-line import/default -- made by vite
import JudgeWorker from './judge.worker.ts?worker';
import { ownKeys } from './own-keys.ts';
import { bareColdOpen, coldOpen, openChats, type Cold } from './cold.ts';
import { scrollThrough, type Frames } from './scroll.ts';
import { bareSearch, coldSearch, makeCorpus, searchKeys } from './search.ts';
import { seedMessages } from './seed.ts';
import { Subject, type ListTimes } from './subject.ts';
import { showChat } from './view.tsx';
import { inOrder } from '../../../src/ui/model/conversations.ts';

export interface Who {
  readonly pem: string;
  readonly fingerprint: string;
}

const bare: Worker[] = [];
let subject: Subject | undefined;
const engine = (): Subject => {
  if (subject === undefined) throw new Error('no engine is open');
  return subject;
};

function runBare(job: BareJob, at = 0): Promise<number> {
  const worker = (bare[at] ??= new BareWorker());
  return new Promise((resolve, reject) => {
    const settle = ({ data }: MessageEvent<BareAnswer>): void =>
      'ms' in data ? resolve(data.ms) : reject(new Error(data.error));
    worker.addEventListener('message', settle, { once: true });
    worker.addEventListener('error', (event) => reject(new Error(event.message)), { once: true });
    worker.postMessage(job);
  });
}

function runJudge(job: JudgeJob): Promise<JudgeTimes> {
  const worker = new JudgeWorker();
  return new Promise<JudgeTimes>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<JudgeTimes | { readonly error: string }>) =>
      'error' in data ? reject(new Error(data.error)) : resolve(data),
    );
    worker.addEventListener('error', (event) => reject(new Error(event.message)), { once: true });
    worker.postMessage(job);
  }).finally(() => worker.terminate());
}

const bench = {
  /** Starts the engine with so many crypto workers. */
  async open(cryptoWorkers: number): Promise<void> {
    subject = await Subject.open(cryptoWorkers);
  },
  close(): void {
    subject?.close();
    subject = undefined;
  },
  async makeIdentity(name: string): Promise<Who> {
    await engine().makeIdentity(name);
    const { pem, fingerprint } = await ownKeys();
    return { pem, fingerprint };
  },
  who: async (): Promise<Who> => {
    const { pem, fingerprint } = await ownKeys();
    return { pem, fingerprint };
  },
  join: (address: string): Promise<void> => engine().join(address),
  joined: (): Promise<void> => engine().joined(),
  listed: (people: readonly string[]): Promise<void> => engine().listed(people),
  befriend: (person: string): Promise<void> => engine().befriend(person),
  openDirect: (person: string): Promise<string> => engine().openDirect(person),
  openGroup: (people: readonly string[]): Promise<string> => engine().openGroup(people),

  // ---- the product ----
  receive: (conversation: string, set: string, count: number): Promise<number> =>
    engine().receive(conversation, set, count),
  takeCommits: (): number => engine().takeCommits(),
  send: (conversation: string, count: number): Promise<number> => engine().send(conversation, count),
  list: (set: string, lights: number, people: number): Promise<ListTimes> =>
    engine().list(set, lights, people),

  // ---- single frames, both sides in one worker ----
  judge: (job: JudgeJob): Promise<JudgeTimes> => runJudge(job),

  // ---- the yardstick ----
  bare: (job: BareJob): Promise<number> => runBare(job),
  /** Two workers at once, each with its half: the time of the slower one. */
  async bareTwo(job: Extract<BareJob, { readonly part: number }>): Promise<number> {
    const times = await Promise.all([0, 1].map((part) => runBare({ ...job, part, parts: 2 }, part)));
    return Math.max(...times);
  },
  /** In a worker that has just begun. */
  async bareFresh(job: BareJob): Promise<number> {
    const at = bare.length;
    const ms = await runBare(job, at);
    bare.pop()?.terminate();
    return ms;
  },

  // ---- gaps ----
  async gaps(during: 'receive' | 'bare', conversation: string, set: string, count: number): Promise<Gaps> {
    const meter = new GapMeter();
    meter.start();
    if (during === 'receive') await engine().receive(conversation, set, count);
    else await runBare({ kind: 'direct', set, pem: conversation, part: 0, parts: 1 });
    return meter.stop();
  },

  // ---- cold open ----
  seed: seedMessages,
  cold: (): Promise<Cold> => coldOpen(),
  bareCold: (): Promise<number> => bareColdOpen(),
  openChats: (): Promise<number> => openChats(),

  // ---- with the views ----
  show: (conversation: string): Promise<void> => showChat(engine().model, conversation),
  newestChat: (): string => inOrder(engine().model.conversations.peek().values())[0]?.id ?? '',
  scroll: (): Promise<Frames> => scrollThrough(),

  // ---- search ----
  makeCorpus,
  coldSearch,
  searchKeys,
  bareSearch,
};

export type Bench = typeof bench;
declare global {
  var bench: Bench;
}
globalThis.bench = bench;
