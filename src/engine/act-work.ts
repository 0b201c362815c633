// What the pages can do with messages beyond plain texts: answer, name, react, say in other words, take back, pass on.
import { PortError } from '../lib/port.ts';
import { utf8Length } from '../lib/text-shape.ts';
import type { ConversationId, MessageId } from '../domain/ids.ts';
import { pageId } from '../domain/message.ts';
import { isEmoji } from '../protocol/acts.ts';
import { LIMITS } from '../protocol/limits.ts';
import type { ConversationRow, MessageRow } from '../store/rows.ts';
import type { ActsOptions } from './acts.ts';
import { dropWords, type ActSender } from './act-sender.ts';
import { carriedOver } from './carried-mentions.ts';
import { lineOf, standingText } from './conversation-rows.ts';
import type { Draft } from './draft.ts';
import { reword } from './outgoing-text.ts';
import type { ActsApi } from './port/acts.ts';
import type { TextExtras } from './port/messages.ts';
import { mentionParts, refTo } from './references.ts';
import { richText, type RichTextOptions } from './rich-text.ts';
import { byConversation, takeOff } from './taking-out.ts';

export interface ActWorkOptions extends ActsOptions {
  readonly sender: ActSender;
}

export class ActWork implements ActsApi {
  readonly #options: ActWorkOptions;

  constructor(options: ActWorkOptions) {
    this.#options = options;
  }

  /** A text that answers a message or names people. */
  async sendText(conversation: ConversationId, text: string, extras: TextExtras): Promise<MessageId> {
    if (text.trim() === '') throw new PortError('empty');
    const { desk, outbox, self } = this.#options;
    const key = await desk.edit(async (draft) => {
      const row = this.#conversation(conversation);
      const { replyTo } = extras;
      const answered = replyTo === undefined ? undefined : await this.#answered(replyTo, conversation);
      return outbox.queue(draft, conversation, richText(self, row, text, { ...extras, answered }));
    });
    outbox.go();
    return pageId(key);
  }

  async react(message: MessageId, emoji: string): Promise<void> {
    if (emoji !== '' && !isEmoji(emoji)) throw new PortError('bad-emoji');
    await this.#edit(async (draft) => {
      const row = await this.#message(message);
      const mine = row.reactions?.find(({ who }) => who === 'me')?.emoji ?? '';
      if (mine === emoji) return;
      const conversation = this.#understanding(row);
      const to = refTo(this.#options.self, row);
      // Not a word of the message: it may be taken back while this waits for somebody.
      const words = { before: '', text: emoji === '' ? '✖️' : emoji };
      await this.#options.sender.send(draft, conversation, { kind: 'react', to, emoji }, words);
    });
  }

  async edit(message: MessageId, text: string): Promise<void> {
    if (text.trim() === '') throw new PortError('empty');
    if (utf8Length(text) > LIMITS.textBytes) throw new PortError('too-long');
    await this.#edit(async (draft) => {
      const row = await this.#message(message);
      if (row.author !== 'me' || row.file !== undefined) throw new PortError('not-mine');
      if (standingText(row) === text) return;
      const mentions = carriedOver(
        standingText(row),
        text,
        row.edit === undefined ? row.mentions : row.edit.mentions,
      );
      const { self, sender } = this.#options;
      if (this.#isStillHere(row)) return reword({ ...this.#options, draft }, row, text, mentions);
      const at = mentionParts(self, mentions);
      const deed = { kind: 'edit', to: refTo(self, row), ...(at !== undefined && { at }) } as const;
      await sender.send(draft, this.#understanding(row), deed, { before: '✏️ ', text });
    });
  }

  async deleteForAll(messages: readonly MessageId[]): Promise<void> {
    for (const { key } of await this.#own(messages)) await this.#options.files.cancel(pageId(key));
    await this.#edit(async (draft) => {
      const rows = await this.#own(messages);
      const left = rows.filter((row) => !this.#isStillHere(row));
      const waiting = rows.filter((row) => this.#isStillHere(row));
      for (const [chat, some] of byConversation(waiting)) await this.#forget(draft, chat, some);
      for (const [chat, some] of byConversation(left)) await this.#takeBack(draft, chat, some);
    });
  }

  async forward(messages: readonly MessageId[], to: readonly ConversationId[]): Promise<void> {
    const { outbox, files } = this.#options;
    for (const id of to) this.#conversation(id);
    const parcels = await Promise.all(messages.map((id) => this.#parcel(id)));
    for (const id of to) {
      for (const parcel of parcels) {
        if (typeof parcel === 'string') await outbox.sendText(id, parcel);
        else await files.send(id, parcel);
      }
    }
  }

  async #edit(build: (draft: Draft) => Promise<void>): Promise<void> {
    await this.#options.desk.edit(build);
    this.#options.outbox.go();
  }

  /** Nobody else has it: nothing is left of it, nor of what was done to it. */
  async #forget(draft: Draft, chat: ConversationId, rows: readonly MessageRow[]): Promise<void> {
    const { sender, self } = this.#options;
    const to = rows.map((row) => refTo(self, row));
    sender.drop(draft, this.#conversation(chat), { kind: 'delete', to });
    for (const row of rows) dropWords(this.#options, draft, row);
    await takeOff(this.#options, draft, chat, rows);
  }

  /** True for a message that certainly never left this device. */
  #isStillHere({ key, counter }: MessageRow): boolean {
    const row = this.#options.book.rows.get(key);
    return row === undefined ? counter === 0 : row.frames.length === 0;
  }

  /** Those that are here. */
  async #own(messages: readonly MessageId[]): Promise<readonly MessageRow[]> {
    const found = await Promise.all(messages.map((id) => this.#options.ground.store.message(id)));
    const rows = found.filter((row) => row !== undefined).filter(({ deleted }) => !deleted);
    if (rows.some(({ author }) => author !== 'me')) throw new PortError('not-mine');
    return rows;
  }

  async #answered(id: MessageId, conversation: ConversationId): Promise<RichTextOptions['answered']> {
    const row = await this.#message(id);
    if (row.conversation !== conversation) throw new PortError('unknown-message');
    return { row, line: this.#line(row) };
  }

  /** One line of a message, without its author's name: that is nobody's business but the reader's. */
  #line(row: MessageRow): string {
    return this.#options.views.line(row.author, lineOf(row).text) || '…';
  }

  async #takeBack(draft: Draft, chat: ConversationId, rows: readonly MessageRow[]): Promise<void> {
    const { sender, self } = this.#options;
    const conversation = this.#conversation(chat);
    for (let from = 0; from < rows.length; from += LIMITS.takenBack) {
      const to = rows.slice(from, from + LIMITS.takenBack).map((row) => refTo(self, row));
      await sender.send(draft, conversation, { kind: 'delete', to }, { before: '', text: '🗑️' });
    }
  }

  async #parcel(id: MessageId): Promise<string | File> {
    const row = await this.#message(id);
    const { file } = row;
    if (file === undefined) {
      const { text } = this.#options.views.message(row);
      if (utf8Length(text) > LIMITS.textBytes) throw new PortError('too-long');
      return text;
    }
    const blob = file.local ? await this.#options.files.blob(id) : undefined;
    if (blob === undefined) throw new PortError('file-not-here');
    return new File([blob], file.name, { type: blob.type });
  }

  /** A message that is here and was not taken back. */
  async #message(id: MessageId): Promise<MessageRow> {
    const row = await this.#options.ground.store.message(id);
    if (row === undefined || row.deleted) throw new PortError('unknown-message');
    return row;
  }

  #conversation(id: ConversationId): ConversationRow {
    const row = this.#options.desk.conversations.get(id);
    if (row === undefined) throw new PortError('unknown-conversation');
    return row;
  }

  /** The conversation of a message, if an act reaches anybody there. */
  #understanding({ conversation }: MessageRow): ConversationRow {
    const row = this.#conversation(conversation);
    if (!this.#options.sender.isUnderstood(row)) throw new PortError('nobody-understands');
    return row;
  }
}
