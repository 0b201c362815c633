// What an app lock is about once it is there: opening it, closing it (by hand, when nobody uses the app, when the browser
// stops the page), and its ways in. Keys live in memory only, from the unlocking to the lock; loads with the first of these.
import { rootKeys } from '../../crypto/app-lock.ts';
import { isStrongEnough } from '../../lib/lock-passphrase.ts';
import { PortError } from '../../lib/port.ts';
import { StoreError } from '../../store/problem.ts';
import type { LockedIdentityRow, LockRow } from '../../store/identity-rows.ts';
import type { Core } from '../engine.ts';
import type { LockChange, Opener, UnlockResult } from '../port/lock.ts';
import { lockCodec, openKey } from './codec.ts';
import { Idle } from './idle.ts';
import { openRoot, wrapForPasskey, wrapForPassphrase } from './wraps.ts';

/** After so many wrong tries each next one must wait, twice as long each time, up to the most. */
const FREE_TRIES = 3;
const FIRST_WAIT_MS = 2000;
const MOST_WAIT_MS = 60_000;
/** What is being stored when the lock falls gets so long, looked at every so often. */
const DRAIN_MS = 3000;
const LOOK_MS = 50;

type Whose = Pick<LockedIdentityRow, 'fingerprint' | 'lock'>;

const rooms = new WeakMap<Core, LockRoom>();
/** The one room of an engine. */
export function lockRoom(core: Core): LockRoom {
  const room = rooms.get(core) ?? new LockRoom(core);
  rooms.set(core, room);
  return room;
}

export class LockRoom {
  readonly #core: Core;
  readonly #idle: Idle;
  #wrong = 0;
  #waitsUntil = 0;
  #isBusy = false;

  constructor(core: Core) {
    this.#core = core;
    this.#idle = new Idle(core.platform.clock, async () => {
      const minutes = (await core.base()).preferences.now().lockAfter ?? DEFAULT_MINUTES;
      return minutes * 60_000;
    });
  }

  /** Takes up the identity behind the lock; where it is open already, nothing happens. */
  async unlock(opener: Opener): Promise<UnlockResult> {
    const { identity: row } = (await this.#core.base()).loaded;
    if (row === undefined || !('sealed' in row)) return { ok: true };
    return this.#trying(row, opener, async (root) => {
      const { random } = this.#core.platform;
      await this.#core.reopen(lockCodec(await rootKeys(root), random));
      await this.active();
    });
  }

  async lock(why: 'now' | 'frozen'): Promise<void> {
    if (!(await this.#isOpen())) return;
    if (why === 'frozen' && !(await this.#idle.isRestingFor(FROZEN_MS))) return;
    await this.#close();
  }

  async active(): Promise<void> {
    if (!(await this.#isOpen())) return this.#idle.stop();
    if (await this.#idle.isOver()) return this.#close();
    await this.#idle.used(() => this.#close());
  }

  /** Changes one way in, once the passphrase was right. */
  async change(passphrase: string, change: LockChange): Promise<UnlockResult> {
    const { identity } = await this.#core.base();
    const { fingerprint, lock } = identity.owned();
    if (lock === undefined) throw new PortError('no-lock');
    if (change.kind === 'passphrase' && !isStrongEnough(change.next)) throw new PortError('weak-passphrase');
    return this.#trying({ fingerprint, lock }, { passphrase }, async (root) => {
      if (change.kind === 'key') return this.#takeKey(root, { fingerprint, lock });
      const changed = await this.#changed(root, { fingerprint, lock }, change);
      await identity.change((row) => ({ ...row, lock: changed }));
    });
  }

  async #takeKey(root: Uint8Array, whose: Whose): Promise<void> {
    const bytes = await openKey(await rootKeys(root), whose);
    if (bytes === undefined) throw new StoreError('broken');
    (await this.#core.base()).identity.hold(bytes);
  }

  async #changed(
    root: Uint8Array,
    { fingerprint, lock }: Whose,
    change: Exclude<LockChange, { readonly kind: 'key' }>,
  ): Promise<LockRow> {
    const { random, iterations } = this.#core.platform;
    const deps = { random, ...(iterations !== undefined && { iterations }) };
    if (change.kind === 'passphrase')
      return { ...lock, passphrase: await wrapForPassphrase(root, change.next, fingerprint, deps) };
    const { passkey: _, ...rest } = lock;
    if (change.next === undefined) return rest;
    return { ...rest, passkey: await wrapForPasskey(root, change.next, fingerprint, deps) };
  }

  async #isOpen(): Promise<boolean> {
    const view = (await this.#core.base()).identity.view();
    return 'me' in view && view.me.lock !== undefined;
  }

  /** One try at a time, and after some wrong ones a pause: whoever has the open page alone gets no further than this. */
  async #trying(
    whose: Whose,
    opener: Opener,
    then: (root: Uint8Array<ArrayBuffer>) => Promise<void>,
  ): Promise<UnlockResult> {
    const { clock } = this.#core.platform;
    const waitMs = this.#waitsUntil - clock.monotonic();
    if (waitMs > 0) return { ok: false, reason: 'wait', waitMs };
    if (this.#isBusy) throw new PortError('busy');
    this.#isBusy = true;
    try {
      const root = await openRoot(whose, opener);
      if (root === undefined) return { ok: false, reason: 'wrong', waitMs: this.#wrongAgain() };
      this.#wrong = 0;
      try {
        await then(root);
      } finally {
        root.fill(0);
      }
      return { ok: true };
    } finally {
      this.#isBusy = false;
    }
  }

  #wrongAgain(): number {
    this.#wrong += 1;
    const more = this.#wrong - FREE_TRIES;
    const waitMs = more < 0 ? 0 : Math.min(FIRST_WAIT_MS * 2 ** more, MOST_WAIT_MS);
    this.#waitsUntil = this.#core.platform.clock.monotonic() + waitMs;
    return waitMs;
  }

  /** The line is given up first, so that nothing more comes in; what came is stored; then nothing is left in memory. */
  async #close(): Promise<void> {
    this.#idle.stop();
    const home = await this.#core.household();
    home?.leave();
    const { clock } = this.#core.platform;
    const end = clock.monotonic() + DRAIN_MS;
    while (home?.messages.isBusy() === true && clock.monotonic() < end)
      await new Promise<void>((go) => void clock.after(LOOK_MS, go));
    await this.#core.reopen();
  }
}

const DEFAULT_MINUTES = 15;
/** A page that is frozen while another was used just now leaves the lock open. */
const FROZEN_MS = 60_000;
