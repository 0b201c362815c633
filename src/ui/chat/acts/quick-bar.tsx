// The six emoji that are enough for most, and a way to all the others.
import type { MessageView } from '../../../engine/port/messages.ts';
import { useModel } from '../../model/context.ts';
import { IconButton } from '../../parts/button.tsx';
import '../../parts/more-shapes.ts';
import { t } from '../../words/words.ts';
import '../../words/with-acts.ts';
import { useDesk } from '../desk.ts';
import './acts.css';
import { react } from './deeds.ts';

const QUICK = ['👍', '❤️', '😂', '😮', '😢', '🙏'] as const;

export interface QuickBarProps {
  readonly message: MessageView;
  readonly onDone: () => void;
}
export function QuickBar({ message, onDone }: QuickBarProps) {
  const words = t.value.acts;
  const model = useModel();
  const desk = useDesk();
  const mine = message.reactions?.find(({ who }) => who.includes('me'))?.emoji;
  const pick = (emoji: string): void => {
    onDone();
    react(model, message, emoji);
  };
  return (
    <div class="quick" role="group" aria-label={words.react}>
      {QUICK.map((emoji) => (
        <button
          key={emoji}
          type="button"
          class="ib emoji"
          aria-pressed={emoji === mine}
          onClick={() => pick(emoji)}
        >
          {emoji}
        </button>
      ))}
      <IconButton
        icon="plus"
        size={20}
        label={words.moreEmoji}
        onClick={() => {
          onDone();
          const onPick = (emoji: string): void => react(model, message, emoji);
          // After a dialog around this has given the focus back.
          setTimeout(() => (desk.sheet.value = { kind: 'emoji', onPick }));
        }}
      />
    </div>
  );
}
