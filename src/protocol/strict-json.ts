// JSON as strictly as security needs it: no duplicate keys at any depth (T15), bounded nesting and sizes, no lone
// surrogates (T22). `scanJson` judges what `JSON.parse` lets pass; `JSON.parse` judges everything else.
import { LIMITS } from './limits.ts';
import { ProtocolError } from './problem.ts';
import { refuseLoneSurrogates } from './surrogates.ts';

/** A piece of the text: from `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
export interface JsonScan {
  /** Where the values of the outermost object's members stand; empty when the text is no object. */
  readonly members: ReadonlyMap<string, Span>;
}
export interface ScanOptions {
  readonly nesting?: number;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Walks over `text` once, from string end to string end. Throws `ProtocolError`: duplicate-key, too-deep, limit,
 * ill-formed, or not-json where it notices. A text it accepts may still be no JSON: parse it, too.
 */
export function scanJson(text: string, options: ScanOptions = {}): JsonScan {
  refuseLoneSurrogates(text);
  const scanner = new Scanner(text, options.nesting ?? LIMITS.nesting);
  scanner.run();
  return { members: scanner.members };
}

/** Parses `text` strictly. Throws `ProtocolError`; its words never quote the text. */
export function parseStrictJson(text: string, options: ScanOptions = {}): unknown {
  return parseWithSpans(text, options).value;
}

/** Parses `text` strictly and says where the outermost members stand. */
export function parseWithSpans(
  text: string,
  options: ScanOptions = {},
): JsonScan & { readonly value: unknown } {
  const { members } = scanJson(text, options);
  return { members, value: parseJson(text) };
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch (error) {
    // The engine's message quotes the text, so neither it nor a `cause` goes along.
    if (error instanceof SyntaxError || error instanceof RangeError) {
      throw new ProtocolError('not-json', 'the text does not parse');
    }
    throw error;
  }
}

/** One walk. `keys` is the set of the innermost open object, undefined inside an array. */
class Scanner {
  readonly members = new Map<string, Span>();
  readonly #text: string;
  readonly #nesting: number;
  readonly #outer: (Set<string> | undefined)[] = [];
  #keys: Set<string> | undefined;
  #keyIsNext = false;
  #depth = 0;
  #containers = 0;
  #outerKey: string | undefined;
  #valueStart = -1;

  constructor(text: string, nesting: number) {
    this.#text = text;
    this.#nesting = nesting;
  }

  run(): void {
    const text = this.#text;
    const length = text.length;
    for (let at = 0; at < length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) at = this.#keys === undefined ? this.#strings(at) : this.#string(at);
      else if (code === COMMA) this.#comma(at);
      else if (code === COLON) this.#colon(at);
      else if (code === OPEN_OBJECT) this.#open(new Set());
      else if (code === OPEN_ARRAY) this.#open(undefined);
      else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) this.#close(at, code);
    }
    if (this.#depth !== 0) throw new ProtocolError('not-json', 'ends too early');
  }

  /** Jumps over the string that opens at `start`; the place of its closing quote. */
  #string(start: number): number {
    const end = closingQuote(this.#text, start);
    if (!this.#keyIsNext || this.#keys === undefined) return end;
    this.#keyIsNext = false;
    const key = keyText(this.#text, start, end);
    const size = this.#keys.size;
    if (size >= LIMITS.members) throw new ProtocolError('limit', 'an object has too many members');
    if (this.#keys.add(key).size === size) throw new ProtocolError('duplicate-key', 'a key stands twice');
    if (this.#depth === 1) this.#outerKey = key;
    return end;
  }

  /** Jumps over all the strings of a list that follow each other from `start`; the place of the last closing quote. */
  #strings(start: number): number {
    const text = this.#text;
    let end = closingQuote(text, start);
    while (text.charCodeAt(end + 1) === COMMA && text.charCodeAt(end + 2) === QUOTE) {
      end = closingQuote(text, end + 2);
    }
    return end;
  }

  #comma(at: number): void {
    if (this.#keys === undefined) return;
    this.#keyIsNext = true;
    if (this.#depth === 1) this.#endMember(at);
  }

  #colon(at: number): void {
    if (this.#depth === 1 && this.#keys !== undefined) this.#valueStart = at + 1;
  }

  #open(keys: Set<string> | undefined): void {
    this.#depth += 1;
    this.#containers += 1;
    if (this.#depth > this.#nesting) throw new ProtocolError('too-deep', `more than ${this.#nesting} levels`);
    if (this.#containers > LIMITS.containers) throw new ProtocolError('limit', 'too many objects and arrays');
    this.#outer.push(this.#keys);
    this.#keys = keys;
    this.#keyIsNext = keys !== undefined;
  }

  #close(at: number, code: number): void {
    if (this.#depth === 0 || (code === CLOSE_OBJECT) !== (this.#keys !== undefined)) {
      throw new ProtocolError('not-json', 'brackets do not match');
    }
    if (this.#depth === 1 && this.#keys !== undefined) this.#endMember(at);
    this.#depth -= 1;
    this.#keys = this.#outer.pop();
    this.#keyIsNext = false;
  }

  #endMember(end: number): void {
    if (this.#outerKey === undefined || this.#valueStart < 0) return;
    this.members.set(this.#outerKey, trimmed(this.#text, this.#valueStart, end));
    this.#outerKey = undefined;
    this.#valueStart = -1;
  }
}

/** The place of the quote that ends the string opened at `start`: the first one behind an even run of backslashes. */
function closingQuote(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  if (end > start && text.charCodeAt(end - 1) !== BACKSLASH) return end;
  while (end !== -1) {
    let before = end - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 1) return end;
    end = text.indexOf('"', end + 1);
  }
  throw new ProtocolError('not-json', 'a string does not end');
}

/** A key as `JSON.parse` will see it: two spellings of one key are duplicates. */
function keyText(text: string, start: number, end: number): string {
  const raw = text.slice(start + 1, end);
  return raw.includes('\\') ? String(parseJson(text.slice(start, end + 1))) : raw;
}

function trimmed(text: string, from: number, to: number): Span {
  let start = from;
  let end = to;
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return { start, end };
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
