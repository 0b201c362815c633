// What a message answers: who wrote it and one line of it. A tap goes there.
import type { ReplyView } from '../../../engine/port/messages.ts';
import { useModel } from '../../model/context.ts';
import { nameText } from '../../model/names.ts';
import { Name } from '../../parts/name.tsx';
import { lineOf } from '../../text/later.ts';
import { t } from '../../words/words.ts';
import '../../words/with-acts.ts';
import { useDesk } from '../desk.ts';
import './acts.css';

export interface QuoteProps {
  readonly reply: ReplyView;
}

/** In a bubble. */
export function Quote({ reply }: QuoteProps) {
  const desk = useDesk();
  const name = useModel().nameOf(reply.author);
  const { seq } = reply;
  const inside = <QuoteLines reply={reply} />;
  if (seq === undefined) return <span class="quote">{inside}</span>;
  return (
    <button
      type="button"
      class="quote inset-focus"
      title={t.value.acts.goTo(nameText(name))}
      onClick={() => desk.jump?.(seq)}
    >
      {inside}
    </button>
  );
}

export function QuoteLines({ reply }: QuoteProps) {
  const name = useModel().nameOf(reply.author);
  return (
    <>
      <span class="quote__who">
        <Name name={name} />
      </span>
      <span class="quote__line" dir="auto">
        {quotedWords(reply)}
      </span>
    </>
  );
}

function quotedWords({ message, text, what }: ReplyView): string {
  const words = t.value.acts;
  if (what === 'deleted') return words.deletedMessage;
  if (message === undefined && text === '') return words.notHere;
  if (text !== '') return lineOf(text);
  return what === 'image' ? t.value.chat.photo : words.file;
}
