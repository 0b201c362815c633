// Steps 5 and 6 of PROTOCOL.md rule 1: proven messages are compared with the counters, stored with them in one
// transaction, and then shown. What is proven but old is held back visibly (rule 3).
import type { Fingerprint } from '../domain/ids.ts';
import { messageId, messageKey } from '../domain/message.ts';
import { nameInHello } from '../lib/hello-post.ts';
import type { ReceiptPart } from '../protocol/x.ts';
import type { ConversationRow, MessageRow } from '../store/rows.ts';
import type { Acts } from './acts.ts';
import type { ActsDoor } from './acts-door.ts';
import type { Arrivals } from './arrivals.ts';
import { begun, emptyConversation, emptySquare, vouched, withMessage } from './conversation-rows.ts';
import type { InsideFile } from './inside-file.ts';
import type { Desk } from './desk.ts';
import type { Draft } from './draft.ts';
import type { Proven } from './inbox.ts';
import { ownPostSignatures } from './own-posts.ts';
import type { Directory, Ground, Ledger, People, Self } from './parts.ts';
import { afterHearing, personIn } from './person-rows.ts';
import type { Receipts } from './receipts.ts';
import { filesInside, idOf, isReceiptOnly, remoteFile } from './received.ts';

export interface ShelfOptions {
  readonly ground: Ground;
  readonly self: Self;
  readonly desk: Desk;
  readonly directory: Directory;
  readonly people: People;
  readonly ledger: Ledger;
  readonly arrivals: Arrivals;
  readonly door: ActsDoor;
  /** Receipts that somebody sent for messages of ours; may change the draft. */
  readonly receipted: (draft: Draft, from: Fingerprint, receipt: ReceiptPart) => Promise<void>;
  /** Notes a receipt that we owe. */
  readonly owe: Receipts['owe'];
  /** A frame of ours that is not in the outbox: another device has our key (rule 2). */
  readonly otherDevice: () => void;
  /** A frame of ours came back in other words than it was sent in. */
  readonly ownSeen: (signature: string) => void;
  /** A message of a blocked key was let go, and counted. */
  readonly blocked: () => void;
  /** Unread messages of a stranger beyond the budget are dropped and counted (T30). */
  readonly overBudget: () => void;
}

/** Unread messages that somebody who was never written to may pile up in one conversation. */
const STRANGER_UNREAD = 5000;
/** The same for messages that bring a file along. */
const STRANGER_FILES = 20;
/** And for those that are held back. */
const STRANGER_HELD = 200;

/** What is known while one batch is being stored. */
interface Batch {
  readonly draft: Draft;
  /** Highest counter accepted from each signer, this batch included; absent: never heard. */
  readonly heard: Map<Fingerprint, number>;
  /** Keys of messages that are stored already. */
  readonly stored: ReadonlySet<string>;
  readonly files: ReadonlyMap<Proven, InsideFile>;
  /** Here whenever a message needs it. */
  readonly acts: Acts | undefined;
}

export class Shelf {
  readonly #options: ShelfOptions;

  constructor(options: ShelfOptions) {
    this.#options = options;
  }

  /**
   * Stores a batch in one transaction. Throws `StoreError` and `DeskConflict`; then nothing was stored.
   * @param isBare Without the files inside the messages.
   */
  async store(messages: readonly Proven[], isBare = false): Promise<void> {
    const { desk, ground, directory } = this.#options;
    const files = isBare ? new Map<Proven, InsideFile>() : await filesInside(messages);
    await desk.edit(async (draft) => {
      const signers = [...new Set(messages.map((one) => one.signer))];
      const keys = messages.map((one) => this.#keyOf(one));
      const [known, present, own] = await Promise.all([
        ground.store.heard(signers),
        ground.store.hasMessages(keys),
        this.#ownPosts(messages),
      ]);
      const stored = new Set([...present, ...own]);
      const heard = new Map(known);
      const acts = this.#options.door.now;
      for (const one of messages) await this.#put({ draft, heard, stored, files, acts }, one);
    });
    for (const { signer } of messages) directory.heard(signer);
  }

  /** Keys of what we said in the square from here ourselves; hardly ever asked for, the outbox knows its echoes. */
  async #ownPosts(messages: readonly Proven[]): Promise<readonly string[]> {
    const { self, ground } = this.#options;
    const posts = messages.filter(({ kind, signer }) => kind === 'public' && signer === self.fingerprint);
    if (posts.length === 0) return [];
    const signatures = await ownPostSignatures(ground.store);
    return posts.filter(({ signature }) => signatures.has(signature)).map((one) => this.#keyOf(one));
  }

  async #put(batch: Batch, one: Proven): Promise<void> {
    if (one.signer === this.#options.self.fingerprint) return this.#putOwn(batch, one);
    const { arrivals, people } = this.#options;
    const heard = batch.heard.get(one.signer);
    const isOld = one.isCounted && one.counter <= arrivals.limit(one.signer, one.arrival, heard ?? -1);
    if (!isOld) {
      if (one.isCounted) arrivals.accepted(one.signer, one.arrival, one.counter, heard ?? -1);
      if (one.isCounted && one.counter > (heard ?? -1)) {
        batch.draft.hear.push({ fingerprint: one.signer, counter: one.counter });
        batch.heard.set(one.signer, one.counter);
      }
    }
    // Its number counts, and nothing else of it.
    if (batch.draft.people.over(one.signer, people.row(one.signer))?.blockedAt !== undefined)
      return this.#options.blocked();
    if (!isOld) {
      this.#hear(batch.draft, one);
      if (one.x?.receipt !== undefined) await this.#options.receipted(batch.draft, one.signer, one.x.receipt);
      if (isReceiptOnly(one)) return;
    }
    // Of acts the later one wins, whenever it comes.
    if (await batch.acts?.takes(batch.draft, one, isOld)) return;
    if (isOld) return this.#hold(batch, one);
    this.#owe(batch.draft, one);
    const isKnown = heard !== undefined || (!one.isCounted && people.row(one.signer)?.habits !== undefined);
    if (!this.#isStored(batch, one)) await this.#show(batch, one, !isKnown);
  }

  /** An own signer never notifies and makes no contact; what is not stored here yet came from another device (T12). */
  async #putOwn(batch: Batch, one: Proven): Promise<void> {
    const { ledger, self } = this.#options;
    ledger.noteAccepted(one.counter);
    batch.draft.ledger = ledger.row();
    this.#options.ownSeen(one.signature);
    const isLoopBack = one.kind === 'chat' && one.people.length === 1 && one.x?.id === undefined;
    if (this.#isStored(batch, one) || isReceiptOnly(one)) return;
    // A note to ourselves: copies of our own are caught before (loop-back.ts), so another device has looked around.
    if (isLoopBack) return this.#options.otherDevice();
    if (await batch.acts?.takes(batch.draft, one, false)) return;
    this.#options.otherDevice();
    const others = one.people.filter((person) => person !== self.fingerprint);
    for (const person of others) this.#accept(batch.draft, person);
    await this.#show(batch, one, false);
  }

  /** Proven but old: a copy of what is stored vanishes, anything else waits for the user's word (rule 3, T11). */
  async #hold(batch: Batch, one: Proven): Promise<void> {
    if (this.#isStored(batch, one) || isReceiptOnly(one)) return;
    const row = await this.#conversation(batch.draft, one);
    if (row === undefined) return;
    const file = batch.files.get(one);
    const budget = file === undefined ? STRANGER_HELD : STRANGER_FILES;
    if (row.held >= budget && !this.#isAccepted(batch.draft, one.signer)) return this.#options.overBudget();
    const key = `${one.signer}|${one.signature}`;
    const held =
      batch.draft.held.puts.has(key) ||
      (await this.#options.ground.store.held(row.id)).some((r) => r.key === key);
    if (held) return;
    const message = await this.#messageRow(batch, one, row, false);
    const heldAt = this.#options.ground.clock.now();
    batch.draft.held.put(key, { key, message, heldAt, ...(file !== undefined && { blob: file.blob }) });
    batch.draft.heldMore += 1;
    batch.draft.conversations.put(row.id, { ...row, held: row.held + 1 });
  }

  async #show(batch: Batch, one: Proven, isFirst: boolean): Promise<void> {
    const { draft, files, acts } = batch;
    const row = await this.#conversation(draft, one);
    if (row === undefined) return;
    const file = files.get(one);
    const budget = file === undefined ? STRANGER_UNREAD : STRANGER_FILES;
    if (row.unread >= budget && !this.#isAccepted(draft, one.signer)) return this.#options.overBudget();
    const put = await this.#messageRow(batch, one, row, isFirst);
    draft.messages.put(put.key, put);
    const message = (await acts?.settle(draft, put)) ?? put;
    if (file !== undefined && !message.deleted)
      draft.blobs.put(message.key, { key: message.key, blob: file.blob });
    draft.conversations.put(row.id, withMessage(row, message));
  }

  async #messageRow(
    { draft, files, acts }: Batch,
    one: Proven,
    conversation: ConversationRow,
    firstFromKey: boolean,
  ): Promise<MessageRow> {
    const file = files.get(one)?.row ?? (one.x?.file && remoteFile(one.x.file));
    const { ground, desk, self } = this.#options;
    const author = one.signer === self.fingerprint ? 'me' : one.signer;
    const row: MessageRow = {
      key: this.#keyOf(one),
      id: idOf(one),
      seq: desk.nextSeq(),
      conversation: conversation.id,
      author,
      text: one.text,
      at: ground.clock.now(),
      counter: one.counter,
      signature: one.signature,
      firstFromKey,
      file,
      state: author === 'me' ? { kind: 'accepted' } : undefined,
      ...(await acts?.fields(draft, one, conversation)),
    };
    // Of our other device: sent already.
    return author === 'me' ? begun(row, row.at) : row;
  }

  async #conversation(draft: Draft, one: Proven): Promise<ConversationRow | undefined> {
    const { desk, self } = this.#options;
    const empty =
      one.kind === 'public' ? emptySquare() : await emptyConversation(self.fingerprint, one.people);
    if (empty === undefined) return undefined;
    const row = draft.conversations.over(empty.id, desk.conversations.get(empty.id));
    const isKnown = one.signer === self.fingerprint || this.#isAccepted(draft, one.signer);
    if (empty.kind !== 'group' || isKnown === (row?.ofStrangers !== true)) return row ?? empty;
    if (isKnown) return vouched(row ?? empty);
    return row ?? { ...empty, ofStrangers: true };
  }

  /** What the message tells about its sender. */
  #hear(draft: Draft, one: Proven): void {
    const now = this.#options.ground.clock.now();
    const row = personIn(draft, this.#options, one.signer, now);
    if (row === undefined) return;
    const heard = afterHearing(row, one, now);
    if (one.kind !== 'public') return draft.people.put(one.signer, heard);
    const claimed = nameInHello(one.text) || heard.claimed;
    draft.people.put(one.signer, { ...heard, claimed, saidHello: true });
  }

  #accept(draft: Draft, person: Fingerprint): void {
    const row = personIn(draft, this.#options, person, this.#options.ground.clock.now());
    if (row !== undefined) draft.people.put(person, { ...row, accepted: true });
  }

  #isAccepted(draft: Draft, person: Fingerprint): boolean {
    return draft.people.over(person, this.#options.people.row(person))?.accepted === true;
  }

  /** A transport receipt, also for a copy: its sender sends again because the first one was lost. */
  #owe(draft: Draft, one: Proven): void {
    if (one.x?.id === undefined) return;
    this.#options.owe(draft, one.signer, messageId(one.x.id), 'delivered');
  }

  #isStored({ draft, stored }: Batch, one: Proven): boolean {
    const key = this.#keyOf(one);
    return stored.has(key) || draft.messages.puts.has(key);
  }

  #keyOf(one: Proven): string {
    return messageKey(one.signer === this.#options.self.fingerprint ? 'me' : one.signer, idOf(one));
  }
}
