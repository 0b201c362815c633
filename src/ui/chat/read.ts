// Marks as read what was on the screen of somebody who was looking, and nothing below it.
import { useEffect, useRef } from 'preact/hooks';
import { useComputed } from '@preact/signals';
import type { ConversationId } from '../../domain/ids.ts';
import { useModel } from '../model/context.ts';

/** @returns What tells it to look again: the log has been scrolled, or is drawn anew. */
export function useRead(id: ConversationId, isVisible: boolean, seen: () => number | undefined): () => void {
  const model = useModel();
  const unread = useComputed(() => model.conversations.value.get(id)?.unread ?? 0).value;
  /** Asked for already; the answer is on its way. */
  const asked = useRef(0);
  const again = (cause: unknown): never => {
    asked.current = 0;
    throw cause;
  };
  const read = (): void => {
    if (!isVisible || unread === 0) return;
    const newest = seen() ?? 0;
    if (newest <= Math.max(asked.current, model.conversations.peek().get(id)?.readUpTo ?? 0)) return;
    asked.current = newest;
    const marking = model.port.markRead(id, newest);
    model.attempt(marking.catch(again));
  };
  useEffect(read, [isVisible, unread]);
  return read;
}
