// Fetching a file somebody sent: only on a tap, from where T50 allows, capped, and offered as an image only after its own
// head was looked at.
import { PortError } from '../lib/port.ts';
import type { MessageId } from '../domain/ids.ts';
import { judgeFileUrl, type FileUrlVerdict } from '../protocol/file-url.ts';
import type { FileRow, MessageRow } from '../store/rows.ts';
import { StoreError } from '../store/problem.ts';
import { download, type DownloadResult } from '../wire/files.ts';
import { isRequest, withLastLine } from './conversation-rows.ts';
import type { Desk } from './desk.ts';
import { fileKind } from './file-kind.ts';
import type { Ground, Link, People } from './parts.ts';
import { isKnown } from './person-rows.ts';
import type { FileState } from './port/files.ts';
import type { ServerRef } from './port/connection.ts';
import type { Views } from './views.ts';

export interface FileFetcherOptions {
  readonly ground: Ground;
  readonly desk: Desk;
  readonly views: Views;
  readonly people: People;
  readonly link: Pick<Link, 'joined'>;
  readonly server: () => ServerRef | undefined;
  /** A stand-in for tests. */
  readonly fetch?: typeof fetch;
}

/** Where T50 lets a file be fetched from. */
type Place = Exclude<FileUrlVerdict, { kind: 'refused' }>;
type Failed = Extract<FileState, { kind: 'download-failed' }>;

/** Most bytes of a file whose size nobody has announced (T51). */
const CAP_UNKNOWN = 25 * 1024 * 1024;
/** Most bytes of any file. */
const CAP = 512 * 1024 * 1024;
const PROGRESS_MS = 200;

export class FileFetcher {
  readonly #options: FileFetcherOptions;
  readonly #running = new Map<string, AbortController>();

  constructor(options: FileFetcherOptions) {
    this.#options = options;
  }

  /**
   * Fetches the file of a message; how it went is told as the file's state. Refuses with `no-file`, and with
   * `not-confirmed` when it lies on another host and the user was not asked; nothing is fetched for strangers (`request`).
   */
  async download(id: MessageId, isConfirmed: boolean): Promise<void> {
    const { ground, server } = this.#options;
    const message = await ground.store.message(id);
    const file = message?.file;
    if (message === undefined || file === undefined || file.url === '') throw new PortError('no-file');
    if (file.local || this.#running.has(id)) return;
    if (this.#isRequest(message)) throw new PortError('request');
    const here = server();
    const verdict = here && judgeFileUrl(file.url, here);
    if (verdict?.kind === 'refused') return this.#show(message, failedAs('refused'));
    if (verdict === undefined) return this.#show(message, failedAs('unreachable'));
    if (verdict.kind === 'confirm' && !isConfirmed) throw new PortError('not-confirmed');
    await this.#run(message, file, verdict);
  }

  #isRequest({ conversation }: MessageRow): boolean {
    const { desk, people } = this.#options;
    const row = desk.conversations.get(conversation);
    return row !== undefined && isRequest(row, (person) => isKnown(people.row(person)));
  }

  /** Ends a download; true when there was one. */
  cancel(id: MessageId): boolean {
    const running = this.#running.get(id);
    running?.abort();
    return running !== undefined;
  }

  /** The bytes of a file that is here; an image type only for checked images. */
  async blob(id: MessageId): Promise<Blob | undefined> {
    const { store } = this.#options.ground;
    const [row, message] = await Promise.all([store.blob(id), store.message(id)]);
    if (row === undefined || message?.file === undefined) return undefined;
    const { mime, width } = message.file;
    return new Blob([row.blob], { type: width === undefined ? 'application/octet-stream' : mime });
  }

  async #run(message: MessageRow, file: FileRow, place: Place): Promise<void> {
    const controller = new AbortController();
    this.#running.set(message.key, controller);
    try {
      const result = await this.#fetch(message, file, place.url, controller.signal);
      if (result.kind === 'ok') await this.#keep(message.key, result.blob);
      else await this.#failed(message, result, place);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      this.#show(message, undefined);
      throw error;
    } finally {
      this.#running.delete(message.key);
    }
  }

  #fetch(message: MessageRow, file: FileRow, url: string, signal: AbortSignal): Promise<DownloadResult> {
    const { ground, fetch } = this.#options;
    const total = file.size;
    let told = Number.NEGATIVE_INFINITY;
    this.#show(message, { kind: 'downloading', received: 0, total });
    return download(url, {
      cap: Math.min(total ?? CAP_UNKNOWN, CAP),
      ...(total !== undefined && { size: total }),
      signal,
      clock: ground.clock,
      ...(fetch !== undefined && { fetch }),
      onProgress: (received) => {
        if (ground.clock.monotonic() - told < PROGRESS_MS) return;
        told = ground.clock.monotonic();
        this.#show(message, { kind: 'downloading', received, total });
      },
    });
  }

  async #keep(key: string, blob: Blob): Promise<void> {
    const { ground, desk, views } = this.#options;
    const kind = await fileKind(blob);
    await desk.edit(async (draft) => {
      const message = await ground.store.message(key);
      if (message?.file === undefined) return; // removed meanwhile
      views.transfers.delete(key);
      const kept = {
        ...message,
        file: { ...message.file, ...kind, size: blob.size, local: true, gone: false },
      };
      draft.blobs.put(key, { key, blob });
      draft.messages.put(key, kept);
      const row = desk.conversations.get(message.conversation);
      if (row !== undefined && row.lastSeq === kept.seq)
        draft.conversations.put(row.id, withLastLine(row, kept));
    });
  }

  async #failed(
    message: MessageRow,
    result: Exclude<DownloadResult, { kind: 'ok' }>,
    place: Place,
  ): Promise<void> {
    if (result.kind === 'cancelled') return this.#show(message, undefined);
    if (result.kind === 'unreachable') return this.#show(message, this.#closed(place));
    if (result.kind === 'http') return this.#show(message, failedAs('http', result.status));
    if (result.kind !== 'gone') return this.#show(message, failedAs(result.kind));
    const { desk, ground, views } = this.#options;
    await desk.edit(async (draft) => {
      const row = await ground.store.message(message.key);
      if (row?.file === undefined) return;
      views.transfers.delete(message.key);
      draft.messages.put(row.key, { ...row, file: { ...row.file, gone: true } });
    });
  }

  /** Browsers do not tell "down" from "not for pages". A tab of its own may open what a page may not fetch. */
  #closed({ kind, url }: Place): FileState {
    const isBlocked = kind === 'ok' && this.#options.link.joined;
    return { ...failedAs(isBlocked ? 'blocked' : 'unreachable'), link: url };
  }

  /** `undefined`: as it rests. */
  #show(message: MessageRow, state: FileState | undefined): void {
    const { views } = this.#options;
    if (state === undefined) views.transfers.delete(message.key);
    else views.transfers.set(message.key, state);
    views.publishMessages([message]);
  }
}

function failedAs(reason: Failed['reason'], status?: number): Failed {
  return { kind: 'download-failed', reason, status };
}
