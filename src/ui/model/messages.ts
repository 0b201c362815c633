// The conversations whose messages are on the page: a window each, for the last few; and where the reader was in the others.
import type { ConversationId, MessageId } from '../../domain/ids.ts';
import type { EnginePort } from '../../engine/port.ts';
import type { ConversationView, MessageView } from '../../engine/port/messages.ts';
import type { Desk } from '../chat/desk.ts';
import { unreadFrom } from './conversations.ts';
import { type MessageWindow, openWindow, type Spot } from './window.ts';

export interface Messages {
  /**
   * The window of a conversation; the last few stay, so that going back is instant. A new one opens where the reader was,
   * else where unread messages begin, else at the newest.
   */
  of(conversation: ConversationId): MessageWindow;
  /** What was begun in a conversation (chat/desk.ts). */
  readonly desks: Map<ConversationId, Desk>;
  apply(upsert: readonly MessageView[], removed: readonly MessageId[]): void;
  /** Catches up with what was stored and not told. */
  refresh(): void;
  /** After a wipe: nothing that was read stays on the page. */
  forget(): void;
}

const KEPT_WINDOWS = 6;

export function createMessages(
  port: Pick<EnginePort, 'messages'>,
  failed: (cause: unknown) => void,
  conversation: (id: ConversationId) => ConversationView | undefined,
): Messages {
  const windows = new Map<ConversationId, MessageWindow>();
  const spots = new Map<ConversationId, Spot | undefined>();
  const desks: Messages['desks'] = new Map();
  const open = (id: ConversationId): MessageWindow => {
    const known = conversation(id);
    const lastSeq = known?.lastSeq ?? 0;
    return openWindow(id, port, failed, {
      lastSeq,
      unreadFrom: known && unreadFrom(known),
      spot: spots.get(id),
    });
  };
  return {
    desks,
    of(id) {
      const found = windows.get(id) ?? open(id);
      windows.delete(id);
      windows.set(id, found);
      for (const [oldest, { spot }] of windows) {
        if (windows.size <= KEPT_WINDOWS) break;
        windows.delete(oldest);
        spots.set(oldest, spot);
      }
      return found;
    },
    apply(upsert, removed) {
      const gone = new Set(removed);
      for (const [id, window] of windows)
        window.apply(
          upsert.filter((message) => message.conversation === id),
          gone,
        );
    },
    refresh: () => windows.forEach((window) => void window.refresh()),
    forget() {
      windows.clear();
      spots.clear();
      desks.clear();
    },
  };
}
