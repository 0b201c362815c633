// From PEM texts to keys: what stood in the last list is known by its place, what was seen before is looked up, what is new
// is hashed in batches, and no key is imported.
import { fingerprintsOf } from '../crypto/fingerprint.ts';
import { makeTurns } from '../crypto/next-turn.ts';
import { isFingerprint } from '../domain/fingerprint.ts';
import type { Fingerprint } from '../domain/ids.ts';
import type { ListedServer } from '../protocol/client-list.ts';
import { canonicalPem, ListedKey, otherCanonicalPem } from './listed-key.ts';
import { TextIndex, type Entry } from './text-index.ts';

/** Keys hashed before other work gets a turn. */
const BATCH = 500;
/** Texts kept, garbage included, before those without a key are let go. */
const MOST_TEXTS = 65_536;

/** A text and its key; no key for garbage, which is not read again. */
type Known = Entry<ListedKey | undefined>;
interface Fresh {
  readonly text: string;
  readonly list: (Known | undefined)[];
  readonly at: number;
}

export class KeyReader {
  readonly #afterTurn = makeTurns();
  /** The roster's keys; new ones are added. */
  readonly #keys: Map<Fingerprint, ListedKey>;
  /** By PEM text as received. */
  readonly #byText = new TextIndex<ListedKey | undefined>();
  /** What each server listed last, by its address. */
  #last = new Map<string, readonly (Known | undefined)[]>();

  constructor(keys: Map<Fingerprint, ListedKey>) {
    this.#keys = keys;
  }

  /** The keys of each server, in the order of the list; nothing for garbage. */
  async read(servers: readonly ListedServer[]): Promise<readonly (readonly (Known | undefined)[])[]> {
    const fresh: Fresh[] = [];
    const found = servers.map(({ address, clients }) => this.#lookUp(address, clients, fresh));
    for (let at = 0; at < fresh.length; at += BATCH) {
      await this.#readSome(fresh.slice(at, at + BATCH));
      if (at + BATCH < fresh.length) await new Promise<void>(this.#afterTurn);
    }
    this.#last = new Map(servers.map(({ address }, at) => [address, found[at] ?? []]));
    return found;
  }

  /** Lets go of texts whose keys are not in the roster any more. */
  tidy(hasForgotten: boolean): void {
    if (!hasForgotten && this.#byText.size < MOST_TEXTS) return;
    this.#byText.filter((key) => key !== undefined && this.#keys.has(key.fingerprint));
    this.#last.clear();
  }

  /** A list is mostly the last one with a few left out and a few added: both are walked side by side. */
  #lookUp(address: string, texts: readonly string[], fresh: Fresh[]): (Known | undefined)[] {
    const last = this.#last.get(address) ?? [];
    const list: (Known | undefined)[] = [];
    let next = 0;
    // By index: this runs seldom and long, mostly before it is compiled, and iterators are dear until then.
    for (let at = 0; at < texts.length; at += 1) {
      const text = texts[at] ?? '';
      let known = last[next];
      if (known?.text === text) next += 1;
      else {
        known = this.#byText.get(text);
        if (known === undefined) fresh.push({ text, list, at });
        else next = known.at + 1;
      }
      if (known !== undefined) known.at = at;
      list.push(known);
    }
    return list;
  }

  async #readSome(batch: readonly Fresh[]): Promise<void> {
    const pems = batch.map(({ text }) => canonicalPem(text));
    for (const [at, { text }] of batch.entries()) pems[at] ??= await otherCanonicalPem(text);
    const hashes = await fingerprintsOf(pems.filter((pem) => pem !== undefined));
    let next = 0;
    for (const [at, { text, list, at: place }] of batch.entries()) {
      const pem = pems[at];
      const known = this.#learn(text, pem, pem === undefined ? '' : (hashes[next++] ?? ''));
      known.at = place;
      list[place] = known;
    }
  }

  /** Another text of a known key (longer lines, say) leads to the same entry (T16). */
  #learn(text: string, pem: string | undefined, fingerprint: string): Known {
    const earlier = this.#byText.get(text);
    if (earlier !== undefined) return earlier;
    if (pem === undefined || !isFingerprint(fingerprint)) return this.#byText.add(text, undefined);
    const known = this.#keys.get(fingerprint) ?? new ListedKey(fingerprint, pem, text);
    this.#keys.set(fingerprint, known);
    return this.#byText.add(text, known);
  }
}
