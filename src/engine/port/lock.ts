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

export interface LockApi {
  unlock(passphrase: string): Promise<UnlockResult>;
  /** @param secret What the passkey made of its salt. */
  unlockWithPasskey(secret: Uint8Array<ArrayBuffer>): Promise<UnlockResult>;
  /** Nothing comes in from then on. `frozen`: the browser is about to stop the page; only if nobody uses another one. */
  lock(why: 'now' | 'frozen'): Promise<void>;
  /** Somebody uses the app: it is not idle. Says so at most every few seconds. */
  active(): Promise<void>;
  /** Refuses with `weak-passphrase`. */
  changePassphrase(now: string, next: string): Promise<UnlockResult>;
  /** Adds a passkey in the place of another one, or takes it away. */
  setPasskey(passphrase: string, passkey: Passkey | undefined): Promise<UnlockResult>;
}
