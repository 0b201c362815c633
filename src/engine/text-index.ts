// Long texts as keys: a Map would hash all 450 characters of each PEM at every list. A piece from within the modulus tells
// honest keys apart; texts made to share it fall back to a Map of whole texts, so that nobody can slow us down.

/** Lies behind all that the PEMs of RSA keys have in common. */
const FROM = 120;
const TO = 144;
/** More texts with the same piece than this are no accident. */
const CROWD = 4;

export interface Entry<Value> {
  readonly text: string;
  readonly value: Value;
  /** Where its owner saw it last. */
  at: number;
}

export class TextIndex<Value> {
  readonly #buckets = new Map<string, Entry<Value>[]>();
  readonly #crowded = new Map<string, Entry<Value>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The entry of exactly this text. */
  get(text: string): Entry<Value> | undefined {
    const bucket = this.#buckets.get(text.slice(FROM, TO));
    if (bucket === undefined) return undefined;
    for (const entry of bucket) if (entry.text === text) return entry;
    return bucket.length < CROWD ? undefined : this.#crowded.get(text);
  }

  /** Adds a text that is not there yet. */
  add(text: string, value: Value): Entry<Value> {
    const entry = { text, value, at: 0 };
    const piece = text.slice(FROM, TO);
    const bucket = this.#buckets.get(piece) ?? [];
    if (bucket.length < CROWD) bucket.push(entry);
    else this.#crowded.set(text, entry);
    if (bucket.length === 1) this.#buckets.set(piece, bucket);
    this.#size += 1;
    return entry;
  }

  /** Keeps what `isKept` says; a rare and thorough job. */
  filter(isKept: (value: Value) => boolean): void {
    const kept = [...this.#buckets.values(), [...this.#crowded.values()]]
      .flat()
      .filter(({ value }) => isKept(value));
    this.#buckets.clear();
    this.#crowded.clear();
    this.#size = 0;
    for (const { text, value } of kept) this.add(text, value);
  }
}
