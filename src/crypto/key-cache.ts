// Imported public keys, so that a group of a thousand costs a thousand encryptions and no import (PERFORMANCE.md, goal 5).
import { importEncryptKey, importVerifyKey, type OaepHash } from './public-key.ts';

type Use = 'verify' | OaepHash;
const latin1 = new TextDecoder('latin1');

/** Keeps the most recently used imports, `limit` of them; the oldest goes first. */
export class KeyCache {
  readonly #limit: number;
  readonly #keys = new Map<string, Promise<CryptoKey>>();
  /** By the very array: whoever comes with it again need not be read again. */
  readonly #byArray = new Map<Use, WeakMap<Uint8Array, Promise<CryptoKey>>>();

  constructor(limit = 20_000) {
    this.#limit = limit;
  }

  /** The PSS verification key of an SPKI; rejects with `weak-key`. */
  verifyKey(spki: Uint8Array): Promise<CryptoKey> {
    return this.#get('verify', spki, () => importVerifyKey(spki));
  }

  /** The OAEP encryption key of an SPKI; rejects with `weak-key`. */
  encryptKey(spki: Uint8Array, hash: OaepHash = 'SHA-256'): Promise<CryptoKey> {
    return this.#get(hash, spki, () => importEncryptKey(spki, hash));
  }

  get size(): number {
    return this.#keys.size;
  }

  #get(use: Use, spki: Uint8Array, make: () => Promise<CryptoKey>): Promise<CryptoKey> {
    const byArray = this.#byArray.get(use) ?? new WeakMap<Uint8Array, Promise<CryptoKey>>();
    this.#byArray.set(use, byArray);
    const known = byArray.get(spki);
    if (known !== undefined) return known;
    const found = this.#find(use, spki, make);
    byArray.set(spki, found);
    found.catch(() => byArray.delete(spki));
    return found;
  }

  #find(use: Use, spki: Uint8Array, make: () => Promise<CryptoKey>): Promise<CryptoKey> {
    // The whole SPKI is the name: a shortened one could be collided on purpose.
    const name = use + latin1.decode(spki);
    const known = this.#keys.get(name);
    if (known !== undefined) {
      this.#keys.delete(name);
      this.#keys.set(name, known);
      return known;
    }
    const made = make();
    this.#keys.set(name, made);
    made.catch(() => this.#keys.delete(name));
    this.#trim();
    return made;
  }

  #trim(): void {
    if (this.#keys.size <= this.#limit) return;
    const oldest = this.#keys.keys().next();
    if (oldest.done !== true) this.#keys.delete(oldest.value);
  }
}
