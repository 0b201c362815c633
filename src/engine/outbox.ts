// What leaves: texts are stored with their place in the queue, followed on their way, and confirmed by echoes, lists and
// receipts. How they reach the socket is the postman's business.
import { PortError } from '../lib/port.ts';
import { toBase64Url } from '../lib/base64.ts';
import { utf8Length } from '../lib/text-shape.ts';
import type { ConversationId, Fingerprint, MessageId } from '../domain/ids.ts';
import { messageId, messageKey, pageId } from '../domain/message.ts';
import type { SignedFrame } from '../protocol/frame.ts';
import { LIMITS } from '../protocol/limits.ts';
import { plainX, type ReceiptPart, type XPart } from '../protocol/x.ts';
import type { ConversationRow, FileRow, MessageRow, OutboxRow } from '../store/rows.ts';
import { withMessage } from './conversation-rows.ts';
import type { Desk } from './desk.ts';
import type { Draft } from './draft.ts';
import { saysTheSame } from './echo.ts';
import type { OutboxBook } from './outbox-book.ts';
import { confirm, messageIn, setState, type ChangeContext } from './outbox-changes.ts';
import type { Directory, Ground, Ledger, Link, People, Voices } from './parts.ts';
import { personIn } from './person-rows.ts';
import { Postman } from './postman.ts';
import type { SealerOptions } from './sealer.ts';
import { Tracker } from './tracker.ts';
import type { Views } from './views.ts';

export interface OutboxOptions {
  readonly ground: Ground;
  readonly link: Link;
  readonly directory: Directory;
  readonly people: People;
  readonly ledger: Ledger;
  readonly desk: Desk;
  readonly book: OutboxBook;
  readonly views: Views;
  readonly sealer: SealerOptions;
  readonly voices: Voices;
}

/** What is to be sent, and what stands beside it: in `x`, and in the message's row. */
export interface Outgoing {
  readonly text: string;
  readonly file?: FileRow;
  readonly rich?: {
    readonly x: Pick<XPart, 'more'>;
    readonly row: Pick<MessageRow, 'reply' | 'mentions' | 'ttl' | 'card'>;
    /** Stands in front of the text, for other programs only. */
    readonly lead: string;
  };
}

export class Outbox {
  readonly postman: Postman;
  readonly #options: OutboxOptions;
  readonly #context: ChangeContext;
  readonly #tracker: Tracker;
  /** Members of conversations who are all contacts, as stored: that is for good. */
  readonly #friends = new WeakSet<readonly Fingerprint[]>();

  constructor(options: OutboxOptions) {
    this.#options = options;
    const { ground, ledger, book, people } = options;
    const showsX = (person: Fingerprint): boolean => (people.row(person)?.xSeenAt ?? 0) > 0;
    this.#context = { ground, ledger, book, showsX };
    this.#tracker = new Tracker({ ...options, context: this.#context, go: () => this.postman.go() });
    const { confirmations } = this.#tracker;
    this.postman = new Postman({
      ...options,
      showsX,
      confirmations,
      // Whoever is blocked is silent for us, receipts and all.
      isOverdue: (row, person, frame) =>
        people.row(person)?.blockedAt === undefined && this.#tracker.isOverdue(row, person, frame),
    });
    this.#tracker.keepLooking();
  }

  /** What it works with: the same for what is written past it (writing-signs.ts). */
  get parts(): OutboxOptions {
    return this.#options;
  }

  /** Queues a text; it is stored when this answers. Refuses with `empty`, `unknown-conversation` and `blocked`. */
  async sendText(conversation: ConversationId, text: string): Promise<MessageId> {
    if (text.trim() === '') throw new PortError('empty');
    const key = await this.#options.desk.join((draft) => this.queue(draft, conversation, { text }));
    this.go();
    return pageId(key);
  }

  /** Puts an own message at the end of its conversation and in the outbox. Call within `Desk.edit` or `join`; returns its key. */
  queue(draft: Draft, conversation: ConversationId, { text, file, rich }: Outgoing): string {
    const { ground, desk } = this.#options;
    const row = draft.conversations.over(conversation, desk.conversations.get(conversation));
    if (row === undefined) throw new PortError('unknown-conversation');
    this.refuseBlocked(row);
    const id = messageId(toBase64Url(ground.random(16)));
    const isTooLong = utf8Length(text) > LIMITS.textBytes;
    const ttl = row.timer?.value || undefined;
    const timed = ttl === undefined ? undefined : { ttl };
    const message = { ...this.#newMessage(id, conversation, text, file), ...rich?.row, ...timed };
    const shown: MessageRow = isTooLong
      ? { ...message, state: { kind: 'failed', cause: 'too-long' } }
      : message;
    draft.strict = true;
    draft.messages.put(message.key, shown);
    const next = withMessage(row, shown);
    draft.conversations.put(row.id, file === undefined ? { ...next, draft: '' } : next);
    if (isTooLong) return message.key;
    const kind = row.kind === 'square' ? 'public' : 'chat';
    const words = { ...message, text: (rich?.lead ?? '') + text };
    const outgoing = newOutboxRow(words, kind, row.members, {
      v: 1,
      id,
      ...((rich ?? timed) && { more: { ...rich?.x.more, ...timed } }),
    });
    // A file's text goes out when the file has an address.
    draft.outbox.put(message.key, file === undefined ? outgoing : { ...outgoing, message: '' });
    this.#befriendAll(draft, row.members);
    return message.key;
  }

  /** Refuses with `blocked` for a chat with a blocked key alone; in a group such a key still is a member. */
  refuseBlocked(row: ConversationRow | undefined): void {
    if (row?.kind !== 'direct') return;
    if (row.members.some((person) => this.#options.people.row(person)?.blockedAt !== undefined))
      throw new PortError('blocked');
  }

  /** True for the signature of a frame that this run has written. */
  wrote(signature: string): boolean {
    return this.#tracker.confirmations.hasWritten(signature);
  }

  /** True while something is under way that needs neither time nor the server. */
  get isBusy(): boolean {
    return this.#tracker.isBusy || this.postman.isBusy;
  }

  /** Something new lies in the outbox. */
  go(): void {
    this.#tracker.keepLooking();
    this.postman.go();
  }

  /** True when `frame`, received as `raw`, is one of ours that came back: it and all written before it are accepted. */
  isEcho(frame: SignedFrame, raw: string): boolean {
    const known = this.#options.book.bySignature(frame.signatureText);
    if (known === undefined) return false;
    if (known.frame.text !== raw && !saysTheSame(known.frame.text, frame)) return false;
    this.ownSeen(frame.signatureText);
    return true;
  }

  /** As `isEcho`, where the text is the very same: nothing of half a megabyte that we wrote ourselves is parsed again. Its signature. */
  ownSignature(raw: string): string | undefined {
    const signature = raw.slice(raw.lastIndexOf('"', raw.length - 3) + 1, -2);
    if (this.#options.book.bySignature(signature)?.frame.text !== raw) return undefined;
    this.ownSeen(signature);
    return signature;
  }

  /** One of our frames, verified, came back in other words. */
  ownSeen(signature: string): void {
    if (this.#options.book.bySignature(signature) !== undefined) this.#tracker.confirmations.echo(signature);
  }

  /** Takes what a Porchlight says about messages of ours. Call within `Desk.edit`. */
  async receipted(draft: Draft, from: Fingerprint, receipt: ReceiptPart): Promise<void> {
    this.#tracker.answered(from);
    for (const kind of ['delivered', 'read'] as const) {
      for (const id of receipt[kind]) {
        if (await confirm(draft, this.#context, actKey(id), from, kind)) continue;
        const key = messageKey('me', messageId(id));
        if (!(await confirm(draft, this.#context, key, from, kind)))
          await this.#confirmLate(draft, key, from, kind);
      }
    }
  }

  /** The outbox has let go of it: in a direct chat there is only one who can say so. */
  async #confirmLate(
    draft: Draft,
    key: string,
    from: Fingerprint,
    kind: 'delivered' | 'read',
  ): Promise<void> {
    const message = await messageIn(draft, this.#context, key);
    const row = message && this.#options.desk.conversations.get(message.conversation);
    if (row?.kind === 'direct' && row.members[0] === from)
      await setState(draft, this.#context, key, { kind });
  }

  #newMessage(
    id: MessageId,
    conversation: ConversationId,
    text: string,
    file: FileRow | undefined,
  ): MessageRow {
    const { ground, desk } = this.#options;
    return {
      key: messageKey('me', id),
      id,
      seq: desk.nextSeq(),
      conversation,
      author: 'me',
      text,
      at: ground.clock.now(),
      counter: 0,
      signature: '',
      firstFromKey: false,
      file,
      state: { kind: 'queued' },
    };
  }

  /** Whom one writes to is a contact: gets receipts from now on. */
  #befriendAll(draft: Draft, members: readonly Fingerprint[]): void {
    if (this.#friends.has(members)) return;
    const rows = members.map((person) => this.#options.people.row(person));
    if (rows.every((row) => row?.accepted)) this.#friends.add(members);
    else for (const person of members) this.#befriend(draft, person);
  }

  #befriend(draft: Draft, person: Fingerprint): void {
    const row = personIn(draft, this.#options, person, this.#options.ground.clock.now());
    if (row !== undefined && !row.accepted) draft.people.put(person, { ...row, accepted: true });
  }
}

/** Where an act lies in the outbox. */
export const actKey = (id: string): string => `act|${id}`;

/** A row for the outbox, at the place in the order of sending where its message stands. */
export function newOutboxRow(
  { key, seq, conversation, text, at }: Pick<MessageRow, 'key' | 'seq' | 'conversation' | 'text' | 'at'>,
  kind: OutboxRow['kind'],
  recipients: readonly Fingerprint[],
  x: XPart,
): OutboxRow {
  return {
    key,
    seq,
    conversation,
    kind,
    recipients,
    message: text,
    x: plainX(x),
    state: 'queued',
    frames: [],
    queuedAt: at,
    acceptedAt: undefined,
    delivered: [],
    read: [],
    resealed: 0,
  };
}
