// Ends mutes and takes away what disappears, when its time has come. In one run the time of a message is measured by a clock
// that never jumps: it never goes too early, and a wall clock that was put back keeps nothing for ever.
import type { ConversationId } from '../domain/ids.ts';
import { StoreError } from '../store/problem.ts';
import type { MessageRow } from '../store/rows.ts';
import { dropWords } from './act-sender.ts';
import { isMuted } from './conversation-rows.ts';
import type { Draft } from './draft.ts';
import type { MessageSide } from './message-side.ts';
import { KEPT_MS, NOWHERE } from './nowhere.ts';
import { byConversation, takeOff } from './taking-out.ts';

type Side = Pick<MessageSide, 'ground' | 'desk' | 'views' | 'book' | 'self'>;

/** Messages read, and removed, at once. */
const BATCH = 100;
/** Looked again after so long, whatever the clock says; timers far away do not fit everywhere. */
const MOST_MS = 3_600_000;
const AGAIN_MS = 5000;

export class DeadlineWork {
  readonly #side: Side;
  /** Monotonic time at which a message is due, by its key; those that were begun in this run, or are next. */
  readonly #due = new Map<string, number>();
  #cancel = (): void => undefined;
  #isRunning = false;
  #isAgain = false;

  constructor(side: Side) {
    this.#side = side;
  }

  get isBusy(): boolean {
    return this.#isRunning;
  }

  /** Something with a time may have been stored, or a time may have come. */
  look(stored: readonly MessageRow[] = []): void {
    for (const row of stored) this.#note(row);
    this.#isAgain = true;
    if (!this.#isRunning) void this.#run();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    let wait = MOST_MS;
    try {
      while (this.#isAgain) {
        this.#isAgain = false;
        wait = Math.min(await this.#endMutes(), await this.#removeDue());
      }
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      wait = AGAIN_MS;
      if (error.kind === 'closed') return;
    } finally {
      this.#isRunning = false;
    }
    this.#cancel();
    this.#cancel = this.#side.ground.clock.after(Math.min(wait, MOST_MS), () => this.look());
  }

  /** Milliseconds until the next one ends. */
  async #endMutes(): Promise<number> {
    const { desk, ground } = this.#side;
    const now = ground.clock.now();
    const muted = [...desk.conversations.values()].filter(({ mutedUntil }) => mutedUntil !== undefined);
    const over = muted.filter((row) => !isMuted(row, now));
    if (over.length > 0)
      await desk.join((draft) => {
        for (const { id } of over) {
          const row = draft.conversations.over(id, desk.conversations.get(id));
          if (row === undefined || isMuted(row, now)) continue;
          const { mutedUntil: _, ...loud } = row;
          draft.conversations.put(id, loud);
        }
      });
    return Math.min(...muted.map(({ mutedUntil = 0 }) => (mutedUntil > now ? mutedUntil - now : Infinity)));
  }

  /** Milliseconds until the next one is due. */
  async #removeDue(): Promise<number> {
    const { clock, store } = this.#side.ground;
    const next = await store.nextToExpire(BATCH);
    for (const row of next) this.#note(row);
    await this.#setRight(next);
    const now = clock.monotonic();
    const due = [...this.#due].filter(([, at]) => at <= now).map(([key]) => key);
    for (let from = 0; from < due.length; from += BATCH) await this.#remove(due.slice(from, from + BATCH));
    if (due.length > 0) this.#isAgain = true; // those behind them come to the front
    return Math.min(...[...this.#due.values()].map((at) => at - now));
  }

  #note({ key, conversation, expiresAt, ttl }: MessageRow): void {
    // What was taken off before its time has another one since then.
    const isKnown = this.#due.has(key) && conversation !== NOWHERE;
    if (expiresAt === undefined || isKnown) return;
    const { clock } = this.#side.ground;
    const left = Math.min(expiresAt - clock.now(), spanOf(ttl));
    this.#due.set(key, clock.monotonic() + Math.max(0, left));
  }

  /** The wall clock was put back: nothing is kept longer than its time from now on. */
  async #setRight(rows: readonly MessageRow[]): Promise<void> {
    const { desk, ground } = this.#side;
    const now = ground.clock.now();
    const late = rows.filter(({ expiresAt = 0, ttl }) => expiresAt > now + spanOf(ttl));
    if (late.length === 0) return;
    await desk.edit(async (draft) => {
      for (const row of await this.#stored(late.map(({ key }) => key)))
        draft.messages.put(row.key, { ...row, expiresAt: now + spanOf(row.ttl) });
    });
  }

  async #remove(keys: readonly string[]): Promise<void> {
    await this.#side.desk.edit(async (draft) => {
      const rows = await this.#stored(keys);
      for (const [id, messages] of byConversation(rows)) await this.#erase(draft, id, messages);
    });
    for (const key of keys) this.#due.delete(key);
  }

  async #erase(draft: Draft, id: ConversationId, messages: readonly MessageRow[]): Promise<void> {
    if (id === NOWHERE) return messages.forEach(({ key }) => draft.messages.remove(key));
    for (const message of messages) dropWords(this.#side, draft, message);
    await takeOff(this.#side, draft, id, messages, true);
  }

  /** Those of them that are here and disappear. */
  async #stored(keys: readonly string[]): Promise<readonly MessageRow[]> {
    const { store } = this.#side.ground;
    const rows = await Promise.all(keys.map((key) => store.message(key)));
    return rows.flatMap((row) => (row?.expiresAt === undefined ? [] : [row]));
  }
}

const spanOf = (ttl: number | undefined): number => (ttl === undefined ? KEPT_MS : ttl * 1000);
