// The product under the clock: its engine worker behind its port, its model with its signals. What ends a measurement is
// always a signal of the model, because that is what redraws the screen.
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { isConversationId } from '../../../src/domain/conversation.ts';
import { isFingerprint } from '../../../src/domain/fingerprint.ts';
import type { ConversationId, Fingerprint } from '../../../src/domain/ids.ts';
import { type EngineApi, type EngineEvent, INTENTS } from '../../../src/engine/port.ts';
import { callerOf, channelOf } from '../../../src/lib/port.ts';
import { plainAppState } from '../../../src/ui/model/app-state.ts';
import { createModel, type Model } from '../../../src/ui/model/model.ts';
// oxlint-disable-next-line import/default -- made by vite
import engineUrl from './engine-tap.worker.ts?worker&url';
import { instant, TAP, type Arrival } from './times.ts';

export interface ListTimes {
  /** From the frame's arrival at the engine's socket to the connection view that counts its lights, at the page. */
  readonly applied: number;
  /** To the signal that holds everybody. */
  readonly shown: number;
}

const PATIENCE_MS = 120_000;

export function conversationOf(text: string): ConversationId {
  if (!isConversationId(text)) throw new Error('no conversation id');
  return text;
}
export function fingerprintOf(text: string): Fingerprint {
  if (!isFingerprint(text)) throw new Error('no fingerprint');
  return text;
}

/** Resolves when `isSo` holds of the signal. */
export function when<Value>(
  signal: ReadonlySignal<Value>,
  isSo: (value: Value) => boolean,
  what: string,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      queueMicrotask(() => stop());
      reject(new Error(`never came: ${what}`));
    }, PATIENCE_MS);
    const stop = effect(() => {
      if (!isSo(signal.value)) return;
      resolve(instant());
      clearTimeout(timer);
      queueMicrotask(() => stop());
    });
  });
}

const tell = async (set: string): Promise<void> => {
  const answer = await fetch(`/go/${set}`, { method: 'POST' });
  if (!answer.ok) throw new Error(`the feeder knows no set ${set}`);
};

export class Subject {
  readonly model: Model;
  readonly #worker: Worker;
  #sent = 0;
  /** Events that brought messages: one for each commit. */
  #commits = 0;

  private constructor(cryptoWorkers: number) {
    this.#worker = new Worker(engineUrl, { type: 'module', name: String(cryptoWorkers) });
    const remote = callerOf<EngineApi, EngineEvent>(channelOf(this.#worker), INTENTS);
    remote.onEvent((event) => {
      if (event.type === 'messages') this.#commits += 1;
    });
    const port = {
      ...remote.api,
      onEvent: (listener: (event: EngineEvent) => void) => remote.onEvent(listener),
    };
    this.model = createModel(port, plainAppState);
  }

  static async open(cryptoWorkers: number): Promise<Subject> {
    const subject = new Subject(cryptoWorkers);
    await subject.model.start();
    return subject;
  }

  close(): void {
    this.#worker.terminate();
  }

  async makeIdentity(name: string): Promise<void> {
    await this.model.port.createIdentity(name);
    await this.model.port.finishIdentity();
    await when(this.model.identity, ({ phase }) => phase === 'ready', 'an identity');
  }

  async join(address: string): Promise<void> {
    await this.model.port.connect({ address, scheme: 'ws' });
    await this.joined();
  }

  async joined(): Promise<void> {
    await when(this.model.connection, ({ phase }) => phase === 'online', 'a connection');
  }

  async listed(people: readonly string[]): Promise<void> {
    const wanted = people.map(fingerprintOf);
    await when(this.model.people.all, (all) => wanted.every((one) => all.has(one)), 'people');
  }

  async befriend(person: string): Promise<void> {
    await this.model.port.setPetname(fingerprintOf(person), 'Friend');
  }

  openDirect(person: string): Promise<string> {
    return this.model.port.openDirect(fingerprintOf(person));
  }

  openGroup(people: readonly string[]): Promise<string> {
    return this.model.port.openGroup(people.map(fingerprintOf));
  }

  /** Commits with messages since the last call. */
  takeCommits(): number {
    const commits = this.#commits;
    this.#commits = 0;
    return commits;
  }

  /** Milliseconds from asking the feeder for a set of frames to the signal with `count` more messages in it. */
  async receive(conversation: string, set: string, count: number): Promise<number> {
    const id = conversationOf(conversation);
    const { list } = this.model.messages.of(id);
    await when(list, (messages) => messages !== undefined, 'the first page');
    const left = signal(count);
    let newest = list.peek()?.at(-1)?.seq ?? 0;
    // The model listens longer than this does: what is counted here stands in its signal already.
    const stop = this.model.port.onEvent((event) => {
      if (event.type !== 'messages') return;
      for (const message of event.upsert) {
        const { seq } = message;
        if (message.conversation !== id || seq <= newest) continue;
        newest = seq;
        left.value -= 1;
      }
    });
    const start = instant();
    await tell(set);
    const end = await when(left, (now) => now <= 0, `${count} messages`);
    stop();
    if (list.peek()?.at(-1)?.seq !== newest) throw new Error('told of, and not in the signal');
    return end - start;
  }

  /** Milliseconds from the first of `count` intents to the event that says of the last one: handed to the socket. */
  async send(conversation: string, count: number): Promise<number> {
    const id = conversationOf(conversation);
    this.#sent += 1;
    const head = `${this.#sent}. `;
    const left = new Set(
      Array.from({ length: count }, (_, at) => `${head}The kettle is on, come over: ${at}`),
    );
    const start = instant();
    const written = this.#written(left, start);
    await Promise.all([...left].map((text) => this.model.port.sendText(id, text)));
    return written;
  }

  #written(left: Set<string>, start: number): Promise<number> {
    return new Promise((resolve) => {
      const stop = this.model.port.onEvent((event) => {
        if (event.type !== 'messages') return;
        for (const { text, state } of event.upsert) {
          const kind = state?.kind ?? 'queued';
          if (kind !== 'queued' && kind !== 'sealed') left.delete(text);
        }
        if (left.size > 0) return;
        stop();
        resolve(instant() - start);
      });
    });
  }

  /** Asks for a set that is one client list; `lights` and `people` as they are when it is applied and shown. */
  async list(set: string, lights: number, people: number): Promise<ListTimes> {
    const { connection, people: known } = this.model;
    const arrival = nextArrival();
    const applied = when(
      connection,
      (view) => view.phase === 'online' && view.lights === lights,
      `${lights} lights`,
    );
    const isOn = { count: 0 };
    const shown = when(
      known.all,
      (all) => {
        isOn.count = 0;
        for (const { light } of all.values()) if (light === 'on') isOn.count += 1;
        return isOn.count === people;
      },
      `${people} people`,
    );
    await tell(set);
    const at = await arrival;
    return { applied: (await applied) - at, shown: (await shown) - at };
  }
}

function nextArrival(): Promise<number> {
  const channel = new BroadcastChannel(TAP);
  return new Promise((resolve) => {
    channel.addEventListener('message', ({ data }: MessageEvent<Arrival>) => {
      channel.close();
      resolve(data.at);
    });
  });
}
