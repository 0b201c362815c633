// Rows as the pages see them, and the events that carry them. What lasts is in the rows; progress of transfers is here.
import { unescaped, unescapedLine } from '../domain/escaped-text.ts';
import { pageId, type AuthorKey } from '../domain/message.ts';
import type { SendState } from '../domain/delivery.ts';
import type { ConversationId, Fingerprint } from '../domain/ids.ts';
import type { FileUrlVerdict } from '../protocol/file-url.ts';
import type { ConversationRow, FileRow, MessageRow } from '../store/rows.ts';
import type { Desk } from './desk.ts';
import type { Draft } from './draft.ts';
import { isRequest, standingText } from './conversation-rows.ts';
import { fileTrust, fileTrustNow } from './later.ts';
import { isNowhere } from './nowhere.ts';
import type { Ground } from './parts.ts';
import type { ConversationView, MessageView } from './port/messages.ts';
import type { RichViews } from './rich-views.ts';
import type { FileState, FileView } from './port/files.ts';
import type { ServerRef } from './port/connection.ts';

/** What the views must know of people. */
export interface ViewFacts {
  /** Their program escapes what they type (escaped-text.ts). */
  readonly escapesText: (person: Fingerprint) => boolean;
  /** Their key has been listed at some time. */
  readonly hasKey: (person: Fingerprint) => boolean;
  /** Written to or named by me. */
  readonly isKnown: (person: Fingerprint) => boolean;
  readonly isBlocked: (person: Fingerprint) => boolean;
  /** Whom an own message waits for, though it went out to others. */
  readonly absent: (key: string) => readonly Fingerprint[];
}

/** What shows the richer parts of messages; loaded when there are some (acts-door.ts). */
export interface RichDoor {
  /** Undefined before it was opened. */
  readonly views: Pick<RichViews, 'view' | 'stored'> | undefined;
  /** False: the row is published a little later, when what it takes is here. */
  isReady(row: MessageRow): boolean;
  /** Loads it, and what these rows refer to. Never rejects: without it the plain text stands. */
  prepare(rows: readonly MessageRow[]): Promise<void>;
}

export class Views {
  /** Where up- and downloads stand, by message key; only while they run or after they failed. */
  readonly transfers = new Map<string, FileState>();
  readonly #ground: Ground;
  readonly #desk: Desk;
  readonly #server: () => ServerRef | undefined;
  readonly #facts: ViewFacts;
  readonly #rich: RichDoor;
  /** State of the last line of a conversation, where that line is ours. */
  readonly #lastStates = new Map<
    ConversationId,
    { readonly seq: number; readonly state: SendState | undefined }
  >();

  constructor(
    ground: Ground,
    desk: Desk,
    server: () => ServerRef | undefined,
    facts: ViewFacts,
    rich: RichDoor,
  ) {
    this.#ground = ground;
    this.#desk = desk;
    this.#server = server;
    this.#facts = facts;
    this.#rich = rich;
  }

  /** What `message` cannot do without for these. */
  async prepare(rows: readonly MessageRow[]): Promise<void> {
    if (rows.some(({ file }) => file !== undefined)) await fileTrust();
    const rich = rows.filter(isRich);
    if (rich.length > 0) await this.#rich.prepare(rich);
  }

  /** Tells the pages what a commit has changed; `turned`: who is, or is not, known or blocked since then. */
  stored(draft: Draft, turned: ReadonlySet<Fingerprint> = new Set()): void {
    const puts = [...draft.messages.puts.values()];
    const messages = puts.filter((row) => !isNowhere(row));
    const emptied = puts.filter(isNowhere).map(({ key }) => key);
    for (const row of messages) this.noteState(row);
    this.#rich.views?.stored(draft);
    this.publishMessages(messages, [...draft.messages.gone, ...emptied]);
    const { gone } = draft.conversations;
    const touched = new Map(draft.conversations.puts);
    for (const { conversation, seq, author } of messages) {
      const row = this.#desk.conversations.get(conversation);
      if (author === 'me' && row?.lastSeq === seq) touched.set(conversation, row);
    }
    if (turned.size > 0)
      for (const row of this.#desk.conversations.values())
        if (row.members.some((person) => turned.has(person))) touched.set(row.id, row);
    if (touched.size + gone.size === 0) return;
    const upsert = [...touched.values()].map((row) => this.conversation(row));
    this.#ground.publish({ type: 'conversations', upsert, removed: [...gone] });
  }

  publishMessages(rows: readonly MessageRow[], removed: readonly string[] = []): void {
    this.publishNow(
      rows.filter((row) => !isRich(row) || this.#rich.isReady(row)),
      removed,
    );
  }

  /** Without a look at what else there is to be said of them. */
  publishNow(rows: readonly MessageRow[], removed: readonly string[] = []): void {
    if (rows.length + removed.length === 0) return;
    const upsert = rows.map((row) => this.message(row));
    this.#ground.publish({ type: 'messages', upsert, removed: removed.map(pageId) });
  }

  /** Remembers how the latest own message of a chat stands, for the list of chats. */
  noteState({ author, conversation, seq, state, notice }: MessageRow): void {
    if (notice !== undefined) return;
    const known = this.#lastStates.get(conversation);
    if (author === 'me' && (known === undefined || known.seq <= seq)) {
      this.#lastStates.set(conversation, { seq, state });
    }
  }

  /** The latest own message was removed. */
  forgetState(conversation: ConversationId): void {
    this.#lastStates.delete(conversation);
  }

  conversation(row: ConversationRow): ConversationView {
    const { id, kind, members, unread, draft, held, lastLine, lastSeq } = row;
    const state = lastLine?.author === 'me' ? this.#shown(this.#lastStates.get(id)?.state) : undefined;
    const last = lastLine && {
      ...lastLine,
      text: this.line(lastLine.author, lastLine.text),
      state,
    };
    const { readUpTo, pinned, archived, mutedUntil, mentions, title, timer } = row;
    return {
      id,
      kind,
      members,
      unread,
      draft,
      held,
      last,
      lastSeq,
      readUpTo,
      pinned,
      archived: archived === true,
      mutedUntil,
      mentions: mentions ?? 0,
      title: title?.value || undefined,
      timer: timer?.value ?? 0,
      request: isRequest(row, this.#facts.isKnown),
      blocked: kind === 'direct' && members.some(this.#facts.isBlocked),
    };
  }

  message(row: MessageRow): MessageView {
    const { seq, conversation, author, at, firstFromKey } = row;
    const text = this.text(row);
    const file = row.file && this.#file(row, row.file);
    const state = this.#shown(row.state);
    const unreached = author === 'me' ? this.#unreached(conversation) : 0;
    const view = { id: pageId(row.key), seq, conversation, author, text, at, firstFromKey, file, state };
    const waitsFor = author === 'me' ? this.#facts.absent(row.key).filter(this.#facts.hasKey) : [];
    const rich = isRich(row) ? this.#rich.views?.view(row) : undefined;
    return {
      ...view,
      ...(unreached > 0 && { unreached }),
      ...(waitsFor.length > 0 && { waitsFor }),
      ...rich,
    };
  }

  /** What it says now, as its author meant it. */
  text(row: MessageRow): string {
    const text = standingText(row);
    return this.#isEscaped(row.author) ? unescaped(text) : text;
  }

  /** One line of somebody's words as they meant them. */
  line(author: AuthorKey, text: string): string {
    return this.#isEscaped(author) ? unescapedLine(text) : text;
  }

  #unreached(conversation: ConversationId): number {
    const row = this.#desk.conversations.get(conversation);
    return row?.kind === 'group' ? row.members.filter((person) => !this.#facts.hasKey(person)).length : 0;
  }

  #isEscaped(author: AuthorKey): boolean {
    return author !== 'me' && this.#facts.escapesText(author);
  }

  /** "Delivered" and "read" are shown only to those who show them. */
  #shown(state: SendState | undefined): SendState | undefined {
    const isReceipt = state?.kind === 'delivered' || state?.kind === 'read';
    return isReceipt && !this.#ground.preferences().receipts ? { kind: 'accepted' } : state;
  }

  #file({ key, state }: MessageRow, row: FileRow): FileView {
    const server = this.#server();
    // Who cannot judge an address refuses it; `Conversations.messages` waits until that part is here.
    const judge =
      fileTrustNow()?.judgeFileUrl ?? ((): FileUrlVerdict => ({ kind: 'refused', reason: 'malformed' }));
    const verdict = row.url === '' || server === undefined ? undefined : judge(row.url, server);
    const { name, size, width, height } = row;
    return {
      name,
      size,
      width,
      height,
      ...(row.unconfirmed && { unconfirmed: row.unconfirmed }),
      type: width === undefined ? 'other' : 'image',
      host: verdict === undefined || verdict.kind === 'refused' ? '' : verdict.host,
      state: this.transfers.get(key) ?? restingState(row, verdict?.kind, state),
    };
  }
}

/** True for what rich-views.ts has a word to say about. */
function isRich({ reply, mentions, reactions, edit, deleted, ttl, notice, imported }: MessageRow): boolean {
  return (reply ?? mentions ?? reactions ?? edit ?? deleted ?? ttl ?? notice ?? imported) !== undefined;
}

/** Where a file lies when nothing moves. Without a server to compare with, another host must be assumed. */
function restingState(
  row: FileRow,
  verdict: 'ok' | 'confirm' | 'refused' | undefined,
  state: SendState | undefined,
): FileState {
  if (row.local && row.url !== '') return { kind: 'local' };
  const cause = state?.kind === 'failed' ? state.cause : 'upload-unreachable';
  if (row.local) return { kind: 'upload-failed', cause, status: undefined, limit: undefined };
  if (row.gone) return { kind: 'gone' };
  if (verdict === 'ok') return { kind: 'remote', confirm: 'none' };
  return { kind: 'remote', confirm: verdict === 'refused' ? 'refused' : 'other-host' };
}
