// New chat: choose one person or several, then write to them.
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Fingerprint } from '../../domain/ids.ts';
import type { PersonView } from '../../engine/port/people.ts';
import { Banners } from '../banners.tsx';
import { useModel } from '../model/context.ts';
import { nameText } from '../model/names.ts';
import { moveWithArrows } from '../parts/arrow-keys.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Button, IconButton } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Icon } from '../parts/icon.tsx';
import { Sealed } from '../parts/marks.tsx';
import { Search } from '../parts/search.tsx';
import { goBack } from '../route.ts';
import { t } from '../words/words.ts';
import '../words/with-people.ts';
import '../words/with-people-more.ts';
import { NobodyFound } from './later.tsx';
import { PeopleList } from './people-list.tsx';
import { PersonChoice } from './person-row.tsx';
import { GROUP_LIMIT, startChat } from './start.ts';
import { useGroups } from './use-groups.ts';

export function Choose() {
  const words = t.value.people;
  const more = t.value.peopleMore;
  const model = useModel();
  const query = useSignal('');
  const chosen = useSignal<readonly Fingerprint[]>([]);
  const scroller = useRef<HTMLElement>(null);
  const shown = useGroups(query.value, 'everyone', undefined);
  const drop = (one: Fingerprint): void =>
    void (chosen.value = chosen.value.filter((other) => other !== one));
  const row = (person: PersonView) => {
    const { fingerprint } = person;
    const isChosen = chosen.value.includes(fingerprint);
    const onChange = (isOn: boolean): void => {
      if (isOn && chosen.value.length >= GROUP_LIMIT)
        model.toasts.show(more.full(GROUP_LIMIT), { icon: 'info' });
      else if (isOn) chosen.value = [...chosen.value, fingerprint];
      else drop(fingerprint);
    };
    return <PersonChoice person={person} find={shown.find} choice={{ isChosen, onChange }} />;
  };
  const groups = shown.groups.map((group) => ({
    ...group,
    people: group.people.filter((one) => one.writable),
  }));
  return (
    <div class="pane grow">
      <header class="top">
        <div class="top__row">
          <IconButton icon="x" label={t.value.app.cancel} onClick={() => goBack('chats')} />
          <Heading title={words.newChat} class="grow">
            {words.newChat}
          </Heading>
          <span class="small ink-2 num top__note" role="status">
            {more.chosenOf(chosen.value.length, GROUP_LIMIT)}
          </span>
        </div>
        <div class="pad top__more">
          <Search
            value={query.value}
            onInput={(value) => (query.value = value)}
            placeholder={words.search}
            label={words.searchLabel}
          />
        </div>
        {chosen.value.length > 0 && <Chosen chosen={chosen.value} onDrop={drop} />}
      </header>
      <Banners at="view" />
      <main class="scroll" ref={(element) => void (scroller.current = element)} onKeyDown={moveWithArrows}>
        {shown.count === 0 ? (
          <NobodyFound isSearch={shown.find !== undefined} filter="everyone" />
        ) : (
          <PeopleList groups={groups} row={row} scroller={scroller} />
        )}
      </main>
      <Start chosen={chosen.value} />
    </div>
  );
}

interface ChosenProps {
  readonly chosen: readonly Fingerprint[];
  readonly onDrop: (one: Fingerprint) => void;
}
function Chosen({ chosen, onDrop }: ChosenProps) {
  const words = t.value.people;
  const more = t.value.peopleMore;
  const model = useModel();
  return (
    <ul class="chosen pad" aria-label={more.chosen}>
      {chosen.map((one) => {
        const name = model.nameOf(one, true);
        return (
          <li key={one}>
            <Avatar fingerprint={one} size={54} lamp={false} />
            <span class="cap clip1">{nameText(name)}</span>
            <button
              type="button"
              class="chosen__x"
              aria-label={words.removeName(nameText(name))}
              onClick={() => onDrop(one)}
            >
              <Icon name="x" size={14} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function Start({ chosen }: { readonly chosen: readonly Fingerprint[] }) {
  const more = t.value.peopleMore;
  const model = useModel();
  const [first] = chosen;
  if (first === undefined) return undefined;
  const label =
    chosen.length > 1 ? more.startGroup(chosen.length) : more.startWith(nameText(model.nameOf(first, true)));
  return (
    <footer class="foot">
      <Sealed>{chosen.length > 1 ? more.sealedNote : t.value.app.sealed}</Sealed>
      <Button tone="primary" size="l" block onClick={() => startChat(model, chosen, 'replace')}>
        {label}
      </Button>
    </footer>
  );
}
