// Acts of ours: done here at once, and queued for those in the conversation who understand them, sealed, stored, sent again
// and confirmed like messages (PROTOCOL.md rules 5 and 9). A later act takes the place of an earlier one that still waits.
import { toBase64Url } from '../lib/base64.ts';
import { plainRich, readRich, type Act, type Deed, type Ref, type RichPart } from '../protocol/acts.ts';
import { readX } from '../protocol/x.ts';
import type { ConversationRow, MessageRow, OutboxRow } from '../store/rows.ts';
import type { ActsOptions } from './acts.ts';
import type { Said } from './acts-scene.ts';
import type { Draft } from './draft.ts';
import { actKey, newOutboxRow } from './outbox.ts';
import { dropQuotes } from './outgoing-text.ts';

export interface ActSenderOptions extends ActsOptions {
  readonly perform: (draft: Draft, act: Act, said: Said) => Promise<boolean>;
}
/** What an act says to the eye, should a program show it after all: `text` is its words, `before` stands in front of them. */
export interface Spoken {
  readonly before: string;
  readonly text: string;
}

export class ActSender {
  readonly #options: ActSenderOptions;

  constructor(options: ActSenderOptions) {
    this.#options = options;
  }

  /** Whether an act in this conversation would reach anybody. A note to oneself reaches our other devices. */
  isUnderstood({ kind, members }: ConversationRow): boolean {
    if (kind === 'square') return false;
    return members.length === 0 || members.some((person) => this.#showsX(person));
  }

  /**
   * Does it here, and queues it for those who understand it, if there are any. Call within `Desk.edit`, and `Outbox.go`
   * when that is stored.
   */
  async send(
    draft: Draft,
    conversation: ConversationRow,
    deed: Deed,
    { before, text }: Spoken,
  ): Promise<void> {
    const { ground, ledger } = this.#options;
    this.#options.outbox.refuseBlocked(conversation);
    const id = toBase64Url(ground.random(16));
    const counter = ledger.nextFrame();
    const act: Act = { ...deed, n: counter };
    draft.strict = true;
    draft.ledger = ledger.row();
    this.drop(draft, conversation, deed);
    if (this.isUnderstood(conversation)) {
      const skip = before.length;
      const rich: RichPart = { ...(skip > 0 && { skip }), act };
      this.#queue(draft, conversation, { id, message: before + text, rich });
    }
    const said = { key: `me|${id}`, by: 'me', counter, conversation, text } as const;
    await this.#options.perform(draft, act, { ...said, isStranger: false, isOld: false });
  }

  /** Acts of ours that `deed` makes idle, and that still wait, do not go out. */
  drop(draft: Draft, conversation: ConversationRow, deed: Deed): void {
    for (const row of this.#overtaken(draft, conversation, deed)) draft.outbox.remove(row.key);
  }

  #queue(
    draft: Draft,
    { id: conversation, members }: ConversationRow,
    { id, message, rich }: { readonly id: string; readonly message: string; readonly rich: RichPart },
  ): void {
    const { ground, desk } = this.#options;
    const recipients = members.filter((person) => this.#showsX(person));
    const place = {
      key: actKey(id),
      seq: desk.nextSeq(),
      conversation,
      text: message,
      at: ground.clock.now(),
    };
    const row = newOutboxRow(place, 'act', recipients, { v: 1, id, more: plainRich(rich) });
    const isAll = recipients.length === members.length;
    draft.outbox.put(row.key, isAll ? row : { ...row, everybody: members });
  }

  #overtaken(draft: Draft, conversation: ConversationRow, deed: Deed): readonly OutboxRow[] {
    const { book } = this.#options;
    const places = placesOf(deed);
    const keys = new Set([...book.rows.keys(), ...draft.outbox.puts.keys()]);
    return [...keys].flatMap((key) => {
      const row = draft.outbox.over(key, book.rows.get(key));
      if (row?.kind !== 'act' || row.conversation !== conversation.id) return [];
      const act = actIn(row);
      return act !== undefined && places.includes(placeOf(act)) ? [row] : [];
    });
  }

  #showsX(person: OutboxRow['recipients'][number]): boolean {
    return (this.#options.people.row(person)?.xSeenAt ?? 0) > 0;
  }
}

/** A message is gone: what would still say its words to others does not go out, and answers leave its line away. */
export function dropWords(
  { book, self }: Pick<ActsOptions, 'book' | 'self'>,
  draft: Draft,
  message: MessageRow,
): void {
  for (const row of book.rows.values()) {
    const act = row.kind === 'act' ? actIn(row) : undefined;
    const to = act?.kind === 'edit' && 'id' in act.to ? act.to : undefined;
    if (message.author === 'me' && to?.from === self.fingerprint && to.id === message.id)
      draft.outbox.remove(row.key);
  }
  dropQuotes({ draft, book, self }, message);
}

/** The act that a row of the outbox carries. */
export function actIn({ x, message }: OutboxRow): Act | undefined {
  const more = readX(x)?.more;
  return more && readRich(more, message).act;
}

/** Where only the latest act of ours counts; what is taken back stays so and has no such place. */
function placeOf(deed: Deed): string {
  if (deed.kind === 'react' || deed.kind === 'edit') return `${deed.kind} ${nameOf(deed.to)}`;
  return deed.kind === 'delete' ? '' : deed.kind;
}

/** The places that `deed` empties. */
function placesOf(deed: Deed): readonly string[] {
  if (deed.kind !== 'delete') return [placeOf(deed)];
  return deed.to.flatMap((ref) => [`react ${nameOf(ref)}`, `edit ${nameOf(ref)}`]);
}

function nameOf(ref: Ref): string {
  return `${ref.from} ${'id' in ref ? ref.id : ref.counter}`;
}
