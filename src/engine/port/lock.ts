// What pages know of the app lock, and what they may ask of it.

/** A passkey that opens the lock, as the browser is asked for it. Neither is a secret. */
export interface PasskeyRef {
  readonly credential: Uint8Array<ArrayBuffer>; // its id
  readonly salt: Uint8Array<ArrayBuffer>; // 32 bytes, evaluated by the authenticator (WebAuthn PRF)
}
/** A passkey and the 32 secret bytes that it made of the salt. */
export interface Passkey extends PasskeyRef {
  readonly secret: Uint8Array<ArrayBuffer>;
}

/** Ways in. The passphrase is always one. */
export interface LockWays {
  readonly passkey: PasskeyRef | undefined;
}

/** Chosen when a key is made, restored or imported, and never later: then there are no bytes to seal. */
export interface LockChoice {
  readonly passphrase: string;
}

export type UnlockResult =
  | { readonly ok: true }
  /** `waitMs`: so long nothing else is tried, counted from now. */
  | { readonly ok: false; readonly reason: 'wrong' | 'wait'; readonly waitMs: number };

/** What a person has to open a lock with: the passphrase, or what the passkey made of its salt. */
export type Opener = { readonly passphrase: string } | { readonly secret: Uint8Array<ArrayBuffer> };

/**
 * One way in changed: another passphrase, another passkey, or none any more. Or the key taken in hand once more, which only a
 * lock makes possible: a recovery file can be made until `finishIdentity`.
 */
export type LockChange =
  | { readonly kind: 'key' }
  | { readonly kind: 'passphrase'; readonly next: string }
  | { readonly kind: 'passkey'; readonly next: Passkey | undefined };

export interface LockApi {
  unlock(opener: Opener): Promise<UnlockResult>;
  /** Nothing comes in from then on. `frozen`: the browser is about to stop the page; only if nobody uses another one. */
  lock(why: 'now' | 'frozen'): Promise<void>;
  /** Somebody uses the app: it is not idle. Says so at most every few seconds. */
  active(): Promise<void>;
  /** Refuses with `no-lock` or `weak-passphrase`. */
  changeLock(passphrase: string, change: LockChange): Promise<UnlockResult>;
}
