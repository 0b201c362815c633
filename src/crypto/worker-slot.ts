// One place in the pool: a worker that is replaced when it dies or falls silent (RELIABILITY.md R24), with the work it has.
import type { PrivateKeys } from './key-pair.ts';
import type { Priority } from './runner.ts';
import { serveCrypto } from './serve-crypto.ts';
import { ToldKeys, type KeyNumbers } from './key-numbers.ts';
import {
  buffersOf,
  pack,
  type JobBody,
  type WireJob,
  type WireOutcome,
  type WorkerReport,
  type WorkerRequest,
} from './worker-messages.ts';

/** As much of a `Worker` as the pool needs. */
export interface WorkerLike {
  postMessage(request: WorkerRequest, transfer?: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<WorkerReport>) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: () => void): void;
  terminate(): void;
}

/** Work for one worker. */
export interface Parcel {
  readonly id: number;
  readonly body: JobBody;
  readonly parts: readonly Uint8Array[];
  /** Public keys to wrap for. */
  readonly spkis: readonly Uint8Array[];
  readonly priority: Priority;
  /** In OAEP decryptions, roughly. */
  readonly cost: number;
  /** Workers lost while they had it. */
  losses: number;
  settle(outcome: WireOutcome): void;
}

/** What a slot tells its pool. */
export interface SlotOwner {
  readonly numbers: KeyNumbers;
  /** There is room for more. */
  freed(): void;
  /** The worker died with these unfinished. */
  lost(parcels: readonly Parcel[]): void;
}

/** Deaths in a row, without a result between them, after which the slot works on its own thread. */
const MOST_DEATHS = 3;

export class WorkerSlot {
  readonly #makeWorker: () => WorkerLike;
  readonly #owner: SlotOwner;
  readonly #held = new Map<number, Parcel>();
  readonly #told = new ToldKeys();
  #worker: WorkerLike;
  #keys: PrivateKeys | undefined;
  readonly #keysTaken: (() => void)[] = [];
  #deaths = 0;
  #silence = 0;
  #ready = false;
  #load = 0;
  /** Of it, what nothing overtakes. */
  #urgent = 0;

  constructor(makeWorker: () => WorkerLike, owner: SlotOwner) {
    this.#makeWorker = makeWorker;
    this.#owner = owner;
    this.#worker = this.#start();
  }

  get load(): number {
    return this.#load;
  }

  get urgentLoad(): number {
    return this.#urgent;
  }

  /** True while an answer is due. */
  get busy(): boolean {
    return this.#held.size > 0 || this.#keysTaken.length > 0;
  }

  /** Resolves when the worker (or its replacement) has the keys. */
  setKeys(keys: PrivateKeys): Promise<void> {
    this.#keys = keys;
    return new Promise((resolve) => {
      this.#keysTaken.push(resolve);
      this.#worker.postMessage({ kind: 'keys', keys });
    });
  }

  /** Hands parcels over in one message. */
  give(parcels: readonly Parcel[]): void {
    if (parcels.length === 0) return;
    for (const parcel of parcels) {
      this.#held.set(parcel.id, parcel);
      this.#count(parcel, 1);
    }
    if (this.#told.isFull) {
      this.#told.forget();
      this.#worker.postMessage({ kind: 'forget' });
    }
    const jobs = parcels.map((parcel) => this.#wireJob(parcel));
    this.#worker.postMessage({ kind: 'jobs', jobs }, buffersOf(jobs.map(({ parts }) => parts.bytes)));
  }

  #wireJob({ id, body, parts, spkis }: Parcel): WireJob {
    if (body.kind !== 'wrap') return { id, body, parts: pack(parts) };
    const numbers = spkis.map((spki) => this.#owner.numbers.of(spki));
    const isFresh = numbers.map((number) => this.#told.tell(number));
    const fresh = numbers.filter((_, at) => isFresh[at]);
    const freshSpkis = spkis.filter((_, at) => isFresh[at]);
    return { id, body: { ...body, numbers, fresh }, parts: pack([...parts, ...freshSpkis]) };
  }

  /** Tells the worker to stop on those it holds; their results still come. */
  cancel(ids: readonly number[]): void {
    const mine = ids.filter((id) => this.#held.has(id));
    if (mine.length > 0) this.#worker.postMessage({ kind: 'cancel', ids: mine });
  }

  /**
   * Counts a tick of the watchdog; after `patience` silent ones with work in hand the worker is replaced. Ticks, not
   * times: a page that was frozen must not blame its worker. A worker still loading gets three times as long.
   */
  tick(patience: number): void {
    this.#silence = this.busy ? this.#silence + 1 : 0;
    if (this.#silence >= (this.#ready ? patience : 3 * patience)) this.#replace();
  }

  /** Ends the worker and gives back what it had. */
  close(): readonly Parcel[] {
    this.#worker.terminate();
    this.#keysTaken.splice(0).forEach((taken) => taken());
    return this.#drop();
  }

  #start(): WorkerLike {
    const worker = this.#make();
    this.#told.forget();
    this.#ready = false;
    this.#silence = 0;
    worker.addEventListener('message', (event) => {
      if (worker === this.#worker) this.#hear(event.data);
    });
    const die = () => {
      if (worker === this.#worker) this.#replace();
    };
    worker.addEventListener('error', die);
    worker.addEventListener('messageerror', die);
    return worker;
  }

  /** Where no worker can be made at all (or none lives), the slot works on its own thread: slower, but it works. */
  #make(): WorkerLike {
    if (this.#deaths >= MOST_DEATHS) return workerOnThisThread();
    try {
      return this.#makeWorker();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.#deaths = MOST_DEATHS;
      return workerOnThisThread();
    }
  }

  #replace(): void {
    this.#worker.terminate();
    this.#deaths += 1;
    const lost = this.#drop();
    this.#worker = this.#start();
    if (this.#keys !== undefined) this.#worker.postMessage({ kind: 'keys', keys: this.#keys });
    this.#owner.lost(lost);
  }

  #drop(): readonly Parcel[] {
    const held = [...this.#held.values()];
    this.#held.clear();
    this.#load = 0;
    this.#urgent = 0;
    return held;
  }

  #count({ cost, priority }: Parcel, sign: 1 | -1): void {
    this.#load += sign * cost;
    if (priority === 'high') this.#urgent += sign * cost;
  }

  #hear(report: WorkerReport): void {
    this.#silence = 0;
    this.#ready = true;
    if (report.kind === 'keys') this.#keysTaken.splice(0).forEach((taken) => taken());
    if (report.kind !== 'results') return;
    this.#deaths = 0;
    for (const { id, outcome } of report.results) {
      const parcel = this.#held.get(id);
      if (parcel === undefined) continue;
      this.#held.delete(id);
      this.#count(parcel, -1);
      parcel.settle(outcome);
    }
    this.#owner.freed();
  }
}

/** The last resort where workers do not start: slower and on this thread, but it still takes turns. */
function workerOnThisThread(): WorkerLike {
  const toWorker = new Set<(request: WorkerRequest) => void>();
  const toPool = new Set<(event: MessageEvent<WorkerReport>) => void>();
  const tell = (report: WorkerReport) => {
    const event = new MessageEvent<WorkerReport>('message', { data: report });
    queueMicrotask(() => toPool.forEach((listener) => listener(event)));
  };
  serveCrypto({ post: tell, listen: (listener) => toWorker.add(listener) });
  return {
    postMessage: (request) => queueMicrotask(() => toWorker.forEach((listener) => listener(request))),
    addEventListener: (type: string, listener: (event: MessageEvent<WorkerReport>) => void) => {
      if (type === 'message') toPool.add(listener);
    },
    terminate: () => toPool.clear(),
  };
}
