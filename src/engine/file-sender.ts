// Sending a file: its message stands in the chat at once, the bytes go up under a random name, then the message goes out
// with the address. The bytes are sent as they are.
import { PortError } from '../lib/port.ts';
import { safeFileName } from '../lib/file-name.ts';
import type { FailCause } from '../domain/delivery.ts';
import { fileText } from '../domain/file-text.ts';
import type { ConversationId, MessageId } from '../domain/ids.ts';
import { pageId } from '../domain/message.ts';
import { V12, type Dialect } from '../protocol/dialect.ts';
import { carriesX } from '../protocol/payload.ts';
import { plainX, readX } from '../protocol/x.ts';
import { StoreError } from '../store/problem.ts';
import type { MessageRow } from '../store/rows.ts';
import type { HttpTransport } from '../wire/http.ts';
import type { Desk } from './desk.ts';
import { fileKind } from './file-kind.ts';
import { INLINE_URL, inlineData, mayGoInside } from './inline-file.ts';
import { retry } from './retrying.ts';
import type { Outbox } from './outbox.ts';
import type { OutboxBook } from './outbox-book.ts';
import type { Ground, Link, People, Voices } from './parts.ts';
import type { FileState } from './port/files.ts';
import type { ServerRef } from './port/connection.ts';
import {
  forgetful,
  isNoService,
  memoryOf,
  UploadRoute,
  type RoutedUpload,
  type UploadBook,
} from './upload-route.ts';
import type { Views } from './views.ts';

export interface FileSenderOptions {
  readonly ground: Ground;
  readonly link: Link;
  readonly desk: Desk;
  readonly book: OutboxBook;
  readonly outbox: Outbox;
  readonly views: Views;
  readonly people: Pick<People, 'row'>;
  readonly voices: Pick<Voices, 'speechTo'>;
  readonly server: () => ServerRef | undefined;
  /** How the server in use takes files; v1.2 unless said otherwise. */
  readonly dialect?: () => Dialect;
  /** Forgets at the end of the run unless one is given. */
  readonly uploads?: UploadBook;
  /** Stand-ins for tests. */
  readonly transport?: HttpTransport;
  readonly fetch?: typeof fetch;
}

/** Progress is told to the pages at most this often. */
const PROGRESS_MS = 200;

type Failure = Exclude<RoutedUpload, { kind: 'ok' }>;
interface Sent {
  readonly url: string;
  /** Of a file that goes inside the message. */
  readonly data?: string;
  readonly unconfirmed?: true;
}

export class FileSender {
  readonly #options: FileSenderOptions;
  readonly #running = new Map<string, AbortController>();
  readonly #route: UploadRoute;

  constructor(options: FileSenderOptions) {
    this.#options = options;
    const { ground, transport, fetch, uploads } = options;
    const memory = uploads === undefined ? forgetful() : memoryOf(uploads);
    this.#route = new UploadRoute({ ...ground, memory, transport, fetch });
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
    const server = this.#options.server();
    if (server !== undefined) this.#route.reopen(server);
    await retry(this.#options.outbox, key);
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
      const sent = await this.#send(key, blob, server, signal);
      if ('url' in sent) await this.#finish(key, sent);
      else await this.#fail(key, sent);
    } catch (error) {
      // Nothing could be stored: the row is still unfinished and is taken up after the next joining.
      if (!(error instanceof StoreError)) throw error;
    }
  }

  /** Up to the server; where pages may not: inside the message, or up without seeing an answer. */
  async #send(key: string, blob: Blob, server: ServerRef, signal: AbortSignal): Promise<Sent | Failure> {
    const manners = (this.#options.dialect?.() ?? V12).manners.upload;
    const job = { server, manners, signal, onProgress: this.#progress(key) };
    const result = await this.#route.send(blob, job);
    if (result.kind === 'ok') return { url: result.url };
    if (result.kind !== 'blocked' && !isNoService(result)) return result;
    if (this.#mayGoInside(key, blob.size)) return { url: INLINE_URL, data: await inlineData(blob) };
    const blind = result.kind === 'blocked' ? await this.#route.sendBlind(blob, job) : undefined;
    if (blind?.kind === 'ok') return { url: blind.url, unconfirmed: true };
    return blind ?? result;
  }

  #mayGoInside(key: string, size: number): boolean {
    const row = this.#options.book.rows.get(key);
    if (row?.kind !== 'chat') return false;
    const { people, voices } = this.#options;
    // Where somebody is written to in a form without `x`, the file would not be in it.
    const hasRoom = row.recipients.every((person) => carriesX(voices.speechTo(person).payload));
    return (
      hasRoom &&
      mayGoInside(
        size,
        row.recipients.map((person) => people.row(person)),
      )
    );
  }

  #progress(key: string): (sent: number, total: number) => void {
    const { clock } = this.#options.ground;
    let told = clock.monotonic();
    return (sent, total) => {
      if (clock.monotonic() - told < PROGRESS_MS && sent < total) return;
      told = clock.monotonic();
      this.#show(key, { kind: 'uploading', sent, total });
      void this.#republish(key);
    };
  }

  async #finish(key: string, { url, data, unconfirmed }: Sent): Promise<void> {
    const { desk, ground, book, outbox, views } = this.#options;
    await desk.edit(async (draft) => {
      const message = await ground.store.message(key);
      const row = book.rows.get(key);
      const file = message?.file;
      if (message === undefined || row === undefined || file === undefined) return;
      const size = file.size ?? 0;
      const shown = data === undefined ? url : '';
      const text = fileText(file.name, size, shown);
      const part = {
        name: file.name,
        size,
        type: file.mime,
        url: shown,
        ...(data !== undefined && { data }),
      };
      const x = plainX({ ...(readX(row.x) ?? { v: 1 }), file: part });
      draft.strict = true;
      draft.messages.put(key, {
        ...message,
        text,
        file: { ...file, url, ...(unconfirmed && { unconfirmed }) },
      });
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
    try {
      const message = await this.#options.ground.store.message(key);
      if (message !== undefined) this.#options.views.publishMessages([message]);
    } catch (error) {
      // Only how far it is; the store may have been wiped meanwhile.
      if (!(error instanceof StoreError)) throw error;
    }
  }
}

function failed(message: MessageRow, cause: FailCause): MessageRow {
  return { ...message, state: { kind: 'failed', cause } };
}

function causeOf({ kind }: Failure): FailCause {
  if (kind === 'too-large') return 'upload-too-large';
  if (kind === 'blocked') return 'upload-blocked';
  if (kind === 'unreachable') return 'upload-unreachable';
  return kind === 'cancelled' ? 'cancelled' : 'upload-refused';
}
