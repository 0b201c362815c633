// Introducing somebody: to which chats, and what these will be told. Never to the square, where all can read.
import { useId, useState } from 'preact/hooks';
import type { ConversationId, Fingerprint } from '../../domain/ids.ts';
import { keyTag } from '../../lib/key-tag.ts';
import { PickRow } from '../chat/acts/forward-sheet.tsx';
import { useModel } from '../model/context.ts';
import { inOrder, otherOf, titleText } from '../model/conversations.ts';
import { nameText } from '../model/names.ts';
import { moveWithArrows } from '../parts/arrow-keys.ts';
import { Button } from '../parts/button.tsx';
import { Cancel } from '../parts/cancel.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Search } from '../parts/search.tsx';
import { plain } from '../people/find.ts';
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
const SHOWN = 60;

export function IntroduceSheet({ person, onClose }: IntroduceSheetProps) {
  const words = t.value.cards;
  const model = useModel();
  const title = useId();
  const [query, setQuery] = useState('');
  const [to, setTo] = useState<readonly ConversationId[]>([]);
  const view = model.people.one(person).value;
  const name = nameText(model.nameOf(person, true));
  // What the card will say: their own name for themself, else mine. It is shown before it goes out.
  const said = view?.claimed ?? view?.petname;
  const found = inOrder(model.conversations.value.values())
    .filter((one) => one.kind !== 'square' && otherOf(one) !== person)
    .filter((one) => plain(titleText(one, model)).includes(plain(query.trim())))
    .slice(0, SHOWN);
  const introduce = async (): Promise<void> => {
    const link = linkOf('%s');
    const text = said === undefined ? words.thisIsKey(keyTag(person, 8), link) : words.thisIs(said, link);
    await model.port.introduce(person, to, text);
    const [only] = to;
    const action = to.length === 1 ? { label: t.peek().acts.openIt, run: () => go('chat', only) } : undefined;
    model.toasts.show(words.introduced, { icon: 'check', action });
  };
  return (
    <Dialog labelledBy={title} onClose={onClose}>
      <form
        class="pick"
        onSubmit={(event) => {
          event.preventDefault();
          if (to.length === 0) return;
          onClose();
          model.attempt(introduce());
        }}
      >
        <h2 class="display" id={title} tabIndex={-1} autofocus>
          {words.introduceTitle(name)}
        </h2>
        <p class="small ink-2">
          {said === undefined ? words.introduceKeyHelp : words.introduceHelp(iso(said))}{' '}
          {view?.verifiedAt !== undefined ? words.introduceChecked : words.introduceUnchecked}
        </p>
        <Search value={query} onInput={setQuery} placeholder={t.value.chat.searchShort} />
        <ul class="pick__list" aria-label={words.introduceTitle(name)} onKeyDown={moveWithArrows}>
          {found.map((one) => (
            <li key={one.id}>
              <PickRow
                conversation={one}
                isChosen={to.includes(one.id)}
                onChange={(isOn) => setTo(isOn ? [...to, one.id] : to.filter((other) => other !== one.id))}
              />
            </li>
          ))}
          {found.length === 0 && <li class="ink-2 center pick__none">{t.value.acts.noChat}</li>}
        </ul>
        <div class="sheet__acts">
          <Button tone="primary" type="submit" icon="send" block disabled={to.length === 0}>
            {words.introduceGo}
          </Button>
          <Cancel onClick={onClose} />
        </div>
      </form>
    </Dialog>
  );
}
