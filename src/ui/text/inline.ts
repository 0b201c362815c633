// One line of text in tokens: code, addresses, mentions, marks. Whatever has no end stays as it was typed.
import type { MentionView } from '../../engine/port/messages.ts';
import { Emphasis } from './emphasis.ts';
import { candidateAt } from './links.ts';
import { isUnseen, signAt } from './signs.ts';
import type { Cost, Token } from './tokens.ts';

/** Addresses in one message that become links (T31). */
const MOST_LINKS = 64;
const MARK_SIGNS = '*_~';

export interface Line {
  readonly from: number;
  readonly to: number;
}

/** Scans the lines of a text, which must come in their order. */
export class InlineScanner {
  readonly #text: string;
  readonly #mentions: readonly MentionView[];
  readonly #cost: Cost;
  #nextMention = 0;
  #links = 0;

  constructor(text: string, mentions: readonly MentionView[], cost: Cost) {
    this.#text = text;
    this.#cost = cost;
    this.#mentions = fitting(text, mentions);
  }

  /** The tokens of `line`, which together are its text. */
  tokensOf(line: Line): Token[] {
    const text = this.#text;
    const tokens: Token[] = [];
    const emphasis = new Emphasis(tokens);
    const ticks = new Ticks(text, line, this.#cost);
    let [at, plain] = [line.from, line.from];
    const flush = (): void => {
      if (at > plain) tokens.push({ kind: 'text', raw: text.slice(plain, at) });
    };
    while (at < line.to) {
      this.#cost.steps += 1;
      if (MARK_SIGNS.includes(text.charAt(at))) {
        flush();
        const end = this.#runEnd(at, line.to);
        emphasis.add(text, at, end, line);
        at = plain = end;
        continue;
      }
      const piece = this.#pieceAt(at, line, ticks);
      if (typeof piece === 'number') {
        at = piece;
        continue;
      }
      flush();
      tokens.push(piece);
      plain = at + piece.raw.length;
      // What a backslash stands before is nothing but itself.
      at = piece.kind === 'hidden' ? plain + 1 : plain;
    }
    flush();
    return tokens;
  }

  /** The token that begins at `at`, or up to where the text is plain. */
  #pieceAt(at: number, line: Line, ticks: Ticks): Token | number {
    const text = this.#text;
    const mention = this.#mentionFrom(at);
    if (mention?.at === at && at + mention.length <= line.to)
      return { kind: 'mention', raw: text.slice(at, at + mention.length), who: mention.who };
    const limit = Math.min(line.to, mention !== undefined && mention.at > at ? mention.at : line.to);
    const sign = signAt(text, at);
    const behind = at + sign.length;
    if (sign === '\\') return isEscape(text, at, line.to) ? { kind: 'hidden', raw: sign } : behind;
    if (sign === '`') return ticks.codeAt(at, limit) ?? this.#runEnd(at, line.to);
    if (this.#links >= MOST_LINKS) return behind;
    const found = candidateAt(text, at, limit, this.#cost);
    if (found?.link === undefined) return Math.max(behind, found?.end ?? 0);
    this.#links += 1;
    return found.link;
  }

  #runEnd(from: number, to: number): number {
    let end = from;
    while (end < to && this.#text.charAt(end) === this.#text.charAt(from)) {
      this.#cost.steps += 1;
      end += 1;
    }
    return end;
  }

  /** The first mention that begins at `at` or behind it. */
  #mentionFrom(at: number): MentionView | undefined {
    while ((this.#mentions[this.#nextMention]?.at ?? Infinity) < at) this.#nextMention += 1;
    return this.#mentions[this.#nextMention];
  }
}

/** A backslash before a mark takes its meaning away. The arm of `¯\_(ツ)_/¯` stays on. */
function isEscape(text: string, at: number, to: number): boolean {
  return at + 1 < to && '*_~`'.includes(text.charAt(at + 1)) && text.charAt(at - 1) !== '\u00af';
}

/** Mentions that lie in the text, in order and apart from each other, with nothing unseen in them. */
function fitting(text: string, mentions: readonly MentionView[]): readonly MentionView[] {
  let end = 0;
  return [...mentions]
    .sort((a, b) => a.at - b.at)
    .filter(({ at, length }) => {
      const fits = at >= end && length > 0 && at + length <= text.length;
      const words = text.slice(at, at + length);
      if (!fits || isUnseen(words) || words.includes('\n')) return false;
      end = at + length;
      return true;
    });
}

/** Runs of backticks in a line, each with the next one of its length: looked up once for the whole line. */
class Ticks {
  readonly #text: string;
  readonly #line: Line;
  readonly #cost: Cost;
  #ends: ReadonlyMap<number, { readonly length: number; readonly next: number | undefined }> | undefined;

  constructor(text: string, line: Line, cost: Cost) {
    this.#text = text;
    this.#line = line;
    this.#cost = cost;
  }

  /** The code that begins with the run at `at` and ends before `limit`. */
  codeAt(at: number, limit: number): Token | undefined {
    this.#ends ??= this.#look();
    const run = this.#ends.get(at);
    if (run?.next === undefined || run.length > 3 || run.next + run.length > limit) return undefined;
    const inside = this.#text.slice(at + run.length, run.next);
    if (inside.trim() === '') return undefined;
    // One space on both sides is there to keep a backtick apart.
    const isPadded = inside.startsWith(' ') && inside.endsWith(' ');
    return {
      kind: 'code',
      raw: this.#text.slice(at, run.next + run.length),
      shown: isPadded ? inside.slice(1, -1) : inside,
    };
  }

  #look() {
    const ends = new Map<number, { length: number; next: number | undefined }>();
    const nextOf = new Map<number, number>();
    for (let at = this.#line.to - 1; at >= this.#line.from; at -= 1) {
      this.#cost.steps += 1;
      if (this.#text.charAt(at) !== '`') continue;
      const end = at + 1;
      while (at > this.#line.from && this.#text.charAt(at - 1) === '`') at -= 1;
      const length = end - at;
      ends.set(at, { length, next: nextOf.get(length) });
      nextOf.set(length, at);
    }
    return ends;
  }
}
