// Files as the rest of the engine sees them: what is unfinished is known at once, the work itself (file-work.ts) loads
// when there is some.
import type { ConversationId, MessageId } from '../domain/ids.ts';
import { isUnfinishedFile } from './due.ts';
import type { FileWork, FileWorkOptions } from './file-work.ts';
import { fileWork } from './later.ts';

export class Files {
  readonly #options: FileWorkOptions;
  #work: FileWork | undefined;

  constructor(options: FileWorkOptions) {
    this.#options = options;
    for (const key of this.#unfinished())
      options.views.transfers.set(key, { kind: 'uploading', sent: 0, total: 1 });
    options.link.onJoined(() => {
      if (this.#unfinished().length > 0) void this.#resume();
    });
  }

  /** Answers when message and bytes are stored. Refuses with `empty` and `unknown-conversation`. */
  async send(conversation: ConversationId, file: File): Promise<MessageId> {
    return (await this.#loaded()).sender.send(conversation, file);
  }

  /** True while the file of this message is not up yet: its retry is ours. */
  isUnfinished(key: string): boolean {
    const row = this.#options.book.rows.get(key);
    return row !== undefined && isUnfinishedFile(row);
  }

  async retry(key: string): Promise<void> {
    await (await this.#loaded()).sender.retry(key);
  }

  /** Ends what is under way for this message, in either direction. An upload says so and can be tried again. */
  async cancel(id: MessageId): Promise<void> {
    if (this.#work?.fetcher.cancel(id) === true) return;
    if (!this.isUnfinished(id)) return;
    const { sender } = await this.#loaded();
    if (this.isUnfinished(id)) await sender.cancel(id);
  }

  async download(id: MessageId, isConfirmed: boolean): Promise<void> {
    await (await this.#loaded()).fetcher.download(id, isConfirmed);
  }

  /** The bytes of a file that is here; an image type only for checked images. */
  async blob(id: MessageId): Promise<Blob | undefined> {
    return (await this.#loaded()).fetcher.blob(id);
  }

  async #resume(): Promise<void> {
    try {
      const { sender } = await this.#loaded();
      for (const key of this.#unfinished()) sender.resume(key);
    } catch (error) {
      // The part did not load: after the next joining it is tried again.
      if (!(error instanceof Error)) throw error;
    }
  }

  #unfinished(): string[] {
    const rows = [...this.#options.book.rows.values()];
    return rows.filter((row) => isUnfinishedFile(row) && row.state === 'queued').map(({ key }) => key);
  }

  async #loaded(): Promise<FileWork> {
    const { makeFileWork } = await fileWork();
    this.#work ??= makeFileWork(this.#options);
    return this.#work;
  }
}
