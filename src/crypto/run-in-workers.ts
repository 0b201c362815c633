// The runner over a pool of crypto workers: batches what is asked in one moment into one message per worker, keeps each
// worker supplied but not flooded, lets the urgent overtake, and gives lost work to somebody else. What costs less than the
// way to a worker and back (one likely verification, one wrapped key) is done right here.
import { systemClock, type Clock } from '../lib/clock.ts';
import { KeyNumbers } from './key-numbers.ts';
import type { PrivateKeys } from './key-pair.ts';
import { searchKey, type SliceRunner } from './open-search.ts';
import { CryptoError } from './problem.ts';
import { SALT_LENGTH } from './pss.ts';
import { createInPlaceRunner } from './run-in-place.ts';
import type { OaepHash } from './public-key.ts';
import type { CryptoRunner, OpenJob, OpenResult, Priority, Verified, VerifyJob } from './runner.ts';
import { WorkerSlot, type Parcel, type SlotOwner, type WorkerLike } from './worker-slot.ts';
import { unpack, type JobBody, type WireOutcome } from './worker-messages.ts';

/** Work a worker may hold, in OAEP decryptions: some 60 ms in Chromium, enough to bridge a busy moment of the engine. */
const FULL = 96;
/** While every worker has so much urgent work, more of it waits until one of them reports: it then travels together. A
 *  worker reports every 12 ms at the latest, which is some 20 decryptions. */
const ENOUGH = 32;
const WRAPS_PER_PARCEL = 64;
/** So many keys are wrapped, so many signatures tried, on this thread. */
const WRAPS_HERE = 4;
const TRIES_HERE = 8;
/** Costs in OAEP decryptions. */
const VERIFY_COST = 0.06;
const WRAP_COST = 0.05;
/** A worker with work in hand that says nothing for five ticks is replaced. */
const TICK_MS = 2_000;
const PATIENCE = 5;
const MOST_LOSSES = 2;

/** `count` workers (at most two help, PERFORMANCE.md finding 8), made by `makeWorker`, which may be called again later. */
export function createWorkerRunner(
  makeWorker: () => WorkerLike,
  count: number,
  clock: Clock = systemClock,
): CryptoRunner {
  return new WorkerPool(makeWorker, count, clock);
}

class WorkerPool implements CryptoRunner, SlotOwner, SliceRunner {
  readonly width: number;
  readonly numbers = new KeyNumbers();
  readonly #clock: Clock;
  readonly #slots: readonly WorkerSlot[];
  readonly #here = createInPlaceRunner();
  readonly #waiting: Record<Priority, Parcel[]> = { high: [], low: [] };
  #lastId = 0;
  #dispatching = false;
  #stopTicking: (() => void) | undefined;
  #closed = false;

  constructor(makeWorker: () => WorkerLike, count: number, clock: Clock) {
    this.#clock = clock;
    this.width = 2 * count;
    this.#slots = Array.from({ length: count }, () => new WorkerSlot(makeWorker, this));
  }

  async setPrivateKeys(keys: PrivateKeys): Promise<void> {
    const taken = Promise.all(this.#slots.map((slot) => slot.setKeys(keys)));
    this.#watch();
    await taken;
  }

  open(job: OpenJob): Promise<OpenResult> {
    return searchKey(this, job);
  }

  async verify(job: VerifyJob): Promise<Verified | undefined> {
    const { spkis, signature, texts, saltLengths = [SALT_LENGTH], priority = 'high' } = job;
    const tries = spkis.length * texts.length * saltLengths.length;
    if (priority === 'high' && tries <= TRIES_HERE) return this.#here.verify(job);
    const body = { kind: 'verify', priority, saltLengths, keys: spkis.length } as const;
    const outcome = await this.#ask(body, [signature, ...spkis, ...texts], VERIFY_COST * tries);
    if (outcome.kind !== 'verified') throw failure(outcome);
    return outcome.verified;
  }

  async sign(bytes: Uint8Array, saltLength = SALT_LENGTH): Promise<Uint8Array<ArrayBuffer>> {
    const [signature] = made(await this.#ask({ kind: 'sign', saltLength }, [bytes], 1));
    if (signature === undefined) throw new CryptoError('failed');
    return signature;
  }

  async wrap(
    spkis: readonly Uint8Array[],
    key: Uint8Array,
    oaep: OaepHash = 'SHA-256',
  ): Promise<readonly Uint8Array<ArrayBuffer>[]> {
    if (spkis.length <= WRAPS_HERE) return this.#here.wrap(spkis, key, oaep);
    const chunks: Promise<WireOutcome>[] = [];
    for (let at = 0; at < spkis.length; at += WRAPS_PER_PARCEL) {
      const some = spkis.slice(at, at + WRAPS_PER_PARCEL);
      const body = { kind: 'wrap', oaep, numbers: [], fresh: [] } as const;
      chunks.push(this.#ask(body, [key], WRAP_COST * some.length, some));
    }
    return (await Promise.all(chunks)).flatMap(made);
  }

  close(): void {
    this.#closed = true;
    this.#stopTicking?.();
    this.#here.close();
    const left = [...this.#takeWaiting(), ...this.#slots.flatMap((slot) => slot.close())];
    for (const parcel of left) parcel.settle({ kind: 'failed', problem: 'closed', detail: undefined });
  }

  // ---- work in, results out ----

  #ask(
    body: JobBody,
    parts: readonly Uint8Array[],
    cost: number,
    spkis: readonly Uint8Array[] = [],
  ): Promise<WireOutcome> {
    return new Promise((resolve) => this.submit(body, parts, cost, resolve, spkis));
  }

  submit(
    body: JobBody,
    parts: readonly Uint8Array[],
    cost: number,
    settle: (outcome: WireOutcome) => void,
    spkis: readonly Uint8Array[] = [],
  ): number {
    this.#lastId += 1;
    const id = this.#lastId;
    const priority = 'priority' in body ? body.priority : 'high';
    if (this.#closed) queueMicrotask(() => settle({ kind: 'failed', problem: 'closed', detail: undefined }));
    else this.#waiting[priority].push({ id, body, parts, spkis, priority, cost, losses: 0, settle });
    const mayWait =
      body.kind === 'open' &&
      priority === 'high' &&
      this.#slots.every(({ urgentLoad }) => urgentLoad >= ENOUGH);
    if (!mayWait) this.#dispatchSoon();
    return id;
  }

  cancel(ids: readonly number[]): void {
    const gone = new Set(ids);
    for (const priority of ['high', 'low'] as const) {
      this.#waiting[priority] = this.#waiting[priority].filter(({ id }) => !gone.has(id));
    }
    for (const slot of this.#slots) slot.cancel(ids);
  }

  freed(): void {
    this.#dispatchSoon();
  }

  lost(parcels: readonly Parcel[]): void {
    for (const parcel of parcels.toReversed()) {
      parcel.losses += 1;
      if (parcel.losses > MOST_LOSSES)
        parcel.settle({ kind: 'failed', problem: 'worker-lost', detail: undefined });
      else this.#waiting[parcel.priority].unshift(parcel);
    }
    this.#dispatchSoon();
  }

  // ---- who gets what ----

  /** Once per moment, so that everything asked in it travels together. */
  #dispatchSoon(): void {
    if (this.#dispatching || this.#closed) return;
    this.#dispatching = true;
    queueMicrotask(() => {
      this.#dispatching = false;
      if (!this.#closed) this.#dispatch();
    });
  }

  #dispatch(): void {
    const plan = this.#slots.map((slot) => ({ slot, load: slot.load, parcels: new Array<Parcel>() }));
    const share = (queue: Parcel[], limit: number) => {
      let taken = 0;
      for (const parcel of queue) {
        const least = plan.reduce((best, next) => (next.load < best.load ? next : best));
        if (least.load >= limit) break;
        least.parcels.push(parcel);
        least.load += parcel.cost;
        taken += 1;
      }
      queue.splice(0, taken);
    };
    share(this.#waiting.high, 2 * FULL);
    share(this.#waiting.low, FULL);
    for (const { slot, parcels } of plan) slot.give(parcels);
    this.#watch();
  }

  #takeWaiting(): Parcel[] {
    return [...this.#waiting.high.splice(0), ...this.#waiting.low.splice(0)];
  }

  // ---- watchdog ----

  #watch(): void {
    if (this.#stopTicking !== undefined || this.#closed) return;
    if (!this.#slots.some((slot) => slot.busy)) return;
    this.#stopTicking = this.#clock.after(TICK_MS, () => {
      this.#stopTicking = undefined;
      for (const slot of this.#slots) slot.tick(PATIENCE);
      this.#watch();
    });
  }
}

function made(outcome: WireOutcome): Uint8Array<ArrayBuffer>[] {
  if (outcome.kind !== 'made') throw failure(outcome);
  return unpack(outcome.parts);
}

function failure(outcome: WireOutcome): CryptoError {
  return outcome.kind === 'failed'
    ? new CryptoError(outcome.problem, outcome.detail)
    : new CryptoError('failed', `unexpected ${outcome.kind}`);
}
