// The list of somebody with very many chats: only the rows near the screen exist. Loads when there are that many.
import type { RefObject } from 'preact';
import { useCallback } from 'preact/hooks';
import type { ConversationId } from '../../domain/ids.ts';
import type { ConversationView } from '../../engine/port/messages.ts';
import { Windowed } from '../parts/windowed.tsx';
import { ChatRow } from './chat-row.tsx';

export interface ManyProps {
  readonly chats: readonly ConversationView[];
  readonly current: ConversationId | undefined;
  readonly scroller: RefObject<HTMLElement | null>;
}

/** Pixels of a row, until one is measured. */
const ROW_PX = 74;
const idOf = ({ id }: ConversationView): string => id;

export function Many({ chats, current, scroller }: ManyProps) {
  const row = useCallback(
    (one: ConversationView) => <ChatRow conversation={one} isCurrent={one.id === current} />,
    [current],
  );
  return (
    <Windowed
      items={chats}
      keyOf={idOf}
      row={row}
      guess={ROW_PX}
      scroller={scroller}
      before={1} // the square
      total={chats.length + 1}
    />
  );
}
