// The identity of a profile as it lies in the database, with its recovery file, and what it is behind an app lock.
import type { Fingerprint } from '../domain/ids.ts';

/** The one identity of this profile. The private keys are non-extractable; their bytes exist nowhere else. */
export interface IdentityRow {
  readonly fingerprint: Fingerprint;
  readonly pem: string; // canonical one-line SPKI PEM
  readonly sign: CryptoKey; // RSA-PSS
  readonly open256: CryptoKey; // RSA-OAEP, SHA-256
  readonly open1: CryptoKey; // RSA-OAEP, SHA-1
  readonly name: string;
  readonly createdAt: number;
  readonly recovery: RecoveryRow | undefined;
  /** It was born behind an app lock: then it lies in the database as a `LockedIdentityRow`. */
  readonly lock?: LockRow;
}
/** An identity behind its lock: no key and no name, only whose it is and what opens it. */
export interface LockedIdentityRow {
  readonly fingerprint: Fingerprint;
  readonly lock: LockRow;
  readonly sealed: Uint8Array<ArrayBuffer>; // the rest of its `IdentityRow`, but for the keys
}
export interface LockRow {
  /** One random root, 32 bytes, sealed once for each way in. The passphrase is always one. */
  readonly passphrase: PassphraseWrap;
  readonly passkey?: PasskeyWrap;
  /** PKCS#8 of the private key, sealed under a key of the root. */
  readonly key: Uint8Array<ArrayBuffer>;
}
export interface PassphraseWrap {
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly iterations: number; // PBKDF2, SHA-256
  readonly root: Uint8Array<ArrayBuffer>; // sealed
}
export interface PasskeyWrap {
  /** What it is asked with (WebAuthn PRF): the same members as `PasskeyRef` of the engine's port. */
  readonly ref: { readonly credential: Uint8Array<ArrayBuffer>; readonly salt: Uint8Array<ArrayBuffer> };
  readonly root: Uint8Array<ArrayBuffer>; // sealed
}
export interface RecoveryRow {
  readonly text: string; // the file's whole text: encrypted, may be saved again
  readonly fileName: string;
  readonly savedAt: number;
  readonly tested: boolean;
  /** Locked with a passphrase its owner chose; absent: with six words. */
  readonly own?: true;
  /** When contacts were put into it, ms since 1970; absent: it holds the key alone. */
  readonly contactsAt?: number;
}
