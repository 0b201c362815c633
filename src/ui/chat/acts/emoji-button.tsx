// Inside the field where there is a mouse: emoji by a list. Phones have them on their keyboard.
import type { RefObject } from 'preact';
import { IconButton } from '../../parts/button.tsx';
import '../../parts/more-shapes.ts';
import { t } from '../../words/words.ts';
import '../../words/with-acts.ts';
import { useDesk } from '../desk.ts';
import { insert } from './insert.ts';

export interface EmojiButtonProps {
  readonly field: RefObject<HTMLTextAreaElement | null>;
}
export function EmojiButton({ field }: EmojiButtonProps) {
  const { sheet } = useDesk();
  const onPick = (emoji: string): void => {
    const area = field.current;
    if (area !== null) insert(area, emoji, area.selectionStart, area.selectionEnd);
  };
  return (
    <IconButton
      icon="smile"
      label={t.value.acts.emoji}
      onClick={() => (sheet.value = { kind: 'emoji', onPick })}
    />
  );
}
