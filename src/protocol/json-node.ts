// JSON as a tree that forgets nothing a signature may depend on: key order (also of keys like "1", which JSON.parse
// moves to the front) and the spelling of numbers.
import { parseStrictJson } from './strict-json.ts';

export type JsonNode =
  | { readonly kind: 'object'; readonly members: readonly (readonly [string, JsonNode])[] }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly token: string }
  | { readonly kind: 'literal'; readonly token: 'true' | 'false' | 'null' };

/** Reads `text`, which must pass `parseStrictJson` (throws as that does). */
export function readJsonNode(text: string): JsonNode {
  parseStrictJson(text);
  return new NodeReader(text).value();
}

/** Trusts its text: it has been parsed before, and nesting is bounded. */
class NodeReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(): JsonNode {
    this.#skipBlanks();
    const first = this.#text.charAt(this.#at);
    if (first === '{') return this.#object();
    if (first === '[') return this.#array();
    if (first === '"') return { kind: 'string', value: this.#string() };
    return this.#scalar();
  }

  #object(): JsonNode {
    const members: [string, JsonNode][] = [];
    this.#at += 1;
    while (!this.#ends('}')) {
      const key = this.#string();
      this.#skipBlanks();
      this.#at += 1; // the colon
      members.push([key, this.value()]);
    }
    return { kind: 'object', members };
  }

  #array(): JsonNode {
    const items: JsonNode[] = [];
    this.#at += 1;
    while (!this.#ends(']')) items.push(this.value());
    return { kind: 'array', items };
  }

  /** Steps over blanks, a comma, and `bracket`; true when that was the bracket. */
  #ends(bracket: string): boolean {
    this.#skipBlanks();
    if (this.#text.charAt(this.#at) === ',') this.#at += 1;
    this.#skipBlanks();
    const found = this.#text.charAt(this.#at) === bracket;
    if (found) this.#at += 1;
    return found;
  }

  #string(): string {
    const value: unknown = JSON.parse(this.#token(/"(?:[^"\\]|\\.)*"/y));
    return String(value);
  }

  #scalar(): JsonNode {
    const token = this.#token(/[^\s,\]}]+/y);
    if (token === 'true' || token === 'false' || token === 'null') return { kind: 'literal', token };
    return { kind: 'number', token };
  }

  #token(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const token = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += token.length;
    return token;
  }

  #skipBlanks(): void {
    this.#token(/\s*/y);
  }
}
