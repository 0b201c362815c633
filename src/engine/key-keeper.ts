// Keeping a key, and making sure: it is stored, read back, and what came back is tried before anybody is told that there
// is an identity (PRODUCT.md, "Non-extractable keys in IndexedDB can fail").
import { makeKeyPair, selfTest } from '../crypto/key-pair.ts';
import { CryptoError } from '../crypto/problem.ts';
import { pemToDer } from '../protocol/pem.ts';
import { StoreError } from '../store/problem.ts';
import type { IdentityRow } from '../store/identity-rows.ts';
import { rowOfKey } from './identity-row.ts';
import type { IdentityDeps } from './identity.ts';
import type { UnsupportedReason } from './port/identity.ts';
import { isWhole } from './stored-identity.ts';

/** A key just made; whoever holds `pkcs8` overwrites it. */
export interface MadeKey {
  readonly row: IdentityRow;
  readonly pkcs8: Uint8Array<ArrayBuffer>;
}

export class KeyKeeper {
  readonly #deps: IdentityDeps;

  constructor(deps: IdentityDeps) {
    this.#deps = deps;
  }

  /** A new key, or why not. There is no second-best way to make one (SECURITY.md 1.4, no. 8). */
  async make(name: string, now: number): Promise<MadeKey | UnsupportedReason> {
    try {
      const { pkcs8 } = await (this.#deps.makeKeyPair ?? makeKeyPair)();
      return { pkcs8, row: await rowOfKey(pkcs8, name, now) };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return 'no-crypto';
    }
  }

  /**
   * Stores the row, reads it back (`onTry`) and tries the keys that came back, and its lock (`opens`). Undefined: all is well.
   */
  async keep(
    row: IdentityRow,
    onTry: () => void,
    opens: (back: IdentityRow) => Promise<boolean>,
  ): Promise<UnsupportedReason | undefined> {
    await this.#deps.claim?.(row.fingerprint);
    try {
      await this.#deps.store.commit({ put: { identity: row }, strict: true });
      onTry();
      const back = (await this.#deps.store.load()).identity;
      if (back === undefined || 'sealed' in back || !isWhole(back)) return 'cannot-keep-keys';
      if (!(await selfTest(back, pemToDer(back.pem) ?? new Uint8Array()))) return 'self-test-failed';
      if (!(await opens(back))) return 'self-test-failed';
      await this.#deps.use(back);
    } catch (error) {
      if (error instanceof StoreError) return error.kind === 'refused' ? 'cannot-keep-keys' : 'no-storage';
      if (error instanceof CryptoError) return 'self-test-failed';
      throw error;
    }
    await this.#deps.mark.write(row.fingerprint);
    return undefined;
  }

  /** A row without usable keys must not look like a lost identity at the next start. */
  async discard(): Promise<void> {
    try {
      await this.#deps.store.wipe();
    } catch (error) {
      // What could not be stored in the first place need not be removed.
      if (!(error instanceof StoreError)) throw error;
    }
  }
}
