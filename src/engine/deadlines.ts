// What happens by the clock: mutes end and messages disappear. Known from the start is only whether there is any of it.
import type { MessageRow } from '../store/rows.ts';
import type { DeadlineWork } from './deadline-work.ts';
import type { Draft } from './draft.ts';
import { talkPart, withoutIt } from './later.ts';
import type { MessageSide } from './message-side.ts';

export class Deadlines {
  readonly #side: () => MessageSide;
  #work: DeadlineWork | undefined;
  #isLoading = false;

  constructor(side: () => MessageSide) {
    this.#side = side;
  }

  get isBusy(): boolean {
    return this.#isLoading || this.#work?.isBusy === true;
  }

  /** Takes up what an earlier run has left. */
  async load(): Promise<void> {
    const { desk, ground } = this.#side();
    const isAny = [...desk.conversations.values()].some(({ mutedUntil }) => mutedUntil !== undefined);
    if (isAny || (await ground.store.nextToExpire(1)).length > 0) void this.#look();
  }

  /** Follows what was stored. */
  stored({ conversations, messages }: Draft): void {
    const isAny =
      [...conversations.puts.values()].some(({ mutedUntil }) => mutedUntil !== undefined) ||
      [...messages.puts.values()].some(({ expiresAt }) => expiresAt !== undefined);
    if (isAny) void this.#look([...messages.puts.values()]);
  }

  async #look(stored: readonly MessageRow[] = []): Promise<void> {
    this.#isLoading = this.#work === undefined;
    const part = this.#isLoading ? await talkPart().catch(withoutIt) : undefined;
    this.#isLoading = false;
    this.#work ??= part && new part.DeadlineWork(this.#side());
    this.#work?.look(stored);
  }
}
