// Everybody whose light is on, and those you know: searchable by name, key or server.
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Fingerprint } from '../../domain/ids.ts';
import type { PersonView } from '../../engine/port/people.ts';
import { Banners } from '../banners.tsx';
import { width } from '../layout.ts';
import { useModel } from '../model/context.ts';
import { moveWithArrows } from '../parts/arrow-keys.ts';
import { Icon } from '../parts/icon.tsx';
import { Search } from '../parts/search.tsx';
import { RootBar } from '../parts/top-bar.tsx';
import { linkTo } from '../route.ts';
import { t } from '../words/words.ts';
import '../words/with-people.ts';
import type { Filter } from './groups.ts';
import { PeopleList } from './people-list.tsx';
import { PersonRow } from './person-row.tsx';
import { BlockedPeople, ChosenBar, NobodyFound, ServersPane } from './later.tsx';
import { useGroups } from './use-groups.ts';

export function People() {
  const words = t.value.people;
  const isNarrow = width.value === 'narrow';
  const query = useSignal('');
  const filter = useSignal<Filter>('everyone');
  const server = useSignal<string | undefined>(undefined);
  const chosen = useSignal<ReadonlySet<Fingerprint>>(new Set());
  const shown = useGroups(query.value, filter.value, server.value);
  const scroller = useRef<HTMLElement>(null);
  const search = (
    <Search
      value={query.value}
      onInput={(value) => (query.value = value)}
      placeholder={words.search}
      label={words.searchLabel}
    />
  );
  const chips = <Filters value={filter.value} onChange={(value) => (filter.value = value)} />;
  const row = (person: PersonView) => (
    <PersonRow
      person={person}
      href={linkTo('contact', person.fingerprint)}
      find={shown.find}
      choice={
        isNarrow
          ? undefined
          : {
              isChosen: chosen.value.has(person.fingerprint),
              onChange: (isOn) => (chosen.value = withOne(chosen.value, person.fingerprint, isOn)),
            }
      }
    />
  );
  const list = (
    <>
      <Said query={query.value} count={shown.count} />
      {shown.count === 0 ? (
        <NobodyFound isSearch={shown.find !== undefined} filter={filter.value} />
      ) : (
        <PeopleList
          groups={shown.groups}
          row={row}
          scroller={scroller}
          columns={width.value === 'wide' ? 2 : 1}
        />
      )}
      {shown.find === undefined && filter.value !== 'new' && server.value === undefined && <BlockedPeople />}
    </>
  );
  if (!isNarrow)
    return (
      <>
        <ServersPane
          server={server.value}
          filter={filter.value}
          onPick={(nextServer, nextFilter) => {
            server.value = nextServer;
            filter.value = nextFilter;
          }}
        />
        <main class="pane pane--main pane--plain">
          <header class="top top--line">
            <div class="top__row top__row--wide">
              {search}
              {chips}
            </div>
          </header>
          <div
            class="scroll people"
            ref={(element) => void (scroller.current = element)}
            onKeyDown={moveWithArrows}
          >
            {list}
          </div>
          {chosen.value.size > 0 && (
            <ChosenBar chosen={[...chosen.value]} onClear={() => (chosen.value = new Set())} />
          )}
        </main>
      </>
    );
  return (
    <>
      <RootBar
        title={t.value.app.people}
        actions={
          <a class="ib" href={linkTo('people', 'choose')} aria-label={words.newChat}>
            <Icon name="group" />
          </a>
        }
      >
        <div class="pad top__more">{search}</div>
        {shown.find === undefined && chips}
      </RootBar>
      <Banners at="view" />
      <main class="scroll" ref={(element) => void (scroller.current = element)} onKeyDown={moveWithArrows}>
        {list}
      </main>
    </>
  );
}

function withOne(set: ReadonlySet<Fingerprint>, one: Fingerprint, isIn: boolean): ReadonlySet<Fingerprint> {
  const next = new Set(set);
  if (isIn) next.add(one);
  else next.delete(one);
  return next;
}

interface FiltersProps {
  readonly value: Filter;
  readonly onChange: (value: Filter) => void;
}
function Filters({ value, onChange }: FiltersProps) {
  const words = t.value.people;
  const chips = [
    ['everyone', words.everyone],
    ['known', words.known],
    ['new', words.newToYou],
  ] as const;
  return (
    <div class="chips pad" role="group" aria-label={words.show}>
      {chips.map(([filter, label]) => (
        <button
          key={filter}
          type="button"
          class="chip"
          aria-pressed={value === filter}
          onClick={() => onChange(filter)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

/** What a screen reader hears of the whole list. */
function Said({ query, count }: { readonly query: string; readonly count: number }) {
  const words = t.value.people;
  const model = useModel();
  const now = model.connection.value;
  const lights =
    now.phase === 'online' ? words.lightsAcross(now.lights, now.servers.length) : t.value.app.yourLightIsOff;
  return (
    <p class="vh" role="status">
      {query.trim() === '' ? lights : words.matches(count, model.people.all.value.size)}
    </p>
  );
}
