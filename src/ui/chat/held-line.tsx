// Says that messages are held back, and leads to their list. Outside the log: a message can never draw one of these.
import { useState } from 'preact/hooks';
import type { ConversationView } from '../../engine/port/messages.ts';
import { Icon } from '../parts/icon.tsx';
import { t } from '../words/words.ts';
import '../words/with-chat-more.ts';
import { HeldSheet } from './held-sheet.tsx';
import './held.css';

export function HeldLine({ conversation }: { readonly conversation: ConversationView }) {
  const words = t.value.chatMore;
  const [isOpen, open] = useState(false);
  return (
    <>
      <div role="status">
        <button type="button" class="heldline small" aria-haspopup="dialog" onClick={() => open(true)}>
          <Icon name="info" size={16} />
          {words.held(conversation.held)} <span class="heldline__look">{words.look}</span>
        </button>
      </div>
      {isOpen && <HeldSheet conversation={conversation} onClose={() => open(false)} />}
    </>
  );
}
