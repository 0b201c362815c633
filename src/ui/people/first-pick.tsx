// Right after the first connect: everybody who is here, and one tap to write to somebody.
import { useRef } from 'preact/hooks';
import type { PersonView } from '../../engine/port/people.ts';
import { Banners } from '../banners.tsx';
import { useModel } from '../model/context.ts';
import { moveWithArrows } from '../parts/arrow-keys.ts';
import { Button, IconButton } from '../parts/button.tsx';
import { focusComposer } from '../parts/focus-composer.ts';
import { Heading } from '../parts/heading.tsx';
import { go, linkTo } from '../route.ts';
import { t } from '../words/words.ts';
import '../words/with-cards.ts';
import '../words/with-people.ts';
import { NobodyFound } from './later.tsx';
import { PeopleList } from './people-list.tsx';
import { Inside } from './person-row.tsx';
import { startChat } from './start.ts';
import { useGroups } from './use-groups.ts';

export function FirstPick() {
  const words = t.value.cards;
  const scroller = useRef<HTMLElement>(null);
  const shown = useGroups('', 'everyone', undefined);
  const groups = shown.groups.map((group) => ({
    ...group,
    people: group.people.filter((one) => one.writable),
  }));
  const row = (person: PersonView) => <PersonButton person={person} />;
  return (
    <div class="pane grow">
      <header class="top">
        <div class="top__row">
          <IconButton icon="x" label={words.goOn} onClick={() => go('chats', undefined, 'replace')} />
          <Heading title={words.whoIsHere} class="grow">
            {words.whoIsHere}
          </Heading>
        </div>
        <p class="pad small ink-2 top__more">{shown.count === 0 ? words.nobodyHere : words.pickHelp}</p>
      </header>
      <Banners at="view" />
      <main class="scroll" ref={(element) => void (scroller.current = element)} onKeyDown={moveWithArrows}>
        {shown.count === 0 ? (
          <NobodyFound isSearch={false} filter="everyone" />
        ) : (
          <PeopleList groups={groups} row={row} scroller={scroller} />
        )}
      </main>
      <footer class="foot">
        <Button tone={shown.count === 0 ? 'primary' : 'tonal'} block href={linkTo('you', 'card')}>
          {words.myCard}
        </Button>
      </footer>
    </div>
  );
}

/** Something is done at once. */
function PersonButton({ person }: { readonly person: PersonView }) {
  const model = useModel();
  const pick = (): void => {
    startChat(model, [person.fingerprint], 'replace');
    focusComposer();
  };
  return (
    <button type="button" class="person inset-focus" onClick={pick}>
      <Inside person={person} name={model.nameOf(person.fingerprint, true)} find={undefined} />
    </button>
  );
}
