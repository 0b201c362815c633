// Getting a file to a server: to the place that worked before, else to the places its program is known for, one after the
// other. What works is remembered. Limits are known before a byte leaves.
import { toHex } from '../lib/bytes.ts';
import type { Clock, RandomBytes } from '../lib/clock.ts';
import type { UploadManners } from '../protocol/dialect.ts';
import { judgeUploadUrl } from '../protocol/file-url.ts';
import { placesToTry, predictedUrl, uploadUrl, type UploadPlace } from '../protocol/upload-place.ts';
import { StoreError } from '../store/problem.ts';
import { upload, uploadBlind, type UploadResult } from '../wire/files.ts';
import type { HttpTransport } from '../wire/http.ts';
import type { ServerRef } from './port/connection.ts';

/** Where uploads worked, by server (servers.ts). */
export interface UploadMemory {
  read(server: ServerRef): UploadPlace | undefined;
  /** Must not reject: what cannot be kept is learned again. */
  keep(server: ServerRef, place: UploadPlace): Promise<void>;
}

export interface UploadRouteDeps {
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly memory: UploadMemory;
  readonly transport?: HttpTransport | undefined;
  /** A stand-in for tests. */
  readonly fetch?: typeof fetch | undefined;
}
export interface UploadJob {
  readonly server: ServerRef;
  readonly manners: UploadManners;
  readonly onProgress?: (sent: number, total: number) => void;
  readonly signal?: AbortSignal;
}
type Failure = Exclude<UploadResult, { kind: 'ok' }>;
/** As of `upload`; the URL is judged. `blocked`: by all that is known, browsers may not upload here. */
export type RoutedUpload = UploadResult | { readonly kind: 'blocked' };

/** Where the memory is kept (servers.ts). */
export interface UploadBook {
  uploadPlace(server: ServerRef): UploadPlace | undefined;
  /** Rejects with `StoreError`. */
  learnUpload(server: ServerRef, place: UploadPlace): Promise<void>;
}

/** Kept with the servers; what cannot be stored is learned again. */
export function memoryOf(book: UploadBook): UploadMemory {
  return {
    read: (server) => book.uploadPlace(server),
    async keep(server, place) {
      try {
        await book.learnUpload(server, place);
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
      }
    },
  };
}

/** Remembers for as long as it lives. */
export function forgetful(): UploadMemory {
  const places = new Map<string, UploadPlace>();
  return {
    read: (server) => places.get(keyOf(server)),
    keep: async (server, place) => void places.set(keyOf(server), place),
  };
}

/** A server that let nobody in is not asked again for so long, but by a check. */
const CLOSED_MS = 10 * 60_000;
const TRIAL_BYTES = 1024;

export class UploadRoute {
  readonly #deps: UploadRouteDeps;
  readonly #closed = new Map<string, number>();
  /** As servers told; for this run only, since they may change their mind. */
  readonly #limits = new Map<string, number>();

  constructor(deps: UploadRouteDeps) {
    this.#deps = deps;
  }

  async send(file: Blob, job: UploadJob): Promise<RoutedUpload> {
    const { server, manners } = job;
    const known = this.#deps.memory.read(server);
    const limit = this.#limits.get(keyOf(server)) ?? manners.limit;
    if (limit !== undefined && file.size > limit) return { kind: 'too-large', limit };
    if (known !== undefined) {
      const result = await this.#post(file, known, job);
      if (!isNoService(result)) return this.#learn(result, known, server);
    }
    // Where browsers are kept out, a large file would be sent in vain, and stay there: a few bytes find out.
    const isDoubtful = manners.cors === 'none' && file.size > TRIAL_BYTES;
    if (isDoubtful && this.#isClosed(server)) return { kind: 'blocked' };
    return this.#sendAnywhere(file, job, isDoubtful);
  }

  /**
   * Where a page may send but not see the answer: the file goes up under a random name, and its address is the one which the
   * program is known to give that name. Undefined where no address can be known.
   */
  async sendBlind(file: Blob, { server, manners, signal }: UploadJob): Promise<UploadResult | undefined> {
    const { random, clock, fetch } = this.#deps;
    const name = toHex(random(16));
    const url = predictedUrl(server, manners, name);
    const [place] = placesToTry(server, manners);
    if (url === undefined || place === undefined) return undefined;
    const service = uploadUrl(server, place);
    const given = { ...(signal && { signal }), ...(fetch && { fetch }) };
    const kind = await uploadBlind(file, { url: service, name, body: place.body, clock, ...given });
    return kind === 'sent' ? { kind: 'ok', url } : { kind };
  }

  /** Forgets what did not work: somebody wants to know. */
  reopen(server: ServerRef): void {
    this.#closed.delete(keyOf(server));
    this.#limits.delete(keyOf(server));
  }

  async #sendAnywhere(file: Blob, job: UploadJob, isDoubtful: boolean): Promise<RoutedUpload> {
    const { server, manners } = job;
    let first: Failure | undefined;
    for (const place of placesToTry(server, manners)) {
      const { onProgress: _, ...quiet } = job;
      const trial = isDoubtful ? await this.#post(this.#trial(), place, quiet) : undefined;
      const result = trial?.kind === 'ok' || trial === undefined ? await this.#post(file, place, job) : trial;
      if (!isNoService(result)) return this.#learn(result, place, server);
      first ??= result;
    }
    if (manners.cors === 'none') this.#closed.set(keyOf(server), this.#deps.clock.monotonic());
    return manners.cors === 'none' || first === undefined ? { kind: 'blocked' } : first;
  }

  async #post(file: Blob, place: UploadPlace, job: UploadJob): Promise<UploadResult> {
    const { random, transport } = this.#deps;
    const url = uploadUrl(job.server, place);
    const { onProgress, signal } = job;
    const name = toHex(random(16));
    const { body } = place;
    const result = await upload(file, {
      url,
      name,
      body,
      onProgress,
      signal,
      ...(transport && { transport }),
    });
    if (result.kind !== 'ok') return result;
    const verdict = judgeUploadUrl(result.url, job.server, url);
    return verdict.kind === 'refused' ? { kind: 'bad-answer' } : { kind: 'ok', url: verdict.url };
  }

  async #learn(result: UploadResult, place: UploadPlace, server: ServerRef): Promise<UploadResult> {
    const { memory } = this.#deps;
    const known = memory.read(server);
    const isNews = known === undefined || !isSamePlace(known, place);
    if (result.kind === 'ok' && isNews) await memory.keep(server, place);
    if (result.kind === 'too-large' && result.limit !== undefined)
      this.#limits.set(keyOf(server), result.limit);
    return result;
  }

  #isClosed(server: ServerRef): boolean {
    const since = this.#closed.get(keyOf(server));
    return since !== undefined && this.#deps.clock.monotonic() - since < CLOSED_MS;
  }

  #trial(): Blob {
    return new Blob([this.#deps.random(TRIAL_BYTES)]);
  }
}

/** Nothing there takes files from a page, as far as it can be seen: another place may. */
export function isNoService(result: UploadResult): result is Failure {
  if (result.kind === 'http') return [404, 405, 426, 501].includes(result.status);
  return result.kind === 'unreachable' || result.kind === 'bad-answer';
}

function isSamePlace(a: UploadPlace, b: UploadPlace): boolean {
  return a.body === b.body && a.port === b.port;
}

function keyOf({ address, scheme }: ServerRef): string {
  return `${scheme}://${address}`;
}
