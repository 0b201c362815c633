// Another device with our key (PROTOCOL.md rules 2 and 9): what it is seen by, and for how long it is reckoned with.
import type { SignedFrame } from '../protocol/frame.ts';
import { StoreError } from '../store/problem.ts';
import type { Desk } from './desk.ts';
import { isOwnFrame } from './later.ts';
import type { Ground, Ledger, Self } from './parts.ts';

export interface TwinOptions {
  readonly ground: Ground;
  readonly self: Self;
  readonly ledger: Ledger;
  readonly desk: Desk;
}

const DAY_MS = 86_400_000;
/** Not seen for so long, it is taken to be gone: what is sent is no longer wrapped for it. */
const GONE_MS = 90 * DAY_MS;
/** So often a frame that was sealed for others is looked at for our signature. */
const LOOK_MS = 10_000;

export class Twin {
  readonly #options: TwinOptions;
  #lookedAt: number;
  /** What an earlier run wrote, and a server may still send back, lies at or below it. */
  readonly #written: number;

  constructor(options: TwinOptions) {
    this.#options = options;
    // Late echoes of what the last run wrote are no other device's.
    const { lastHello, lastFrame } = options.ledger.row();
    const isFirstRun = lastHello === 0;
    this.#written = isFirstRun ? -1 : lastFrame;
    this.#lookedAt = options.ground.clock.monotonic() + (isFirstRun ? -LOOK_MS : 2 * LOOK_MS);
  }

  get isThere(): boolean {
    const { twinSeenAt } = this.#options.ledger.row();
    return twinSeenAt !== undefined && this.#options.ground.clock.now() - twinSeenAt < GONE_MS;
  }

  /** It was seen; pages are told when that is news. Stored with the next commit at the latest. */
  seen(): void {
    const { ground, ledger, desk } = this.#options;
    if (!this.isThere) ground.publish({ type: 'notice', notice: { kind: 'own-key-elsewhere' } });
    const { twinSeenAt = 0 } = ledger.row();
    if (ground.clock.now() - twinSeenAt < DAY_MS) return;
    ledger.noteTwin();
    void desk.join((draft) => void (draft.ledger = ledger.row())).catch(unlessUnsaved);
  }

  /**
   * A frame in which nothing can be opened with our keys. What we have written ourselves (`isOurs`) is not asked about: a server may
   * send it back more than once. One in a while is enough, as devices that are in use write again.
   */
  look(frame: SignedFrame, isOurs: (signature: string) => boolean): void {
    const { clock } = this.#options.ground;
    if (clock.monotonic() - this.#lookedAt < LOOK_MS || frame.counter <= this.#written) return;
    if (isOurs(frame.signatureText)) return;
    this.#lookedAt = clock.monotonic();
    void this.#look(frame);
  }

  async #look(frame: SignedFrame): Promise<void> {
    const { ground, self, ledger } = this.#options;
    if (!(await isOwnFrame(ground.runner, frame, self.spki))) return;
    ledger.noteAccepted(frame.counter);
    this.seen();
  }
}

function unlessUnsaved(error: unknown): void {
  if (!(error instanceof StoreError)) throw error;
}
