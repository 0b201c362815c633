// On a message that disappears: a small clock, and when.
import './notice-line.css';
import type { MessageView } from '../../engine/port/messages.ts';
import { Icon } from '../parts/icon.tsx';
import '../parts/more-shapes.ts';
import { shortWhen } from '../words/formats.ts';
import { t } from '../words/words.ts';
import '../words/with-talk.ts';

export function TimerMark({ message: { expiresAt } }: { readonly message: MessageView }) {
  const words = t.value.talk;
  return (
    <>
      <Icon name="timer" size={14} class="timermark" />
      <span class="vh">
        {' '}
        {expiresAt === undefined ? words.disappears : words.disappearsAt(shortWhen(expiresAt))}{' '}
      </span>
    </>
  );
}
