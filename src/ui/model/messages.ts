// The part of a conversation that is on the page: its newest messages, and older ones as the reader climbs.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { ConversationId, MessageId } from '../../domain/ids.ts';
import type { EnginePort } from '../../engine/port.ts';
import type { MessageView, Place } from '../../engine/port/messages.ts';

export interface MessageWindow {
  /** Oldest first; undefined until the first page is here. */
  readonly list: ReadonlySignal<readonly MessageView[] | undefined>;
  /** True when there is nothing older. */
  readonly complete: ReadonlySignal<boolean>;
  readonly loading: ReadonlySignal<boolean>;
  loadOlder(): Promise<void>;
}
export interface Messages {
  /** The window of a conversation; the last few stay, so that going back is instant. */
  of(conversation: ConversationId): MessageWindow;
  apply(upsert: readonly MessageView[], removed: readonly MessageId[]): void;
  /** Catches up with what was stored and not told. */
  refresh(): void;
  /** After a wipe: nothing that was read stays on the page. */
  forget(): void;
}

const PAGE = 50;
const KEPT_WINDOWS = 6;

interface OpenWindow extends MessageWindow {
  refresh(): Promise<void>;
  apply(upsert: readonly MessageView[], removed: ReadonlySet<MessageId>): void;
}

export function createMessages(
  port: Pick<EnginePort, 'messages'>,
  failed: (cause: unknown) => void,
): Messages {
  const windows = new Map<ConversationId, OpenWindow>();
  return {
    of(conversation) {
      const found = windows.get(conversation) ?? openWindow(conversation, port, failed);
      windows.delete(conversation);
      windows.set(conversation, found);
      for (const oldest of windows.keys()) if (windows.size > KEPT_WINDOWS) windows.delete(oldest);
      return found;
    },
    apply(upsert, removed) {
      const gone = new Set(removed);
      for (const [conversation, window] of windows)
        window.apply(
          upsert.filter((message) => message.conversation === conversation),
          gone,
        );
    },
    refresh: () => windows.forEach((window) => void window.refresh()),
    forget: () => windows.clear(),
  };
}

function openWindow(
  conversation: ConversationId,
  port: Pick<EnginePort, 'messages'>,
  failed: (cause: unknown) => void,
): OpenWindow {
  const list = signal<readonly MessageView[] | undefined>(undefined);
  const complete = signal(false);
  const loading = signal(false);
  const loadOlder = async (): Promise<void> => {
    if (loading.peek() || complete.peek()) return;
    loading.value = true;
    try {
      const first = list.peek()?.[0]?.seq;
      const page = await port.messages(conversation, before(first), PAGE);
      complete.value = !page.hasOlder;
      // What an event has told meanwhile is newer than the page.
      list.value = merged(page.messages, list.peek() ?? []);
    } catch (cause) {
      failed(cause);
    } finally {
      loading.value = false;
    }
  };
  /** The newest pages, back to one that reaches `seq`. */
  const since = async (seq: number): Promise<readonly MessageView[]> => {
    let found: readonly MessageView[] = [];
    for (let isMore = true; isMore && (found[0]?.seq ?? Infinity) > seq;) {
      const page = await port.messages(conversation, before(found[0]?.seq), PAGE);
      found = [...page.messages, ...found];
      isMore = page.hasOlder;
    }
    return found;
  };
  void loadOlder();
  return {
    list,
    complete,
    loading,
    loadOlder,
    async refresh() {
      const known = list.peek();
      if (known === undefined) return; // its first page is being asked for anyway
      try {
        const found = await since(known.at(-1)?.seq ?? 0);
        const first = found[0]?.seq ?? Infinity;
        const before = new Set(known);
        // A known message that the store has no more is gone; what an event has told meanwhile is newer than the pages.
        const [old, told] = [known.filter(({ seq }) => seq < first), list.peek() ?? []];
        list.value = merged(
          [...old, ...found],
          told.filter((message) => !before.has(message)),
        );
      } catch (cause) {
        failed(cause);
      }
    },
    apply(upsert, removed) {
      const now = list.peek() ?? [];
      const first = now[0]?.seq ?? 0;
      // A change of a message older than the window is found when the reader gets there.
      const fresh = upsert.filter((message) => complete.peek() || message.seq >= first);
      const left = now.filter(
        (message) => !(removed.has(message.id) && message.conversation === conversation),
      );
      if (fresh.length > 0 || left.length < now.length) list.value = merged(left, fresh);
    },
  };
}

const before = (seq: number | undefined): Place => (seq === undefined ? 'newest' : { before: seq });

/** Both lists in order of arrival; the second wins where both know a message. */
function merged(old: readonly MessageView[], fresh: readonly MessageView[]): readonly MessageView[] {
  if (fresh.length === 0) return old;
  const bySeq = new Map(old.map((message) => [message.seq, message]));
  for (const message of fresh) bySeq.set(message.seq, message);
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}
