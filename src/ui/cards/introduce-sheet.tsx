// Introducing somebody: to which chats, and what these will be told.
import type { ConversationId, Fingerprint } from '../../domain/ids.ts';
import { keyTag } from '../../lib/key-tag.ts';
import { PickChats } from '../chat/acts/pick-chats.tsx';
import { useModel } from '../model/context.ts';
import { otherOf } from '../model/conversations.ts';
import { nameText } from '../model/names.ts';
import { go } from '../route.ts';
import '../words/with-acts.ts';
import '../words/with-cards.ts';
import { iso } from '../words/formats.ts';
import { t } from '../words/words.ts';
import { linkOf } from './link.ts';

export interface IntroduceSheetProps {
  readonly person: Fingerprint;
  readonly onClose: () => void;
}

export function IntroduceSheet({ person, onClose }: IntroduceSheetProps) {
  const words = t.value.cards;
  const model = useModel();
  const view = model.people.one(person).value;
  // What the card will say: their own name for themself, else mine. It is shown before it goes out.
  const said = view?.claimed ?? view?.petname;
  const introduce = async (to: readonly ConversationId[]): Promise<void> => {
    const link = linkOf('%s');
    const text = said === undefined ? words.thisIsKey(keyTag(person, 8), link) : words.thisIs(said, link);
    await model.port.introduce(person, to, text);
    const [only] = to;
    const action = to.length === 1 ? { label: t.peek().acts.openIt, run: () => go('chat', only) } : undefined;
    model.toasts.show(words.introduced, { icon: 'check', action });
  };
  return (
    <PickChats
      title={words.introduceTitle(nameText(model.nameOf(person, true)))}
      isMeant={(one) => one.kind !== 'square' && otherOf(one) !== person}
      button={() => words.introduceGo}
      onPick={(to) => model.attempt(introduce(to))}
      onClose={onClose}
    >
      <p class="small ink-2">
        {said === undefined ? words.introduceKeyHelp : words.introduceHelp(iso(said))}{' '}
        {view?.verifiedAt !== undefined ? words.introduceChecked : words.introduceUnchecked}
      </p>
    </PickChats>
  );
}
