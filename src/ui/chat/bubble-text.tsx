// The words of a message. Plain ones are shown as they are; what might mean more is read by a part that comes beside.
import { useEffect } from 'preact/hooks';
import type { MentionView } from '../../engine/port/messages.ts';
import { bareText, fetchTextPart, isPlainText, textPart } from '../text/later.ts';

export interface BubbleTextProps {
  readonly text: string;
  readonly mentions?: readonly MentionView[] | undefined;
  /** Of the message: a long one that was unfolded stays so. */
  readonly id?: string | undefined;
  /** Never folded: somebody was led to a place inside it. */
  readonly open?: boolean | undefined;
}

export function BubbleText(props: BubbleTextProps) {
  const { text, mentions } = props;
  const part = textPart.value;
  const isPlain = mentions === undefined && isPlainText(text);
  useEffect(fetchTextPart, []);
  if (!isPlain && typeof part === 'object') return <part.RichText {...props} />;
  return (
    <bdi class="words" aria-busy={(!isPlain && part === true) || undefined}>
      {bareText(text)}
    </bdi>
  );
}

// At once, beside the engine's first answer.
fetchTextPart();
