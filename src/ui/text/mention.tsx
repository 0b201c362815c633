// Somebody named in a text, by the name I have for them.
import type { Author } from '../../engine/port/messages.ts';
import { useModel } from '../model/context.ts';
import { myName, nameText } from '../model/names.ts';

export function Mention({ who }: { readonly who: Author }) {
  const model = useModel();
  const name = who === 'me' ? myName(model.me.value) : nameText(model.nameOf(who));
  return <bdi class={who === 'me' ? 'mention mention--me' : 'mention'}>@{name}</bdi>;
}
