// The one identity of this profile: its birth, its recovery file, its loss. Key bytes exist here only between the making
// and `finish`, and are overwritten then (PROTOCOL.md rule 8; SECURITY.md, "Identity lifecycle").
import { recoveryText } from '../crypto/recovery-file.ts';
import { makeWords, wordsToPassphrase } from '../crypto/words.ts';
import type { Fingerprint } from '../domain/ids.ts';
import { cleanClaimedName } from '../lib/clean-name.ts';
import type { Clock, RandomBytes } from '../lib/clock.ts';
import { PortError } from '../lib/port.ts';
import { pemToDer } from '../protocol/pem.ts';
import type { IdentityRow, RecoveryRow } from '../store/rows.ts';
import { rowOfKey } from './identity-row.ts';
import { isLockedFile, keyFileName, openKeyFile } from './key-file.ts';
import { isWhole, KeyKeeper, type KeeperDeps } from './key-keeper.ts';
import type { Self } from './parts.ts';
import type {
  IdentityView,
  Me,
  RecoveryFile,
  RecoveryState,
  RestoreResult,
  UnsupportedReason,
} from './port.ts';

export interface IdentityDeps extends KeeperDeps {
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly onView: (view: IdentityView) => void;
  /** PBKDF2 rounds of a recovery file; the product's number unless a test is in a hurry. */
  readonly iterations?: number;
}

export class Identity {
  readonly #deps: IdentityDeps;
  readonly #keeper: KeyKeeper;
  #row: IdentityRow | undefined;
  /** PKCS#8 of a key just made; nowhere else, and gone after `finish`. */
  #bytes: Uint8Array<ArrayBuffer> | undefined;
  #view: IdentityView = { phase: 'loading' };
  #isBusy = false;

  constructor(deps: IdentityDeps) {
    this.#deps = deps;
    this.#keeper = new KeyKeeper(deps);
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
  async load(row: IdentityRow | undefined): Promise<void> {
    const marked = await this.#deps.mark.read();
    if (row === undefined) return this.#show(marked === undefined ? { phase: 'none' } : lost(marked));
    if (!isWhole(row)) return this.#show(lost(row.fingerprint));
    await this.#keeper.takeUp(row, marked);
    this.#row = row;
    this.#show({ phase: 'ready', me: meOf(row) });
  }

  /** Makes, keeps and tries a key, after a loss only because the user asked. Refuses with `exists` or `busy`; what the browser cannot do becomes a view. */
  async create(name: string): Promise<void> {
    await this.#alone(['none', 'lost', 'unsupported'], async () => {
      this.#show({ phase: 'making', step: 'key' });
      const made = await this.#keeper.make(cleanClaimedName(name), this.#deps.clock.now());
      if (typeof made === 'string') return this.unsupported(made);
      if (await this.#keep(made.row)) return this.#begin(made.row, made.pkcs8);
      made.pkcs8.fill(0);
      await this.#keeper.discard();
    });
  }

  /** Opens a recovery file, or another tool's key file, and makes it this profile's identity. */
  async restore(fileText: string, passphrase: string, name: string): Promise<RestoreResult> {
    return this.#alone(['none', 'lost'], async () => {
      const before = this.#view;
      const opened = await openKeyFile(fileText, passphrase);
      if ('ok' in opened) return opened;
      const now = this.#deps.clock.now();
      const row = await rowOfKey(opened, cleanClaimedName(name), now);
      const isLocked = isLockedFile(fileText);
      const recovery: RecoveryRow | undefined = isLocked
        ? { text: fileText, fileName: keyFileName(row.name, row.fingerprint), savedAt: now, tested: true }
        : undefined;
      if (!(await this.#keep({ ...row, recovery }))) {
        opened.fill(0);
        this.#show(before);
        return { ok: false, reason: 'cannot-keep-keys' };
      }
      this.#begin({ ...row, recovery }, opened);
      // A plain file leaves the user without a locked one: its bytes stay until that is decided.
      if (isLocked) this.finish();
      return { ok: true, fingerprint: row.fingerprint };
    });
  }

  async setName(name: string): Promise<void> {
    const row = this.#owned();
    await this.#store({ ...row, name: cleanClaimedName(name) });
  }

  /** Makes the recovery file; refuses with `too-late` once the bytes are gone. */
  async makeRecovery(): Promise<RecoveryFile> {
    const row = this.#owned();
    const bytes = this.#bytes;
    if (bytes === undefined) throw new PortError('too-late');
    const { clock, random, iterations } = this.#deps;
    const madeAt = clock.now();
    const words = await makeWords(random, 6);
    const text = await recoveryText(bytes, wordsToPassphrase(words), {
      random,
      madeAt,
      ...(iterations !== undefined && { iterations }),
    });
    const fileName = keyFileName(row.name, row.fingerprint);
    await this.#store({ ...this.#owned(), recovery: { text, fileName, savedAt: madeAt, tested: false } });
    return { fileName, text, words };
  }

  /** Opens the stored file with the words as typed; true makes it "tested". */
  async rehearse(words: readonly string[]): Promise<boolean> {
    const { recovery } = this.#owned();
    if (recovery === undefined) throw new PortError('no-recovery');
    const opened = await openKeyFile(recovery.text, wordsToPassphrase(words));
    if ('ok' in opened) return false;
    const same = (await rowOfKey(opened, '', 0)).fingerprint === this.#owned().fingerprint;
    opened.fill(0);
    if (same) await this.#store({ ...this.#owned(), recovery: { ...recovery, tested: true } });
    return same;
  }

  /** From now on no export is possible. */
  finish(): void {
    this.#bytes?.fill(0);
    this.#bytes = undefined;
    if (this.#row !== undefined) this.#show({ phase: 'ready', me: meOf(this.#row) });
  }

  saved(): { readonly fileName: string; readonly text: string } | undefined {
    const recovery = this.#row?.recovery;
    return recovery && { fileName: recovery.fileName, text: recovery.text };
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

  /** There is nothing to keep keys in. */
  unsupported(reason: UnsupportedReason): void {
    this.#show({ phase: 'unsupported', reason });
  }

  /** False: this browser cannot keep it, and says so. */
  async #keep(row: IdentityRow): Promise<boolean> {
    this.#show({ phase: 'making', step: 'keep' });
    const problem = await this.#keeper.keep(row, () => this.#show({ phase: 'making', step: 'try' }));
    if (problem !== undefined) this.unsupported(problem);
    return problem === undefined;
  }

  #begin(row: IdentityRow, bytes: Uint8Array<ArrayBuffer>): void {
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

  #owned(): IdentityRow {
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

function meOf({ fingerprint, name, createdAt, recovery }: IdentityRow): Me {
  return { fingerprint, name, createdAt, recovery: recoveryOf(recovery) };
}

function recoveryOf(recovery: RecoveryRow | undefined): RecoveryState {
  if (recovery === undefined) return { kind: 'none' };
  return { kind: recovery.tested ? 'tested' : 'untested', savedAt: recovery.savedAt };
}

function lost(fingerprint: Fingerprint | undefined): IdentityView {
  return { phase: 'lost', fingerprint };
}
