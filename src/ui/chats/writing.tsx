// "Mira is writing…", in the place of the last words and in the bar of a chat. Nothing moves: the words are enough.
import type { ConversationView } from '../../engine/port/messages.ts';
import { useModel } from '../model/context.ts';
import { namesText } from '../model/names.ts';
import { t } from '../words/words.ts';
import '../words/with-talk.ts';

export function Writing({ conversation: { id } }: { readonly conversation: ConversationView }) {
  const words = t.value.talk;
  const model = useModel();
  const who = model.writing.value.get(id) ?? [];
  const names = namesText(who.map((one) => model.nameOf(one)));
  return (
    <span class="light clip1 grow">
      {who.length === 1 ? words.isWriting(names) : words.areWriting(names)}
    </span>
  );
}
