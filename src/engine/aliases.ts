// Who is meant by a name on the wire that is no canonical fingerprint of a known key: keys are looked up by all the names
// that other programs give them (DIALECTS.md). The index over the keys grows only when such a name comes, and by the new
// keys alone. Loaded when it is first needed.
import { fingerprintOfSpki, sha256 } from '../crypto/fingerprint.ts';
import { makeTurns } from '../crypto/next-turn.ts';
import { isFingerprint } from '../domain/fingerprint.ts';
import type { Fingerprint } from '../domain/ids.ts';
import { toBase64 } from '../lib/base64.ts';
import { utf8 } from '../lib/bytes.ts';
import { LIMITS } from '../protocol/limits.ts';
import { pemIn } from '../protocol/pem.ts';
import type { FingerprintForm } from '../protocol/speech.ts';
import { hashOfKey, type KeyTexts } from './key-names.ts';
import { spkiInText } from './key-text.ts';
import { hashIn } from './name-text.ts';
import type { Directory, Self } from './parts.ts';

/** Who goes by a name; `form` is undefined for names of a kind that is not learned (a whole key, say). */
export interface Named {
  readonly person: Fingerprint;
  readonly form: FingerprintForm | undefined;
  /** Only what somebody was called once: anybody may take that name. */
  readonly isGuess?: true;
}
export interface AliasDeps {
  readonly self: Self;
  readonly directory: Pick<Directory, 'lookup' | 'known' | 'onChange'>;
}

type Of = FingerprintForm['of'];
interface Entry {
  readonly person: Fingerprint;
  readonly of: Of;
}
type KeyOf = KeyTexts & { readonly fingerprint: Fingerprint; readonly pem: string };

/** Keys hashed before other work gets a turn. */
const BATCH = 200;
/** Names that a signature tied to a key. */
const BOUND = 1024;
/** Keys indexed before the index is made anew: many may have been forgotten. */
const MOST_KEYS = 2 * LIMITS.keys;

export class Aliases {
  readonly #deps: AliasDeps;
  readonly #afterTurn = makeTurns();
  /** By base64 of the hash. */
  readonly #byHash = new Map<string, Entry>();
  /** Keys of which the usual names, and all names, are in the index. */
  readonly #done: readonly Set<string>[] = [new Set(), new Set()];
  /** Stages that have not seen the newest list. */
  readonly #stale = [true, true];
  readonly #bound = new Map<string, Fingerprint>();
  #work: Promise<void> = Promise.resolve();

  constructor(deps: AliasDeps) {
    this.#deps = deps;
    deps.directory.onChange(() => this.#stale.fill(true));
  }

  /** The key that goes by `name`, canonical names first; the rarest kinds of names only if `thorough`. */
  async resolve(name: string, thorough = true): Promise<Named | undefined> {
    if (isFingerprint(name) && this.#isKnown(name)) return { person: name, form: CANONICAL };
    const bound = this.#bound.get(name);
    if (bound !== undefined && this.#isKnown(bound)) return { person: bound, form: undefined, isGuess: true };
    const hash = hashIn(name);
    if (hash === undefined) return this.#byWholeKey(name);
    for (const stage of thorough ? STAGES : STAGES.slice(0, 1)) {
      this.#work = this.#work.then(() => this.#index(stage));
      await this.#work;
      const entry = this.#byHash.get(hash.base64);
      if (entry === undefined || !this.#isKnown(entry.person)) continue;
      const { text } = hash;
      return { person: entry.person, form: text && { of: entry.of, text } };
    }
    return undefined;
  }

  /** A frame of `person` was proven that called its sender so: they are tried first next time. */
  bind(name: string, person: Fingerprint): void {
    this.#bound.delete(name);
    this.#bound.set(name, person);
    const [oldest] = this.#bound.keys();
    if (this.#bound.size > BOUND && oldest !== undefined) this.#bound.delete(oldest);
  }

  #isKnown(person: Fingerprint): boolean {
    return person === this.#deps.self.fingerprint || this.#deps.directory.lookup(person) !== undefined;
  }

  async #byWholeKey(name: string): Promise<Named | undefined> {
    const spki = spkiInText(name);
    const person = spki === undefined ? '' : await fingerprintOfSpki(spki);
    return isFingerprint(person) && this.#isKnown(person) ? { person, form: undefined } : undefined;
  }

  /** Takes in the keys that are new since the last time. */
  async #index(stage: Stage): Promise<void> {
    const done = this.#done[stage];
    if (done === undefined || this.#stale[stage] === false) return;
    this.#stale[stage] = false;
    if (done.size > MOST_KEYS) this.#forget();
    const { self, directory } = this.#deps;
    const { fingerprint, pem, spki } = self;
    const own: KeyOf = { fingerprint, pem, spki, received: pem };
    const fresh = [own, ...directory.known()].filter((key) => !done.has(idOf(key)));
    for (let at = 0; at < fresh.length; at += BATCH) {
      const batch = fresh.slice(at, at + BATCH);
      await Promise.all(batch.map((key) => this.#add(key, stage)));
      for (const key of batch) done.add(idOf(key));
      if (at + BATCH < fresh.length) await new Promise<void>(this.#afterTurn);
    }
  }

  async #add(key: KeyOf, stage: Stage): Promise<void> {
    const texts = stage === 0 ? usualTexts(key) : rareTexts(key);
    const hashed = await Promise.all(texts.map(async ([, text]) => toBase64(await sha256(bytesOf(text)))));
    for (const [at, name] of hashed.entries())
      this.#put(name, key.fingerprint, texts[at]?.[0] ?? 'as-received');
    if (stage > 0) return;
    this.#put(key.fingerprint, key.fingerprint, 'one-line');
    this.#put(toBase64(await hashOfKey('der', key)), key.fingerprint, 'der');
  }

  #put(name: string, person: Fingerprint, of: Of): void {
    if (!this.#byHash.has(name)) this.#byHash.set(name, { person, of });
  }

  #forget(): void {
    for (const done of this.#done) done.clear();
    this.#byHash.clear();
  }
}

export const CANONICAL: FingerprintForm = { of: 'one-line', text: 'base64' };
type Stage = 0 | 1;
const STAGES = [0, 1] as const;

/** What is hashed for a name, and what that is called. */
type Hashed = readonly [Of, string | Uint8Array];
/** Of an SPKI, before the RSA key's own DER (PKCS#1). */
const SPKI_HEAD = 24;

function bytesOf(text: string | Uint8Array): Uint8Array {
  return typeof text === 'string' ? utf8(text) : text;
}

/** Beside the canonical one, whose hash is the fingerprint. */
function usualTexts({ spki, pem, received }: KeyOf): readonly Hashed[] {
  const forms = (['lines', 'lines-newline'] as const).map((form): Hashed => [form, pemIn(form, spki)]);
  const isNew = received !== pem && forms.every(([, text]) => text !== received);
  return isNew ? [...forms, ['as-received', received]] : forms;
}

/** Our own key is indexed by the text we gave, and by the one the server gives. */
function idOf({ fingerprint, received }: KeyOf): string {
  return `${fingerprint}${received.length}`;
}

/** What else may be hashed: base64 of a PEM, the body alone, other line ends, the RSA key without what says that it is one. */
function rareTexts({ spki, received }: KeyOf): readonly Hashed[] {
  const forms = (['one-line', 'lines', 'lines-newline'] as const).map((form) => pemIn(form, spki));
  const all = [...new Set([received, ...forms])];
  const inBase64 = all.map((pem): Hashed => ['base64-of-pem', toBase64(utf8(pem))]);
  const [oneLine = '', lines = ''] = forms;
  const crlf = lines.replaceAll('\n', '\r\n');
  const [body, ...wrapped] = [toBase64(spki), lines.split('\n').slice(1, -1).join('\n')];
  const others = [
    body,
    ...wrapped,
    ...wrapped.map((text) => `${text}\n`),
    oneLine.replaceAll('\n', ''),
    `${oneLine}\n`,
    crlf,
    `${crlf}\r\n`,
    ...rsaKey(spki),
  ];
  return [...inBase64, ...others.map((text): Hashed => ['as-received', text])];
}

/** DER and PEM of PKCS#1, where `spki` is to spec: no other gets a message through. */
function rsaKey(spki: Uint8Array): readonly (string | Uint8Array)[] {
  const der = spki.subarray(SPKI_HEAD);
  const lines = toBase64(der).match(/.{1,64}/g) ?? [];
  const pem = ['-----BEGIN RSA PUBLIC KEY-----', ...lines, '-----END RSA PUBLIC KEY-----'].join('\n');
  return [der, pem, `${pem}\n`];
}
