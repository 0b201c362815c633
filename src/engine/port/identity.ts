// What pages know of the identity, and of the recovery file.
import type { Fingerprint } from '../../domain/ids.ts';
import type { LockChoice, LockWays } from './lock.ts';

export interface Me {
  readonly fingerprint: Fingerprint;
  readonly name: string;
  readonly createdAt: number;
  readonly recovery: RecoveryState;
  /** Of an identity that was born behind an app lock. */
  readonly lock?: LockWays;
}
export type RecoveryState =
  | { readonly kind: 'none' }
  | ({ readonly kind: 'untested' } & RecoveryFacts) // a file was made, its words never rehearsed
  | ({ readonly kind: 'tested' } & RecoveryFacts); // made (or restored from) and opened again
export interface RecoveryFacts {
  readonly savedAt: number;
  /** Opened with a passphrase its owner chose; else with six words. */
  readonly own?: true;
  /** When contacts were put into it; undefined: it holds the key alone. */
  readonly contactsAt?: number;
}
export type IdentityView =
  | { readonly phase: 'loading' }
  | { readonly phase: 'none' }
  | { readonly phase: 'making'; readonly step: 'key' | 'keep' | 'try' }
  /** Made, stored and tried; its bytes still exist, so a recovery file can be made. Ends with `finishIdentity`. */
  | { readonly phase: 'fresh'; readonly me: Me }
  | { readonly phase: 'ready'; readonly me: Me }
  /** Behind its app lock: nobody but its owner knows more than whose it is. Ends with `unlock`. */
  | { readonly phase: 'locked'; readonly fingerprint: Fingerprint; readonly ways: LockWays }
  /** This browser cannot keep keys (private window, lockdown …); nothing was made. */
  | { readonly phase: 'unsupported'; readonly reason: UnsupportedReason }
  /** Storage was evicted or damaged under a known identity: restore, never silently new keys (R07). */
  | { readonly phase: 'lost'; readonly fingerprint: Fingerprint | undefined };
export type UnsupportedReason = 'no-crypto' | 'no-storage' | 'cannot-keep-keys' | 'self-test-failed';

export interface RecoveryFile {
  /** e.g. `anna-PRQH2K7M.porchlight-key` */
  readonly fileName: string;
  /** The whole PEM text with its explanatory head. */
  readonly text: string;
  readonly words: readonly string[]; // six; none where the owner chose a passphrase
}

/** How many of each lie in the second block of a recovery file. */
export interface ContactsCount {
  readonly people: number;
  readonly groups: number;
  readonly servers: number;
}
export type RestoreResult =
  | {
      readonly ok: true;
      readonly fingerprint: Fingerprint;
      /** What was taken up of the file's contacts; undefined: there were none in it. */
      readonly contacts?: ContactsCount | 'damaged';
    }
  | {
      readonly ok: false;
      readonly reason:
        | 'not-a-key-file'
        | 'wrong-words'
        | 'damaged'
        | 'unsupported-scheme'
        | 'wrong-kind-of-key'
        | 'cannot-keep-keys';
      /** For `unsupported-scheme` and `wrong-kind-of-key`: what was found, e.g. "scrypt" or "RSA-4096". */
      readonly detail?: string;
    };

export interface IdentityApi {
  /** A new key; with `lock` also in the place of a fresh one without. Refuses with `weak-passphrase` or `not-empty`. */
  createIdentity(name: string, lock?: LockChoice): Promise<void>;
  setName(name: string): Promise<void>;
  /**
   * Locked with six drawn words, or with a passphrase of one's own. Refuses with `too-late` once the bytes are gone, and with
   * `bad-passphrase` or `weak-passphrase` (lib/strength.ts).
   */
  makeRecovery(own?: string): Promise<RecoveryFile>;
  /** Opens the stored file with the words (or the one passphrase) typed; true makes it "tested". */
  rehearseRecovery(words: readonly string[]): Promise<boolean>;
  finishIdentity(): Promise<void>;
  /** From a fresh profile: opens a recovery file (or a plain PKCS#8/PBES2 PEM) and makes it this profile's identity. */
  restoreIdentity(
    fileText: string,
    passphrase: string,
    name: string,
    lock?: LockChoice,
  ): Promise<RestoreResult>;
  /** The stored ciphertext of the recovery file, to save again; undefined where none was made. */
  savedRecovery(): Promise<{ readonly fileName: string; readonly text: string } | undefined>;
  /**
   * Puts today's contacts, groups and servers into the stored recovery file, in the place of those that were there. Asks for
   * what opens it; undefined: that was not it. Refuses with `no-recovery`.
   */
  packContacts(passphrase: string): Promise<ContactsCount | undefined>;
  wipe(): Promise<void>;
}
