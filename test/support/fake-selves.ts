// The identities of a browser for component tests: what was started, where the page went, and engines in memory for each.
import type { AppState, Selves } from '../../src/ui/model/app-state.ts';
import { plainAppState } from '../../src/ui/model/app-state.ts';
import { FakeEngine } from './fake-engine.ts';

export class FakeSelves implements Selves {
  readonly id: string;
  /** Names of the workers that were started, and of those that were ended. */
  readonly started: string[] = [];
  readonly ended: string[] = [];
  readonly went: { readonly id: string; readonly hash: string | undefined }[] = [];
  /** By profile: who answers there. */
  readonly engines = new Map<string, FakeEngine>();
  /** What a sweep finds out. */
  sweeps = true;
  readonly worker: Selves['worker'];

  constructor(id = '') {
    this.id = id;
    this.worker = this.#worker('own');
  }

  get app(): AppState {
    return { ...plainAppState, selves: this };
  }

  start(name: string) {
    this.started.push(name);
    const port = this.engines.get(name) ?? new FakeEngine();
    this.engines.set(name, port);
    return { port, worker: this.#worker(name) };
  }

  go(id: string, hash?: string): void {
    this.went.push({ id, hash });
  }

  #worker(name: string): Selves['worker'] {
    const isSweep = name.startsWith('sweep ');
    return {
      terminate: () => void this.ended.push(name),
      addEventListener: (type: string, listener: unknown) => {
        if (isSweep && type === 'message' && typeof listener === 'function')
          queueMicrotask(() => void listener(new MessageEvent('message', { data: this.sweeps })));
      },
    };
  }
}
