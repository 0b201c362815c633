// Sorting people into the groups of the list: those you know, then server by server; or by where a search found them.
import type { Fingerprint } from '../../domain/ids.ts';
import type { ConnectionView } from '../../engine/port/connection.ts';
import type { PersonView } from '../../engine/port/people.ts';
import type { Finder } from './find.ts';

export type Filter = 'everyone' | 'known' | 'new';
export type GroupKind = 'known' | 'server' | 'elsewhere' | 'petname' | 'claimed' | 'key' | 'byServer';
export interface PeopleGroup {
  readonly kind: GroupKind;
  /** Of a server's group. */
  readonly server: string | undefined;
  readonly isOurs: boolean;
  readonly people: readonly PersonView[];
}

const label = (person: PersonView): string => person.petname ?? person.claimed ?? '';
const RANK = { on: 0, unknown: 1, off: 2 } as const;
const compare = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' }).compare;

/** Lights first, then names, then keys without a name. */
function inOrder(people: readonly PersonView[]): readonly PersonView[] {
  return [...people].sort((a, b) => {
    const rank = RANK[a.light] - RANK[b.light];
    if (rank !== 0) return rank;
    const [nameA, nameB] = [label(a), label(b)];
    if ((nameA === '') !== (nameB === '')) return nameA === '' ? 1 : -1;
    return compare(nameA, nameB) || (a.fingerprint < b.fingerprint ? -1 : 1);
  });
}

const isMe = (person: PersonView, me: Fingerprint | undefined): boolean => person.fingerprint === me;

export interface GroupsInput {
  readonly people: Iterable<PersonView>;
  readonly me: Fingerprint | undefined;
  readonly connection: ConnectionView;
  readonly filter: Filter;
  /** Only this server's people. */
  readonly server?: string | undefined;
}

/** The list as it stands without a search. */
export function groupsOf({ people, me, connection, filter, server }: GroupsInput): readonly PeopleGroup[] {
  const known: PersonView[] = [];
  const byServer = new Map<string, PersonView[]>();
  const elsewhere: PersonView[] = [];
  for (const person of people) {
    if (isMe(person, me) || person.blocked) continue;
    if (person.known && filter !== 'new' && server === undefined) known.push(person);
    if (person.known ? server === undefined : filter === 'known') continue;
    const at = server === undefined ? person.servers[0] : person.servers.find((one) => one === server);
    if (at !== undefined) addTo(byServer, at, person);
    else if (server === undefined && (person.hasChat || person.saidHello)) elsewhere.push(person);
  }
  const ours =
    connection.phase === 'online' ? connection.servers.find((one) => one.isOurs)?.address : undefined;
  const servers = [...byServer].sort(([a], [b]) => Number(b === ours) - Number(a === ours) || compare(a, b));
  const group = (kind: GroupKind, list: readonly PersonView[], at?: string): PeopleGroup => ({
    kind,
    server: at,
    isOurs: at !== undefined && at === ours,
    people: inOrder(list),
  });
  return [
    group('known', known),
    ...servers.map(([at, list]) => group('server', list, at)),
    group('elsewhere', elsewhere),
  ].filter(({ people: list }) => list.length > 0);
}

const FOUND_KIND = { petname: 'petname', claimed: 'claimed', key: 'key', server: 'byServer' } as const;

/** The list while somebody searches: names you gave first, then names they use. */
export function foundGroups(
  people: Iterable<PersonView>,
  me: Fingerprint | undefined,
  find: Finder,
): readonly PeopleGroup[] {
  const found = new Map<GroupKind, PersonView[]>([
    ['petname', []],
    ['claimed', []],
    ['key', []],
    ['byServer', []],
  ]);
  for (const person of people) {
    const by = isMe(person, me) || person.blocked ? undefined : find.person(person);
    if (by !== undefined) found.get(FOUND_KIND[by])?.push(person);
  }
  return [...found]
    .filter(([, list]) => list.length > 0)
    .map(([kind, list]) => ({ kind, server: undefined, isOurs: false, people: inOrder(list) }));
}

function addTo(lists: Map<string, PersonView[]>, key: string, person: PersonView): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [person]);
  else list.push(person);
}
