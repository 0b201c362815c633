// The one identity of this profile: taken up at the start, shown, lost. Key bytes exist here only between the making
// (identity-making.ts, loaded later) and `finish`, and are overwritten then (PROTOCOL.md rule 8; SECURITY.md, "Identity
// lifecycle").
import type { KeyPairBytes, PrivateKeys } from '../crypto/key-pair.ts';
import type { Fingerprint } from '../domain/ids.ts';
import { cleanClaimedName } from '../lib/clean-name.ts';
import type { Clock, RandomBytes } from '../lib/clock.ts';
import { PortError } from '../lib/port.ts';
import { pemToDer } from '../protocol/pem.ts';
import type { IdentityRow, LockedIdentityRow, RecoveryRow } from '../store/identity-rows.ts';
import type { Store } from '../store/store.ts';
import { identityMaking } from './later.ts';
import type { Mark } from './mark.ts';
import type { Self } from './parts.ts';
import type { IdentityView, RecoveryFile, RestoreResult } from './port/identity.ts';
import type { LockChoice } from './port/lock.ts';
import { isWhole, lost, meOf, waysOf } from './stored-identity.ts';

export interface IdentityDeps {
  readonly store: Store;
  readonly mark: Mark;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** The platform's own way unless a test stands in. */
  readonly makeKeyPair?: () => Promise<KeyPairBytes>;
  /** Hands the keys to whoever computes with them. */
  readonly use: (keys: PrivateKeys) => Promise<void>;
  /** Awaited before a key is stored or its mark is changed (leadership.ts). */
  readonly claim?: (fingerprint: Fingerprint) => Promise<void>;
  readonly onView: (view: IdentityView) => void;
  /** PBKDF2 rounds of a recovery file; the product's number unless a test is in a hurry. */
  readonly iterations?: number;
}

/** What the making of an identity has to work on. */
export interface Cradle {
  readonly deps: IdentityDeps;
  view(): IdentityView;
  show(view: IdentityView): void;
  /** Refuses with `no-identity`. */
  owned(): IdentityRow;
  /** PKCS#8 of a key just made. */
  bytes(): Uint8Array<ArrayBuffer> | undefined;
  begin(row: IdentityRow, bytes: Uint8Array<ArrayBuffer>): void;
  /** As `Identity.change`. */
  change(build: (row: IdentityRow) => IdentityRow): Promise<void>;
  finish(): void;
}

export class Identity {
  readonly #deps: IdentityDeps;
  /** For the parts that load later. */
  readonly cradle: Cradle;
  #row: IdentityRow | undefined;
  /** PKCS#8 of a key just made; nowhere else, and gone after `finish`. */
  #bytes: Uint8Array<ArrayBuffer> | undefined;
  #view: IdentityView = { phase: 'loading' };
  #isRestored = false;
  #isBusy = false;
  #line: Promise<unknown> = Promise.resolve();

  constructor(deps: IdentityDeps) {
    this.#deps = deps;
    this.cradle = {
      deps,
      view: () => this.#view,
      show: (view) => this.#show(view),
      owned: () => this.owned(),
      bytes: () => this.#bytes,
      begin: (row, bytes) => this.#begin(row, bytes),
      change: (build) => this.change(build),
      finish: () => this.finish(),
    };
  }

  view(): IdentityView {
    return this.#view;
  }

  /** What the other parts may know of us; undefined before there is an identity. */
  self(): Self | undefined {
    const row = this.#row;
    const spki = row && pemToDer(row.pem);
    if (row === undefined || spki === undefined) return undefined;
    return { fingerprint: row.fingerprint, pem: row.pem, spki, name: () => this.#row?.name ?? '' };
  }

  /** Takes up what the store has. A key that was here once and is not any more is lost, not absent. */
  async load(row: IdentityRow | LockedIdentityRow | undefined): Promise<void> {
    const { mark, claim, use } = this.#deps;
    const marked = await mark.read();
    if (row === undefined) return this.#show(marked === undefined ? { phase: 'none' } : lost(marked));
    const { fingerprint } = row;
    const isLocked = 'sealed' in row;
    if (!isLocked && !isWhole(row)) return this.#show(lost(fingerprint));
    await claim?.(fingerprint);
    if (marked !== fingerprint) await mark.write(fingerprint);
    if (isLocked) return this.#show({ phase: 'locked', fingerprint, ways: waysOf(row.lock) });
    await use(row);
    this.#row = row;
    this.#show({ phase: 'ready', me: meOf(row) });
  }

  /** A new identity, after a loss only because the user asked. Refuses with `exists` or `busy`. */
  async create(name: string, lock?: LockChoice): Promise<void> {
    await this.#alone(['none', 'lost', 'unsupported', 'fresh'], async () =>
      (await identityMaking()).create(this.cradle, name, lock),
    );
  }

  /** The key came from a recovery or key file in this run. */
  get isRestored(): boolean {
    return this.#isRestored;
  }

  /** The identity of a recovery or key file, also in the place of a new key that was not used. Refuses with `exists`, `not-empty` or `busy`. */
  async restore(
    fileText: string,
    passphrase: string,
    name: string,
    lock?: LockChoice,
  ): Promise<RestoreResult> {
    const result = await this.#alone(['none', 'lost', 'fresh'], async () =>
      (await identityMaking()).restore(this.cradle, { fileText, passphrase, name, lock }),
    );
    this.#isRestored = result.ok;
    return result;
  }

  async setName(name: string): Promise<void> {
    await this.change((row) => ({ ...row, name: cleanClaimedName(name) }));
  }

  /** Stores the row as `build` has it, which sees what was stored before it. Refuses with `no-identity`. */
  change(build: (row: IdentityRow) => IdentityRow): Promise<void> {
    const turn = this.#line.then(() => this.#store(build(this.owned())));
    this.#line = turn.catch(() => undefined);
    return turn;
  }

  /** Makes the recovery file; refuses with `too-late` once the bytes are gone. */
  async makeRecovery(own?: string): Promise<RecoveryFile> {
    this.owned();
    return (await identityMaking()).makeRecovery(this.cradle, own);
  }

  /** Opens the stored file with the words as typed; true makes it "tested". Refuses with `no-recovery`. */
  async rehearse(words: readonly string[]): Promise<boolean> {
    this.owned();
    return (await identityMaking()).rehearse(this.cradle, words);
  }

  /** The bytes of the key once more, out of its lock; until `finish`. */
  hold(bytes: Uint8Array<ArrayBuffer>): void {
    this.#begin(this.owned(), bytes);
  }

  /** From now on no export is possible. */
  finish(): void {
    this.#bytes?.fill(0);
    this.#bytes = undefined;
    if (this.#row !== undefined) this.#show({ phase: 'ready', me: meOf(this.#row) });
  }

  /** The recovery file as it lies in the store. */
  saved(): RecoveryRow | undefined {
    return this.#row?.recovery;
  }

  /** The store was taken away under us. */
  lose(): void {
    const fingerprint = this.#row?.fingerprint;
    this.forget();
    this.#show(lost(fingerprint));
  }

  /** Nothing of the keys stays in memory; the view is the caller's. */
  forget(): void {
    this.#bytes?.fill(0);
    this.#bytes = undefined;
    this.#row = undefined;
  }

  #begin(row: IdentityRow, bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#bytes !== bytes) this.#bytes?.fill(0);
    this.#row = row;
    this.#bytes = bytes;
    this.#show({ phase: 'fresh', me: meOf(row) });
  }

  async #store(row: IdentityRow): Promise<void> {
    await this.#deps.store.commit({ put: { identity: row }, strict: true });
    this.#row = row;
    const phase = this.#bytes === undefined ? 'ready' : 'fresh';
    this.#show({ phase, me: meOf(row) });
  }

  /** Refuses with `no-identity`. */
  owned(): IdentityRow {
    if (this.#row === undefined) throw new PortError('no-identity');
    return this.#row;
  }

  /** One birth at a time, and none over an identity that is there. */
  async #alone<Result>(from: readonly IdentityView['phase'][], task: () => Promise<Result>): Promise<Result> {
    if (this.#isBusy) throw new PortError('busy');
    if (!from.includes(this.#view.phase)) throw new PortError('exists');
    this.#isBusy = true;
    try {
      return await task();
    } finally {
      this.#isBusy = false;
    }
  }

  #show(view: IdentityView): void {
    this.#view = view;
    this.#deps.onView(view);
  }
}
