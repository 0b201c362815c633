// The box before a message while several are being chosen.
import type { MessageView } from '../../../engine/port/messages.ts';
import { useModel } from '../../model/context.ts';
import { nameText } from '../../model/names.ts';
import { lineOf } from '../../text/later.ts';
import { t } from '../../words/words.ts';
import '../../words/with-acts.ts';
import { useDesk } from '../desk.ts';
import './acts.css';
import { toggleChosen } from './deeds.ts';

export function Tick({ message }: { readonly message: MessageView }) {
  const desk = useDesk();
  const name = nameText(useModel().nameOf(message.author));
  return (
    <input
      type="checkbox"
      class="tick tick--round msg__tick"
      aria-label={t.value.acts.selectOne(name, shortText(message))}
      checked={desk.chosen.value?.has(message.id) === true}
      onChange={() => toggleChosen(desk, message)}
    />
  );
}

function shortText({ text, file, deleted }: MessageView): string {
  if (deleted === true) return t.value.acts.deletedMessage;
  return lineOf(text === '' ? (file?.name ?? '') : text).slice(0, 80);
}
