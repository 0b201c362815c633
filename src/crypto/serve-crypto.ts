// The worker's side: takes batches of jobs, works on them in turns, sends results back in batches.
import { CryptoError } from './problem.ts';
import { createInPlaceRunner, type InPlaceRunner, type StopSignal } from './run-in-place.ts';
import { HeardKeys } from './key-numbers.ts';
import type { OpenResult } from './runner.ts';
import {
  buffersOf,
  pack,
  unpack,
  type WireJob,
  type WireOutcome,
  type WireResult,
  type WorkerReport,
  type WorkerRequest,
} from './worker-messages.ts';

/** Where the worker's messages come from and go to. */
export interface CryptoPort {
  post(report: WorkerReport, transfer: Transferable[]): void;
  listen(listener: (request: WorkerRequest) => void): void;
}

/** Serves a pool (`run-in-workers.ts`) at the other end of `port`. */
export function serveCrypto(port: CryptoPort): void {
  const desk = new Desk(port);
  port.listen((request) => desk.take(request));
  port.post({ kind: 'ready' }, []);
}

const EMPTY = new Uint8Array(0);

class Desk {
  readonly #port: CryptoPort;
  readonly #runner: InPlaceRunner = createInPlaceRunner(() => this.#flush());
  readonly #keys = new HeardKeys();
  readonly #running = new Map<number, { aborted: boolean }>();
  #results: WireResult[] = [];

  constructor(port: CryptoPort) {
    this.#port = port;
  }

  take(request: WorkerRequest): void {
    if (request.kind === 'jobs') for (const job of request.jobs) void this.#run(job);
    else if (request.kind === 'cancel') this.#cancel(request.ids);
    else if (request.kind === 'forget') this.#keys.forget();
    else void this.#runner.setPrivateKeys(request.keys).then(() => this.#port.post({ kind: 'keys' }, []));
  }

  #cancel(ids: readonly number[]): void {
    for (const id of ids) {
      const signal = this.#running.get(id);
      if (signal !== undefined) signal.aborted = true;
    }
  }

  async #run(job: WireJob): Promise<void> {
    const signal = { aborted: false };
    this.#running.set(job.id, signal);
    const outcome = await this.#outcome(job, signal);
    this.#running.delete(job.id);
    this.#results.push({ id: job.id, outcome });
    // A message costs as much as a verification: results gather until the next turn of the event loop, a few
    // milliseconds away, unless there is nothing else to wait for.
    if (this.#running.size === 0) this.#flush();
  }

  #flush(): void {
    if (this.#results.length === 0) return;
    const results = this.#results;
    this.#results = [];
    this.#port.post({ kind: 'results', results }, buffersOf(results.flatMap(bytesOf)));
  }

  async #outcome(job: WireJob, signal: StopSignal): Promise<WireOutcome> {
    try {
      return await work(this.#runner, this.#keys, job, signal);
    } catch (error) {
      return failed(error);
    }
  }
}

async function work(
  runner: InPlaceRunner,
  keys: HeardKeys,
  { body, parts }: WireJob,
  signal: StopSignal,
): Promise<WireOutcome> {
  const all = unpack(parts);
  const [first = EMPTY, ...others] = all;
  if (body.kind === 'open') {
    const wrapped = all.slice(body.shared);
    const order = wrapped.map((_, index) => index);
    const readings = body.readings.map(({ iv, sealed, tagged }) => {
      return { iv: all[iv] ?? EMPTY, sealed: all[sealed] ?? EMPTY, tagged };
    });
    return opened(await runner.open({ ...body, readings, wrapped, order }, signal));
  }
  if (body.kind === 'verify') {
    const [spkis, texts] = [others.slice(0, body.keys), others.slice(body.keys)];
    return { kind: 'verified', verified: await runner.verify({ ...body, spkis, signature: first, texts }) };
  }
  const made =
    body.kind === 'sign'
      ? [await runner.sign(first, body.saltLength)]
      : await runner.wrap(keys.resolve(body.numbers, body.fresh, others), first, body.oaep);
  return { kind: 'made', parts: pack(made) };
}

function bytesOf({ outcome }: WireResult): readonly Uint8Array<ArrayBuffer>[] {
  if (outcome.kind === 'opened') return [outcome.bytes];
  return outcome.kind === 'made' ? [outcome.parts.bytes] : [];
}

function opened(result: OpenResult): WireOutcome {
  if (result === undefined) return { kind: 'none' };
  if (result === 'broken') return { kind: 'broken' };
  const { index, reading, key, plain } = result;
  return { kind: 'opened', index, reading, key, bytes: plain };
}

function failed(error: unknown): WireOutcome {
  if (error instanceof CryptoError) return { kind: 'failed', problem: error.kind, detail: error.detail };
  return { kind: 'failed', problem: 'failed', detail: error instanceof Error ? error.name : undefined };
}
