// Sending a file: its message stands in the chat at once, the bytes go up under a random name, then the message goes out
// with the address. The bytes are sent as they are.
import { PortError } from '../lib/port.ts';
import { toHex } from '../lib/bytes.ts';
import { safeFileName } from '../lib/file-name.ts';
import type { FailCause } from '../domain/delivery.ts';
import { fileText } from '../domain/file-text.ts';
import type { ConversationId, MessageId } from '../domain/ids.ts';
import { pageId } from '../domain/message.ts';
import { httpBase } from '../protocol/address.ts';
import { judgeFileUrl } from '../protocol/file-url.ts';
import { readX } from '../protocol/x.ts';
import { StoreError } from '../store/problem.ts';
import type { MessageRow } from '../store/rows.ts';
import { upload, type UploadResult } from '../wire/files.ts';
import type { HttpTransport } from '../wire/http.ts';
import type { Desk } from './desk.ts';
import { fileKind } from './file-kind.ts';
import type { Outbox } from './outbox.ts';
import type { OutboxBook } from './outbox-book.ts';
import type { Ground, Link } from './parts.ts';
import type { FileState, ServerRef } from './port.ts';
import type { Views } from './views.ts';

export interface FileSenderOptions {
  readonly ground: Ground;
  readonly link: Link;
  readonly desk: Desk;
  readonly book: OutboxBook;
  readonly outbox: Outbox;
  readonly views: Views;
  readonly transport?: HttpTransport;
  readonly server: () => ServerRef | undefined;
}

/** Progress is told to the pages at most this often. */
const PROGRESS_MS = 200;

type Failure = Exclude<UploadResult, { kind: 'ok' }>;

export class FileSender {
  readonly #options: FileSenderOptions;
  readonly #running = new Map<string, AbortController>();

  constructor(options: FileSenderOptions) {
    this.#options = options;
  }

  /** Answers when message and bytes are stored. Refuses with `empty` and `unknown-conversation`. */
  async send(conversation: ConversationId, file: File): Promise<MessageId> {
    if (file.size === 0) throw new PortError('empty');
    const { desk, outbox } = this.#options;
    const blob = new Blob([file], { type: 'application/octet-stream' });
    const kind = await fileKind(blob);
    const name = safeFileName(file.name);
    const row = { name, size: file.size, url: '', local: true, gone: false, ...kind };
    const key = await desk.edit((draft) => {
      const added = outbox.queue(draft, conversation, { text: fileText(name, file.size, ''), file: row });
      draft.blobs.put(added, { key: added, blob });
      this.#show(added, { kind: 'uploading', sent: 0, total: file.size });
      return added;
    });
    this.#start(key);
    return pageId(key);
  }

  /** Ends an unfinished upload; the message says so and can be tried again. */
  async cancel(id: MessageId): Promise<void> {
    const running = this.#running.get(id);
    if (running !== undefined) running.abort();
    else await this.#fail(id, { kind: 'cancelled' });
  }

  async retry(key: string): Promise<void> {
    this.#show(key, { kind: 'uploading', sent: 0, total: 1 });
    await this.#options.outbox.retry(key);
    this.#start(key);
  }

  /** Takes up an upload that an earlier connection, or an earlier run of the app, did not finish. */
  resume(key: string): void {
    this.#start(key);
  }

  /** Begins, or waits for the next time we have joined. */
  #start(key: string): void {
    const server = this.#options.server();
    if (this.#running.has(key)) return;
    this.#show(key, this.#options.views.transfers.get(key) ?? { kind: 'uploading', sent: 0, total: 1 });
    if (server === undefined || !this.#options.link.joined) return;
    const controller = new AbortController();
    this.#running.set(key, controller);
    void this.#run(key, server, controller.signal).finally(() => this.#running.delete(key));
  }

  async #run(key: string, server: ServerRef, signal: AbortSignal): Promise<void> {
    try {
      const blob = (await this.#options.ground.store.blob(key))?.blob;
      if (blob === undefined) return;
      const result = await this.#upload(key, blob, server, signal);
      const verdict = result.kind === 'ok' ? judgeFileUrl(result.url, server) : undefined;
      if (verdict !== undefined && verdict.kind !== 'refused') await this.#finish(key, verdict.url);
      else await this.#fail(key, result.kind === 'ok' ? { kind: 'bad-answer' } : result);
    } catch (error) {
      // Nothing could be stored: the row is still unfinished and is taken up after the next joining.
      if (!(error instanceof StoreError)) throw error;
    }
  }

  #upload(key: string, blob: Blob, server: ServerRef, signal: AbortSignal): Promise<UploadResult> {
    const { ground, transport } = this.#options;
    let told = ground.clock.monotonic();
    return upload(blob, {
      url: `${httpBase(server)}/api/upload`,
      name: toHex(ground.random(16)),
      ...(transport && { transport }),
      signal,
      onProgress: (sent, total) => {
        if (ground.clock.monotonic() - told < PROGRESS_MS && sent < total) return;
        told = ground.clock.monotonic();
        this.#show(key, { kind: 'uploading', sent, total });
        void this.#republish(key);
      },
    });
  }

  async #finish(key: string, url: string): Promise<void> {
    const { desk, ground, book, outbox, views } = this.#options;
    await desk.edit(async (draft) => {
      const message = await ground.store.message(key);
      const row = book.rows.get(key);
      const file = message?.file;
      if (message === undefined || row === undefined || file === undefined) return;
      const size = file.size ?? 0;
      const text = fileText(file.name, size, url);
      const x = { ...(readX(row.x) ?? { v: 1 }), file: { name: file.name, size, type: file.mime, url } };
      draft.strict = true;
      draft.messages.put(key, { ...message, text, file: { ...file, url } });
      draft.outbox.put(key, { ...row, message: text, x });
      views.transfers.delete(key);
    });
    outbox.go();
  }

  async #fail(key: string, failure: Failure): Promise<void> {
    const { desk, ground, book } = this.#options;
    const cause = causeOf(failure);
    const status = failure.kind === 'http' ? failure.status : failure.kind === 'too-large' ? 413 : undefined;
    const limit = failure.kind === 'too-large' ? failure.limit : undefined;
    await desk.edit(async (draft) => {
      const message = await ground.store.message(key);
      const row = book.rows.get(key);
      if (message === undefined || row === undefined) return;
      this.#show(key, { kind: 'upload-failed', cause, status, limit });
      draft.outbox.put(key, { ...row, state: 'failed' });
      draft.messages.put(key, failed(message, cause));
    });
  }

  #show(key: string, state: FileState): void {
    this.#options.views.transfers.set(key, state);
  }

  async #republish(key: string): Promise<void> {
    const message = await this.#options.ground.store.message(key);
    if (message !== undefined) this.#options.views.publishMessages([message]);
  }
}

function failed(message: MessageRow, cause: FailCause): MessageRow {
  return { ...message, state: { kind: 'failed', cause } };
}

function causeOf({ kind }: Failure): FailCause {
  if (kind === 'too-large') return 'upload-too-large';
  if (kind === 'unreachable') return 'upload-unreachable';
  return kind === 'cancelled' ? 'cancelled' : 'upload-refused';
}
