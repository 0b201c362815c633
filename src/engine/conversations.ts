// Conversations as the pages use them: opening, reading, drafts and removing.
import { PortError } from '../lib/port.ts';
import { MEMBERS_MAX, SQUARE } from '../domain/conversation.ts';
import type { ConversationId, Fingerprint } from '../domain/ids.ts';
import type { ConversationRow } from '../store/rows.ts';
import { emptyConversation, emptySquare } from './conversation-rows.ts';
import type { Desk } from './desk.ts';
import type { Draft } from './draft.ts';
import type { Directory, Ground, People, Self } from './parts.ts';
import { reading } from './later.ts';
import { pageOf } from './pages.ts';
import type { ConversationView, MessagePage, Place } from './port/messages.ts';
import type { Receipts } from './receipts.ts';
import type { Views } from './views.ts';

export interface ConversationsOptions {
  readonly ground: Ground;
  readonly self: Self;
  readonly directory: Directory;
  readonly people: People;
  readonly desk: Desk;
  readonly views: Views;
  readonly receipts: Pick<Receipts, 'owe'>;
}

/** Messages in one answer. */
const PAGE = 200;
/** Conversations whose last own line is looked up at the start. */
const RECENT = 200;
const DRAFT_CHARACTERS = 64 * 1024;

export class Conversations {
  readonly #options: ConversationsOptions;

  constructor(options: ConversationsOptions) {
    this.#options = options;
  }

  /** Reads how the last own lines stand; once, before the first `views`. */
  async load(): Promise<void> {
    const { desk, ground, views } = this.#options;
    const own = [...desk.conversations.values()].filter((row) => row.lastLine?.author === 'me');
    const recent = own.sort((a, b) => b.lastSeq - a.lastSeq).slice(0, RECENT);
    const keys = recent.map((row) => `me|${row.lastMessage ?? ''}`);
    for (const row of await Promise.all(keys.map((key) => ground.store.message(key)))) {
      if (row !== undefined) views.noteState(row);
    }
  }

  views(): readonly ConversationView[] {
    return [...this.#options.desk.conversations.values()].map((row) => this.#options.views.conversation(row));
  }

  has(id: ConversationId): boolean {
    return this.#options.desk.conversations.has(id);
  }

  /** The square exists from the first time one has joined. */
  async ensureSquare(): Promise<void> {
    if (!this.has(SQUARE)) await this.#open(emptySquare());
  }

  /** Refuses with `unknown-person` for a key that was never listed here. */
  async openDirect(person: Fingerprint): Promise<ConversationId> {
    return this.#openFor([person]);
  }

  /** Refuses with `unknown-person`, `nobody` and `too-many` (1,024 with ourselves). */
  async openGroup(people: readonly Fingerprint[]): Promise<ConversationId> {
    if (people.length === 0) throw new PortError('nobody');
    return this.#openFor(people);
  }

  async messages(conversation: ConversationId, place: Place, limit: number): Promise<MessagePage> {
    const { ground, views } = this.#options;
    const page = await pageOf(ground.store, conversation, place, Math.min(Math.max(limit, 1), PAGE));
    await views.prepare(page.rows);
    const { hasOlder, hasNewer } = page;
    return { messages: page.rows.map((row) => views.message(row)), hasOlder, hasNewer };
  }

  /** Everything up to `upToSeq` was on the screen; tells their Porchlights when one wants that told. */
  async markRead(conversation: ConversationId, upToSeq: number): Promise<void> {
    this.#row(conversation);
    const { markRead } = await reading();
    await markRead(this.#options, conversation, upToSeq);
  }

  async setDraft(conversation: ConversationId, text: string): Promise<void> {
    await this.#options.desk.join((draft) => {
      const row = this.#row(conversation, draft);
      const kept = text.slice(0, DRAFT_CHARACTERS);
      if (kept !== row.draft) draft.conversations.put(row.id, { ...row, draft: kept });
    });
  }

  async #openFor(people: readonly Fingerprint[]): Promise<ConversationId> {
    const { self, directory } = this.#options;
    const stranger = people.some(
      (person) =>
        person !== self.fingerprint &&
        directory.lookup(person) === undefined &&
        this.#options.people.row(person) === undefined,
    );
    if (stranger) throw new PortError('unknown-person');
    const row = await emptyConversation(self.fingerprint, people);
    if (row === undefined) throw new PortError('too-many', `more than ${MEMBERS_MAX} members`);
    await this.#open(row);
    return row.id;
  }

  async #open(empty: ConversationRow): Promise<void> {
    await this.#options.desk.edit((draft) => {
      const row = this.#options.desk.conversations.get(empty.id);
      if (row === undefined) draft.conversations.put(empty.id, empty);
      // An empty one that was put away is wanted again.
      else if (row.archived === true && row.lastMessage === undefined)
        draft.conversations.put(row.id, { ...row, archived: false });
    });
  }

  #row(id: ConversationId, draft?: Draft): ConversationRow {
    const stored = this.#options.desk.conversations.get(id);
    const row = draft === undefined ? stored : draft.conversations.over(id, stored);
    if (row === undefined) throw new PortError('unknown-conversation');
    return row;
  }
}
