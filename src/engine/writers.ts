// Who is writing right now, as the pages are told: for eight seconds after each sign of it, until their message comes.
import type { ConversationId, Fingerprint } from '../domain/ids.ts';
import type { Desk } from './desk.ts';
import type { Ground } from './parts.ts';

/** A sign is sent again every five seconds; one may be lost. */
const SHOWN_MS = 8000;

type TellDeps = Pick<Ground, 'clock' | 'publish'>;

class Writers {
  readonly #deps: TellDeps;
  /** What takes each of them out again. */
  readonly #chats = new Map<ConversationId, Map<Fingerprint, () => void>>();

  constructor(desk: Desk, deps: TellDeps) {
    this.#deps = deps;
    desk.onStored(({ messages }) => {
      for (const { author, conversation } of messages.puts.values())
        if (author !== 'me') this.set(conversation, author, false);
    });
  }

  set(conversation: ConversationId, who: Fingerprint, isWriting: boolean): void {
    const { clock, publish } = this.#deps;
    const writers = this.#chats.get(conversation) ?? new Map<Fingerprint, () => void>();
    const known = writers.get(who);
    if (known === undefined && !isWriting) return;
    known?.();
    if (isWriting)
      writers.set(
        who,
        clock.after(SHOWN_MS, () => this.set(conversation, who, false)),
      );
    else writers.delete(who);
    if (writers.size > 0) this.#chats.set(conversation, writers);
    else this.#chats.delete(conversation);
    if ((known === undefined) === isWriting)
      publish({ type: 'writing', conversation, who: [...writers.keys()] });
  }
}

const known = new WeakMap<Desk, Writers>();

/** Those of one engine; begins to follow what it stores with the first sign. */
export function writersAt(desk: Desk, deps: TellDeps): Writers {
  const found = known.get(desk) ?? new Writers(desk, deps);
  known.set(desk, found);
  return found;
}
