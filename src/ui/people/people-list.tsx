// The list of people itself: groups under sticky headings, each windowed, all counted as one list.
import type { ComponentChildren, RefObject } from 'preact';
import type { PersonView } from '../../engine/port/people.ts';
import { Lamp } from '../parts/marks.tsx';
import { lazy } from '../parts/lazy.tsx';
import type { WindowedProps } from '../parts/windowed.tsx';
import { number } from '../words/formats.ts';
import { t } from '../words/words.ts';
import '../words/with-people.ts';
import type { PeopleGroup } from './groups.ts';

export interface PeopleListProps {
  readonly groups: readonly PeopleGroup[];
  readonly row: (person: PersonView) => ComponentChildren;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly columns?: number;
}

const FIRST_ROWS = 24;

type Rows = WindowedProps<PersonView>;
const Windowed = lazy<Rows>(() => import('../parts/windowed.tsx').then((file) => file.Windowed), FirstRows);
Windowed.fetch();

/** As many as a screen holds, where the windowed list will draw the same ones. */
function FirstRows({ items, row, guess, columns = 1, before = 0 }: Rows) {
  const shown = before < FIRST_ROWS ? items.slice(0, FIRST_ROWS * columns) : [];
  const rest = Math.ceil((items.length - shown.length) / columns);
  return (
    <ul
      class={columns > 1 ? 'windowed windowed--two' : 'windowed'}
      style={{ paddingBlockEnd: `${rest * guess}px` }}
      aria-busy="true"
    >
      {shown.map((item) => (
        <li key={keyOf(item)}>{row(item)}</li>
      ))}
    </ul>
  );
}

const keyOf = (person: PersonView): string => person.fingerprint;

export function PeopleList({ groups, row, scroller, columns = 1 }: PeopleListProps) {
  const total = groups.reduce((sum, group) => sum + group.people.length, 0);
  let before = 0;
  return (
    <>
      {groups.map((group) => {
        const start = before;
        before += group.people.length;
        return (
          <section key={group.kind + (group.server ?? '')}>
            <GroupHead group={group} />
            <Windowed
              items={group.people}
              keyOf={keyOf}
              row={row}
              guess={64}
              columns={columns}
              scroller={scroller}
              before={start}
              total={total}
            />
          </section>
        );
      })}
    </>
  );
}

function GroupHead({ group }: { readonly group: PeopleGroup }) {
  const words = t.value.people;
  const { kind, server, isOurs, people } = group;
  const titles = {
    known: words.youKnow,
    server: '',
    elsewhere: words.elsewhere,
    petname: words.namesYouGave,
    claimed: words.namesTheyUse,
    key: words.byKey,
    byServer: words.byServer,
  } as const;
  if (kind !== 'server')
    return (
      <h2 class="sect sect--stick">
        {titles[kind]}
        <span class="num">{number(people.length)}</span>
      </h2>
    );
  return (
    <h2 class="sect sect--stick">
      <bdi dir="ltr" class="ink-2 clip1">
        {server}
      </bdi>
      {isOurs && <span class="num">{words.yourServer}</span>}
      <span class="sect__end num">
        <Lamp state="on" />
        {number(people.length)}
        <span class="vh"> {t.value.app.lightOn}</span>
      </span>
    </h2>
  );
}
