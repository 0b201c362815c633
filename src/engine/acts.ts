// Richer messages (PROTOCOL.md rule 5): what stands in `x` beside a text is put into its row, and verified acts go to whoever
// handles their kind. Everything happens within the commit that stores the message. Loads when it is first needed.
import { cardIn } from '../domain/card.ts';
import type { Fingerprint } from '../domain/ids.ts';
import { messageId } from '../domain/message.ts';
import { readRich, type Act, type ActKind, type CardPart, type RichPart } from '../protocol/acts.ts';
import type { CardRow, ConversationRow, MessageRow, PendingRow } from '../store/rows.ts';
import { ActSender } from './act-sender.ts';
import { ActWork } from './act-work.ts';
import type { Handler, Said, Scene } from './acts-scene.ts';
import { messageActs } from './acts-on-messages.ts';
import { peopleActs } from './acts-on-people.ts';
import { talkActs } from './acts-on-talk.ts';
import { takeWaiting } from './acts-pending.ts';
import { emptyConversation } from './conversation-rows.ts';
import type { Conversations } from './conversations.ts';
import type { Desk } from './desk.ts';
import type { Draft } from './draft.ts';
import type { Files } from './files.ts';
import type { Proven } from './inbox.ts';
import type { Outbox } from './outbox.ts';
import type { OutboxBook } from './outbox-book.ts';
import type { Ground, Ledger, People, Self } from './parts.ts';
import type { Receipts } from './receipts.ts';
import { mentionsIn, referenceTo } from './references.ts';
import { RichViews } from './rich-views.ts';
import type { Views } from './views.ts';

export interface ActsOptions {
  readonly ground: Ground;
  readonly self: Self;
  readonly people: People;
  readonly ledger: Ledger;
  readonly desk: Desk;
  readonly book: OutboxBook;
  readonly outbox: Outbox;
  readonly files: Files;
  readonly conversations: Conversations;
  readonly views: Views;
  readonly receipts: Pick<Receipts, 'owe'>;
  /** A frame of ours that was not made here (rule 2). */
  readonly otherDevice: () => void;
  /** Acts that wait for their message, as stored. */
  readonly pending: ReadonlyMap<string, PendingRow>;
}

/** Who handles what: a list of lines (`on`) from each file that knows some kinds. Acts without a line are dropped. */
const HANDLERS: ReadonlyMap<ActKind, Handler> = new Map([messageActs, talkActs, peopleActs].flat());

export class Acts {
  /** Makes acts of ours. */
  readonly sender: ActSender;
  /** What the pages ask for. */
  readonly work: ActWork;
  readonly views: RichViews;
  readonly #options: ActsOptions;

  constructor(options: ActsOptions) {
    this.#options = options;
    const perform = (draft: Draft, act: Act, said: Said): Promise<boolean> => this.#perform(draft, act, said);
    this.sender = new ActSender({ ...options, perform });
    this.work = new ActWork({ ...options, sender: this.sender });
    this.views = new RichViews(options);
  }

  /** What the row of a verified message says beyond its text. Call within `Desk.edit`. */
  async fields(
    draft: Draft,
    one: Proven,
    conversation: ConversationRow,
  ): Promise<Partial<Pick<MessageRow, 'text' | 'reply' | 'mentions' | 'ttl' | 'card'>>> {
    const { re, skip, at, ttl, card: part } = richIn(one);
    const reply = re && (await referenceTo(this.#scene(draft), re, conversation.id));
    const mentions = mentionsIn(this.#options.self, at, conversation);
    const card = part && this.#introduced(part, one);
    return {
      ...(reply !== undefined && { reply }),
      ...(skip !== undefined && { text: one.text.slice(skip) }),
      ...(mentions !== undefined && { mentions }),
      ...(ttl !== undefined && { ttl }),
      ...(card !== undefined && { card }),
    };
  }

  /**
   * False for what is no act. One changes what is there and is no message: nothing is unread by it and nobody is told of it,
   * but its sender gets a receipt. Call within `Desk.edit`.
   */
  async takes(draft: Draft, one: Proven, isOld: boolean): Promise<boolean> {
    const { act, skip } = richIn(one);
    if (act === undefined) return false;
    const { self, desk, receipts, otherDevice } = this.#options;
    const by = one.signer === self.fingerprint ? 'me' : one.signer;
    if (by !== 'me' && one.x?.id !== undefined) receipts.owe(draft, by, messageId(one.x.id), 'delivered');
    const empty = await emptyConversation(self.fingerprint, one.people);
    if (empty === undefined) return true;
    const said: Said = {
      key: `${by}|${one.x?.id ?? one.signature}`,
      by,
      counter: counterOf(one, act),
      conversation: draft.conversations.over(empty.id, desk.conversations.get(empty.id)) ?? empty,
      text: one.text.slice(skip ?? 0),
      isStranger: by !== 'me' && !this.#isAccepted(draft, by),
      isOld,
    };
    const isNew = await this.#perform(draft, act, said);
    if (by === 'me' && isNew) otherDevice();
    return true;
  }

  /** A message has been put into the draft: what waited for it is done now. The row as it is then. */
  async settle(draft: Draft, message: MessageRow): Promise<MessageRow> {
    const scene = this.#scene(draft);
    const { desk } = this.#options;
    const conversation = draft.conversations.over(
      message.conversation,
      desk.conversations.get(message.conversation),
    );
    if (conversation === undefined) return message;
    for (const { act, said } of takeWaiting(scene, message, conversation))
      await this.#perform(draft, act, said);
    return draft.messages.over(message.key, message) ?? message;
  }

  async #perform(draft: Draft, act: Act, said: Said): Promise<boolean> {
    return (await HANDLERS.get(act.kind)?.(this.#scene(draft), act, said)) === true;
  }

  /** Nobody is introduced to themselves, or by themselves. */
  #introduced({ s, f, n, ok }: CardPart, { signer }: Proven): CardRow | undefined {
    const card = cardIn({ s, f, n });
    const { fingerprint } = this.#options.self;
    if (card === undefined || card.fingerprint === fingerprint || card.fingerprint === signer)
      return undefined;
    return { ...card, checked: ok === true };
  }

  #scene(draft: Draft): Scene {
    return { ...this.#options, draft };
  }

  #isAccepted(draft: Draft, person: Fingerprint): boolean {
    return draft.people.over(person, this.#options.people.row(person))?.accepted === true;
  }
}

const richIn = ({ x, text }: Proven): RichPart => (x?.more === undefined ? {} : readRich(x.more, text));

export const createActs = (options: ActsOptions): Acts => new Acts(options);

/** `n` cannot be later than the frame that says so. Where the signature does not cover the frame's counter, `n` is all there is. */
function counterOf({ counter, isCounted }: Proven, { n }: Act): number {
  return isCounted ? Math.min(n ?? counter, counter) : (n ?? 0);
}
