// Beside a message under the mouse: react, answer, everything else. Touch and keyboard have the menu.
import { useState } from 'preact/hooks';
import type { MessageView } from '../../../engine/port/messages.ts';
import { useModel } from '../../model/context.ts';
import { IconButton } from '../../parts/button.tsx';
import '../../parts/more-shapes.ts';
import { t } from '../../words/words.ts';
import '../../words/with-acts.ts';
import { useDesk } from '../desk.ts';
import { useIsShut } from '../shut.ts';
import './acts.css';
import { isWhole, startReply } from './deeds.ts';
import { QuickBar } from './quick-bar.tsx';

export interface HoverBarProps {
  readonly message: MessageView;
  readonly onMenu: (message: MessageView) => void;
}
export function HoverBar({ message, onMenu }: HoverBarProps) {
  const words = t.value.acts;
  const model = useModel();
  const desk = useDesk();
  const [isReacting, setReacting] = useState(false);
  if (useIsShut() || !isWhole(message)) return undefined;
  return (
    <div class="hoverbar" role="toolbar" aria-label={t.value.chatMore.actions}>
      {isReacting ? (
        <QuickBar message={message} onDone={() => setReacting(false)} />
      ) : (
        <>
          <IconButton icon="smile" size={20} label={words.react} onClick={() => setReacting(true)} />
          <IconButton
            icon="reply"
            size={20}
            flip
            label={words.reply}
            onClick={() => startReply(model, desk, message)}
          />
          <IconButton icon="more" size={20} label={words.more} onClick={() => onMenu(message)} />
        </>
      )}
    </div>
  );
}
