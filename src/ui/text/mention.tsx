// A person named in a text: always by the reader's own name for that key, whatever the text says.
import type { Author } from '../../engine/port/messages.ts';
import { useModel } from '../model/context.ts';
import { nameText } from '../model/names.ts';
import { Verified } from '../parts/marks.tsx';

export function Mention({ who }: { readonly who: Author }) {
  const model = useModel();
  // A key that is my own is me, however it was written.
  const name = model.nameOf(who === model.me.value?.fingerprint ? 'me' : who);
  const names = ['mention', name.kind === 'me' && 'is-me', name.kind === 'pet' && 'pet'];
  return (
    <>
      <bdi class={names.filter(Boolean).join(' ')}>@{nameText(name)}</bdi>
      {name.isVerified && <Verified />}
    </>
  );
}
