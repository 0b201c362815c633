// From PEM texts to keys: what was seen before is looked up, what is new is hashed in batches, and no key is imported.
import { makeTurns } from '../crypto/next-turn.ts';
import type { Fingerprint } from '../domain/ids.ts';
import type { ListedServer } from '../protocol/client-list.ts';
import { readListedKey, type ListedKey } from './listed-key.ts';
import { TextIndex } from './text-index.ts';

/** Keys hashed before other work gets a turn. */
const BATCH = 500;
/** Texts kept, garbage included, before those without a key are let go. */
const MOST_TEXTS = 65_536;

interface Fresh {
  readonly text: string;
  readonly put: (key: ListedKey | undefined) => void;
}

export class KeyReader {
  readonly #afterTurn = makeTurns();
  /** The roster's keys; new ones are added. */
  readonly #keys: Map<Fingerprint, ListedKey>;
  /** By PEM text as received; undefined: no key, not to be read again. */
  readonly #byText = new TextIndex<ListedKey | undefined>();

  constructor(keys: Map<Fingerprint, ListedKey>) {
    this.#keys = keys;
  }

  /** The keys of each server, in the order of the list; undefined for garbage. */
  async read(servers: readonly ListedServer[]): Promise<readonly (readonly (ListedKey | undefined)[])[]> {
    const fresh: Fresh[] = [];
    const found = servers.map(({ clients }) => this.#lookUp(clients, fresh));
    for (let at = 0; at < fresh.length; at += BATCH) {
      const batch = fresh.slice(at, at + BATCH);
      const read = await Promise.all(batch.map(({ text }) => readListedKey(text)));
      for (const [index, { text, put }] of batch.entries()) put(this.#learn(text, read[index]));
      if (at + BATCH < fresh.length) await new Promise<void>(this.#afterTurn);
    }
    return found;
  }

  /** Lets go of texts whose keys are not in the roster any more. */
  tidy(hasForgotten: boolean): void {
    if (!hasForgotten && this.#byText.size < MOST_TEXTS) return;
    this.#byText.filter((key) => key !== undefined && this.#keys.has(key.fingerprint));
  }

  #lookUp(texts: readonly string[], fresh: Fresh[]): (ListedKey | undefined)[] {
    const keys: (ListedKey | undefined)[] = [];
    for (const text of texts) {
      const known = this.#byText.get(text);
      const at = keys.push(known?.value) - 1;
      if (known === undefined) fresh.push({ text, put: (key) => (keys[at] = key) });
    }
    return keys;
  }

  /** Another text of a known key (longer lines, say) leads to the same entry (T16). */
  #learn(text: string, key: ListedKey | undefined): ListedKey | undefined {
    const earlier = this.#byText.get(text);
    if (earlier !== undefined) return earlier.value;
    const known = key && (this.#keys.get(key.fingerprint) ?? key);
    if (known !== undefined) this.#keys.set(known.fingerprint, known);
    this.#byText.add(text, known);
    return known;
  }
}
