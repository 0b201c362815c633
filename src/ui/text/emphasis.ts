// Pairs the signs that make words **bold**, *slanted* or ~~struck~~. Each is put down once and taken up once.
import { isBlank, isWordSign, signAt, signBefore } from './signs.ts';
import type { Mark, Token } from './tokens.ts';

type Sign = '*' | '**' | '_' | '~~';
const MARKS: Readonly<Record<Sign, Mark>> = { '*': 'em', _: 'em', '**': 'strong', '~~': 'del' };

interface Opener {
  readonly sign: Sign;
  /** Where it stands among the tokens. */
  readonly at: number;
}

/** Marks of one line. They change tokens that are there: `text` becomes `open` and `close` once both are known. */
export class Emphasis {
  readonly #stack: Opener[] = [];
  readonly #newest = new Map<Sign, number>();
  readonly #tokens: Token[];

  constructor(tokens: Token[]) {
    this.#tokens = tokens;
  }

  /** A run of one sign, `text.slice(from, to)`, in a line that ends at `end`. */
  add(text: string, from: number, to: number, line: { readonly from: number; readonly to: number }): void {
    const run = text.slice(from, to);
    const before = from > line.from ? signBefore(text, from) : '';
    const after = to < line.to ? signAt(text, to) : '';
    const opens = !isBlank(after) && mayBorder(before);
    const closes = !isBlank(before) && mayBorder(after);
    if (run === '***') this.#addThree(opens, closes);
    else if (isSign(run)) this.#addOne(run, opens, closes);
    else this.#text(run);
  }

  #addOne(sign: Sign, opens: boolean, closes: boolean): void {
    const opener = closes ? this.#take(sign) : undefined;
    const mark = MARKS[sign];
    if (opener === undefined) {
      if (opens) this.#put(sign);
      this.#text(sign);
      return;
    }
    this.#tokens[opener.at] = { kind: 'open', raw: sign, mark };
    this.#tokens.push({ kind: 'close', raw: sign, mark });
  }

  /** Bold and slanted at once; they end in whatever order they began. */
  #addThree(opens: boolean, closes: boolean): void {
    const isThinInside = (this.#newest.get('*') ?? -1) > (this.#newest.get('**') ?? -1);
    const isEnd = closes && (this.#newest.has('*') || this.#newest.has('**'));
    for (const sign of isEnd && isThinInside ? (['*', '**'] as const) : (['**', '*'] as const))
      this.#addOne(sign, opens && !isEnd, closes);
  }

  #text(raw: string): void {
    this.#tokens.push({ kind: 'text', raw });
  }

  #put(sign: Sign): void {
    this.#newest.set(sign, this.#stack.length);
    this.#stack.push({ sign, at: this.#tokens.length });
  }

  /** The opener that this sign closes; what was opened since and not closed stays as typed. */
  #take(sign: Sign): Opener | undefined {
    const at = this.#newest.get(sign);
    if (at === undefined) return undefined;
    const opener = this.#stack[at];
    for (let top = this.#stack.length - 1; top >= at; top -= 1) {
      const dropped = this.#stack.pop();
      if (dropped !== undefined && this.#newest.get(dropped.sign) === top) this.#newest.delete(dropped.sign);
    }
    return opener;
  }
}

const isSign = (run: string): run is Sign => Object.hasOwn(MARKS, run);
/** Not inside a word (snake_case, 2*3*4), a path or a formula. */
const mayBorder = (sign: string): boolean =>
  sign > '\x7f' ? !isWordSign(sign) : isBlank(sign) || '([{<>}])"\'*_~-,.;:!?|`'.includes(sign);
