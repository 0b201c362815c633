// CPU profiles of the page and all its workers over the debugging protocol: where the time of a row goes.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebSocket } from 'ws';

const PORT = 9337;
export const PROFILE_ARGS = [`--remote-debugging-port=${PORT}`];
const INTERVAL_US = 200;

interface Target {
  readonly sessionId: string;
  readonly type: string;
  readonly url: string;
}
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly params?: {
    readonly sessionId: string;
    readonly targetInfo: { readonly type: string; readonly url: string };
  };
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}
interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: {
      readonly functionName: string;
      readonly url: string;
      readonly lineNumber: number;
      readonly columnNumber: number;
    };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

export class Profiler {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (message: Message) => void>();
  readonly #targets: Target[] = [];
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (bytes: Buffer) => this.#hear(JSON.parse(bytes.toString('utf8')) as Message));
  }

  /** Runs `task` under the profiler; writes `NAME-*.cpuprofile` and prints what took longest by itself. */
  static async around<Result>(folder: string, name: string, task: () => Promise<Result>): Promise<Result> {
    const profiler = await Profiler.#open();
    await profiler.#start();
    const result = await task();
    await profiler.#write(folder, name);
    profiler.#socket.close();
    return result;
  }

  static async #open(): Promise<Profiler> {
    const pages = (await (await fetch(`http://127.0.0.1:${PORT}/json/list`)).json()) as {
      readonly type: string;
      readonly webSocketDebuggerUrl: string;
    }[];
    const page = pages.find(({ type }) => type === 'page');
    if (page === undefined) throw new Error('no page to profile');
    const socket = new WebSocket(page.webSocketDebuggerUrl, { perMessageDeflate: false });
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    return new Profiler(socket);
  }

  #hear(message: Message): void {
    if (message.id !== undefined) {
      this.#waiting.get(message.id)?.(message);
      this.#waiting.delete(message.id);
    } else if (message.method === 'Target.attachedToTarget' && message.params !== undefined) {
      const { sessionId, targetInfo } = message.params;
      this.#targets.push({ sessionId, type: targetInfo.type, url: targetInfo.url });
      void this.#attach(sessionId).catch(() => undefined);
    }
  }

  #ask(method: string, params: object = {}, sessionId?: string): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ result, error }) =>
        error === undefined ? resolve(result) : reject(new Error(error.message)),
      );
      this.#socket.send(
        JSON.stringify({ id, method, params, ...(sessionId !== undefined && { sessionId }) }),
      );
    });
  }

  /** Workers of workers show up the same way. */
  async #attach(sessionId?: string): Promise<void> {
    const params = { autoAttach: true, waitForDebuggerOnStart: false, flatten: true };
    await this.#ask('Target.setAutoAttach', params, sessionId);
  }

  async #start(): Promise<void> {
    await this.#attach();
    await new Promise((resolve) => setTimeout(resolve, 500));
    for (const one of this.#all()) {
      await this.#ask('Profiler.enable', {}, one.sessionId);
      await this.#ask('Profiler.setSamplingInterval', { interval: INTERVAL_US }, one.sessionId);
      await this.#ask('Profiler.start', {}, one.sessionId);
    }
  }

  #all(): readonly { readonly sessionId?: string; readonly type: string; readonly url: string }[] {
    return [{ type: 'page', url: 'page' }, ...this.#targets];
  }

  async #write(folder: string, name: string): Promise<void> {
    mkdirSync(folder, { recursive: true });
    for (const [at, { sessionId, url }] of this.#all().entries()) {
      const { profile } = (await this.#ask('Profiler.stop', {}, sessionId)) as {
        readonly profile: CpuProfile;
      };
      const place = url.replace(/^.*\//, '').replace(/-[\w-]{8}\.js.*$/, '');
      writeFileSync(join(folder, `${name}-${at}-${place}.cpuprofile`), JSON.stringify(profile));
      console.log(`  ${name}, ${place}:\n${top(profile)}`);
    }
  }
}

/** The functions that took longest by themselves. */
function top({ nodes, samples, timeDeltas }: CpuProfile): string {
  const self = new Map<number, number>();
  for (const [at, id] of samples.entries()) self.set(id, (self.get(id) ?? 0) + (timeDeltas[at] ?? 0));
  const named = new Map<string, number>();
  for (const { id, callFrame } of nodes) {
    const { functionName, lineNumber, columnNumber } = callFrame;
    const name = `${functionName || '(anonymous)'}:${lineNumber + 1}:${columnNumber + 1}`;
    named.set(name, (named.get(name) ?? 0) + (self.get(id) ?? 0) / 1000);
  }
  return [...named]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 22)
    .map(([name, ms]) => `    ${ms.toFixed(1).padStart(8)} ms ${name}`)
    .join('\n');
}
