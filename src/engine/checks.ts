// The list of checks that a connect of the user's shows: four steps of joining, then two that the chat works without.
// `warn` carries a code of `NoteResult` or `FileResult`, or `not-tried`.
import type { Clock } from '../lib/clock.ts';
import type { FileResult } from './file-check.ts';
import type { Stage } from './line.ts';
import type { NoteResult } from './loop-back.ts';
import type { CheckId, CheckView } from './port/checks.ts';
import type { ConnectionProblem } from './port/connection.ts';
import type { Watch } from './target.ts';

export interface ChecksDeps {
  readonly clock: Clock;
  readonly publish: (checks: readonly CheckView[]) => void;
  /** Reject with anything: a check that could not be done is not tried. */
  readonly note: () => Promise<NoteResult>;
  readonly file: () => Promise<FileResult>;
}

const ORDER: readonly CheckId[] = ['address', 'link', 'hello', 'listed', 'note', 'file'];

export class Checks implements Watch {
  readonly #deps: ChecksDeps;
  readonly #views = new Map<CheckId, CheckView>();
  #isOver = false;

  constructor(deps: ChecksDeps) {
    this.#deps = deps;
    for (const id of ORDER) this.#views.set(id, { id, state: 'todo' });
    this.#set({ id: 'address', state: 'ok', ms: undefined });
    this.#wait('link');
    this.#tell();
  }

  stage(stage: Stage): void {
    if (this.#isOver || stage === 'link') return;
    this.#pass('link');
    if (stage === 'list') this.#wait('hello');
    if (stage === 'own-light') {
      this.#pass('hello');
      this.#wait('listed');
    }
    if (stage === 'joined') {
      this.#pass('hello');
      this.#wait('listed');
      this.#pass('listed');
    }
    this.#tell();
    if (stage === 'joined') void this.#rest();
  }

  failed(problem: ConnectionProblem): void {
    for (const { id, state } of this.#views.values()) {
      if (state === 'waiting') this.#set({ id, state: 'failed', problem });
    }
    this.#tell();
    this.#isOver = true;
  }

  /** Nothing is told any more: another connect has begun, or the user has left. */
  stop(): void {
    this.#isOver = true;
  }

  /** Joined again later: the checks belong to the first time. */
  async #rest(): Promise<void> {
    if (this.#views.get('note')?.state !== 'todo') return;
    await this.#try('note', this.#deps.note);
    await this.#try('file', this.#deps.file);
  }

  async #try(id: CheckId, task: () => Promise<NoteResult | FileResult>): Promise<void> {
    this.#wait(id);
    this.#tell();
    const result = await task().catch((): NoteResult => ({ kind: 'not-tried' }));
    const { kind } = result;
    this.#set(kind === 'ok' ? { id, state: 'ok', ms: result.ms } : { id, state: 'warn', problem: kind });
    this.#tell();
  }

  #wait(id: CheckId): void {
    if (this.#views.get(id)?.state === 'todo')
      this.#set({ id, state: 'waiting', since: this.#deps.clock.now() });
  }

  #pass(id: CheckId): void {
    const view = this.#views.get(id);
    if (view?.state === 'ok') return;
    const since = view?.state === 'waiting' ? view.since : this.#deps.clock.now();
    this.#set({ id, state: 'ok', ms: Math.max(0, this.#deps.clock.now() - since) });
  }

  #set(view: CheckView): void {
    this.#views.set(view.id, view);
  }

  #tell(): void {
    if (!this.#isOver) this.#deps.publish([...this.#views.values()]);
  }
}
