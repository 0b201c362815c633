// Above the first message: to whom this is sealed, as far as it is known, and what servers still see.
import type { ConversationView } from '../../engine/port/messages.ts';
import { useModel } from '../model/context.ts';
import { namesOf } from '../model/conversations.ts';
import type { NameView } from '../model/names.ts';
import { nameText } from '../model/names.ts';
import { Icon } from '../parts/icon.tsx';
import { t } from '../words/words.ts';
import '../words/with-chat-more.ts';

export function SealNote({ conversation }: { readonly conversation: ConversationView }) {
  const names = namesOf(conversation, useModel());
  const words = conversation.kind === 'group' ? t.value.chatMore.sealedGroup : wordsFor(names[0]);
  return (
    <p class="note note--seal">
      <Icon name="lock" size={18} />
      <span>{words}</span>
    </p>
  );
}

/** Who it is, is known of a key that I compared; any other is a key that is called something. */
function wordsFor(name: NameView | undefined): string {
  const words = t.value.chatMore;
  if (name === undefined) return words.sealedSelf;
  if (name.isVerified) return words.sealedOnly(nameText(name));
  if (name.kind === 'pet') return words.sealedNamed(name.text);
  return name.kind === 'claim' ? words.sealedClaimed(nameText(name)) : words.sealedKey(name.tag);
}
