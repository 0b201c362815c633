// The richer parts of messages as the pages see them: what one answers, who is named, reactions, and what stands instead.
import { cardText } from '../domain/card.ts';
import { pageId } from '../domain/message.ts';
import type { CardRow, MessageRow, ReactionRow, Reference } from '../store/rows.ts';
import { lineOf } from './conversation-rows.ts';
import type { Draft } from './draft.ts';
import { NOWHERE } from './nowhere.ts';
import type { Ground } from './parts.ts';
import type { IntroductionView } from './port/cards.ts';
import type { LastLine, MessageView, ReactionView, ReplyView } from './port/messages.ts';
import { targetKey } from './references.ts';
import type { Views } from './views.ts';

export interface RichViewsOptions {
  readonly ground: Pick<Ground, 'store'>;
  readonly views: Pick<Views, 'line' | 'publishMessages' | 'publishNow'>;
}

/** A message that others answer, as far as they show it. */
interface Quoted {
  /** Undefined: not here. */
  readonly line: { readonly seq: number; readonly text: string; readonly what: LastLine['what'] } | undefined;
  /** Keys of messages that have been shown to answer it. */
  readonly answers: Set<string>;
}
/** Remembered at most; the one that was asked for longest ago is looked up again. */
const MOST = 1000;

export class RichViews {
  readonly #options: RichViewsOptions;
  readonly #quoted = new Map<string, Quoted>();
  /** Rows that are published when what they answer is known. */
  readonly #waiting = new Map<string, MessageRow>();

  constructor(options: RichViewsOptions) {
    this.#options = options;
  }

  /** True when what `row` answers is known. */
  isReady({ reply }: MessageRow): boolean {
    return reply?.id === undefined || this.#quoted.has(targetKey(reply));
  }

  /** Looks up what these answer. */
  async prepare(rows: readonly MessageRow[]): Promise<void> {
    const keys = new Set(rows.flatMap(({ reply }) => (reply?.id === undefined ? [] : [targetKey(reply)])));
    const unknown = [...keys].filter((key) => !this.#quoted.has(key));
    const found = await Promise.all(unknown.map((key) => this.#options.ground.store.message(key)));
    for (const [at, key] of unknown.entries()) this.#remember(key, found[at]);
  }

  /** Publishes the row when what it answers is known; the latest of those that were given meanwhile. */
  async showLater(row: MessageRow): Promise<void> {
    const { key } = row;
    this.#waiting.set(key, row);
    await this.prepare([row]).catch(() => undefined); // the store is closed: then nobody looks any more
    const latest = this.#waiting.get(key);
    this.#waiting.delete(key);
    if (latest !== undefined) this.#options.views.publishNow([latest]);
  }

  /** What it adds to the plain view. */
  view(row: MessageRow): Partial<MessageView> {
    const { reply, edit, deleted, reactions, ttl, expiresAt, notice, imported, card } = row;
    const mentions = edit === undefined ? row.mentions : edit.mentions;
    const shown = reactionViews(reactions);
    return {
      ...(reply !== undefined && { reply: this.#reply(row.key, reply) }),
      ...(mentions !== undefined && { mentions }),
      ...(shown.length > 0 && { reactions: shown }),
      ...(edit !== undefined && { edited: true }),
      ...(deleted !== undefined && { deleted }),
      ...(ttl !== undefined && { ttl }),
      ...(expiresAt !== undefined && { expiresAt }),
      ...(notice !== undefined && { notice }),
      ...(imported !== undefined && { imported }),
      ...(card !== undefined && { card: introduction(card) }),
    };
  }

  /** Follows what was stored: what answers a message that is another one now is shown anew. */
  stored({ messages: { puts, gone } }: Draft): void {
    for (const key of gone) this.#waiting.delete(key);
    if (this.#quoted.size === 0) return;
    const stale = new Set<string>();
    for (const key of [...puts.keys(), ...gone]) {
      const known = this.#quoted.get(key);
      if (known === undefined) continue;
      const next = this.#line(puts.get(key));
      if (isSame(known.line, next)) continue;
      this.#quoted.set(key, { ...known, line: next });
      for (const answer of known.answers) if (!puts.has(answer)) stale.add(answer);
    }
    if (stale.size > 0) void this.#showAgain([...stale]);
  }

  async #showAgain(keys: readonly string[]): Promise<void> {
    const rows = await Promise.all(
      keys.map((key) => this.#options.ground.store.message(key).catch(() => undefined)),
    );
    this.#options.views.publishMessages(rows.filter((row) => row !== undefined));
  }

  #remember(key: string, row: MessageRow | undefined): void {
    const [oldest] = this.#quoted.keys();
    if (this.#quoted.size >= MOST && oldest !== undefined) this.#quoted.delete(oldest);
    this.#quoted.set(key, { line: this.#line(row), answers: new Set() });
  }

  #line(row: MessageRow | undefined): Quoted['line'] {
    if (row === undefined || row.conversation === NOWHERE) return undefined;
    const { text, what } = lineOf(row);
    return { seq: row.seq, text: this.#options.views.line(row.author, text), what };
  }

  #reply(answer: string, reference: Reference): ReplyView {
    const { author } = reference;
    const key = targetKey(reference);
    const quoted = this.#quoted.get(key);
    quoted?.answers.add(answer);
    if (quoted?.line === undefined)
      return { author, message: undefined, seq: undefined, text: '', what: 'text' };
    return { author, message: pageId(key), ...quoted.line };
  }
}

function introduction(card: CardRow): IntroductionView {
  const { fingerprint, name, checked } = card;
  return { fingerprint, name, checked, text: cardText(card) };
}

/** In the order in which they first came; what was taken back is not shown. */
function reactionViews(rows: readonly ReactionRow[] = []): readonly ReactionView[] {
  const byEmoji = new Map<string, ReactionView['who']>();
  for (const { emoji, who } of rows)
    if (emoji !== '') byEmoji.set(emoji, [...(byEmoji.get(emoji) ?? []), who]);
  return [...byEmoji].map(([emoji, who]) => ({ emoji, who }));
}

function isSame(a: Quoted['line'], b: Quoted['line']): boolean {
  return a?.seq === b?.seq && a?.text === b?.text && a?.what === b?.what;
}
