// The archive: folded at the end of the list of chats.
import './talk.css';
import { useState } from 'preact/hooks';
import type { ConversationId } from '../../domain/ids.ts';
import type { ConversationView } from '../../engine/port/messages.ts';
import { Icon } from '../parts/icon.tsx';
import '../parts/more-shapes.ts';
import { number } from '../words/formats.ts';
import { t } from '../words/words.ts';
import '../words/with-talk.ts';
import { ChatRow } from './chat-row.tsx';

export interface ArchivedProps {
  readonly chats: readonly ConversationView[];
  readonly current: ConversationId | undefined;
}
export function Archived({ chats, current }: ArchivedProps) {
  // What is open beside the list is found in it.
  const [isOpen, open] = useState(chats.some(({ id }) => id === current));
  return (
    <>
      <button
        type="button"
        class="archive inset-focus"
        aria-expanded={isOpen}
        aria-controls="archive"
        onClick={() => open(!isOpen)}
      >
        <Icon name="archive" />
        <span>{t.value.talk.archived}</span>
        <span class="num">{number(chats.length)}</span>
        <Icon name="next" size={18} flip class={isOpen ? 'next is-open' : 'next'} />
      </button>
      <ul id="archive" hidden={!isOpen}>
        {isOpen &&
          chats.map((one) => (
            <li key={one.id}>
              <ChatRow conversation={one} isCurrent={one.id === current} />
            </li>
          ))}
      </ul>
    </>
  );
}
