// Keys that come where others went. A server that wants to pass for somebody takes their key off its list and puts up
// another one; so does everybody who begins anew with a new key. The list alone cannot tell which, so nothing is passed on to
// the new key: its page and its chat say what was seen, and to compare (SECURITY.md: never an automatic transfer).
//
// The rule. P is a person whom I named or verified; P's light goes off in a list. N is a key never seen before (not in this
// run's lists of the last ten minutes, and nothing stored of it).
//   came along   N first stands, in that very list, at an address where P stood before. Within 10 minutes of it
//                (a) N claims a name that passes for P's: marked;
//                (b) N writes to me, to whom I never wrote, while P is still gone, and at most 3 new keys came along: marked.
//   lone house   P was the last one at an address (we do not count), and the only one who left it in that list. If N comes
//                there, in that list or within 2 minutes and before P is back, and is the only one: marked (c).
// On a busy server people come and go in one list all the time: then only a like name (a) or a first word from one of very
// few newcomers (b) counts, and (c) never holds. After a server's restart many come at once: (b) does not hold, either. A
// mark by (c) alone is lifted when P is back; who has written is remembered as marked, until the key is verified.
import { SQUARE } from '../domain/conversation.ts';
import type { Fingerprint } from '../domain/ids.ts';
import type { Clock } from '../lib/clock.ts';
import { nameSkeleton } from '../lib/name-skeleton.ts';
import { PortError } from '../lib/port.ts';
import { StoreError } from '../store/problem.ts';
import type { PersonRow } from '../store/person-rows.ts';
import { type Desk, DeskConflict } from './desk.ts';
import type { Draft } from './draft.ts';
import type { PeopleBook } from './people.ts';
import { changePerson } from './person-change.ts';
import { isDear } from './person-rows.ts';
import type { Roster } from './roster.ts';

const WATCH_MS = 600_000;
/** Short: on a small server of friends the next one who comes is mostly just that. */
const HOUSE_MS = 120_000;
/** With more newcomers in one list a first word from one of them says nothing. */
const FEW = 3;
/** Newcomers, houses and marks kept in memory; the oldest go. */
const MOST = 1024;

export interface PlacesDeps {
  readonly clock: Clock;
  readonly roster: Roster;
  readonly desk: Desk;
  readonly people: Pick<PeopleBook, 'row' | 'stored' | 'tell'>;
}

/** Somebody who came along. */
interface Newcomer {
  readonly until: number;
  readonly gone: readonly Fingerprint[];
  readonly isOneOfFew: boolean;
}
interface House {
  readonly until: number;
  readonly gone: Fingerprint;
}

export class Places {
  readonly #deps: PlacesDeps;
  readonly #newcomers = new Map<Fingerprint, Newcomer>();
  readonly #houses = new Map<string, House>();
  /** By (c), of keys of which nothing is stored yet. */
  readonly #marks = new Map<Fingerprint, Fingerprint>();

  constructor(deps: PlacesDeps) {
    this.#deps = deps;
    deps.desk.onStored((draft) => this.#stored(draft));
  }

  /** Whose place somebody of whom nothing is stored has taken, as it looks. */
  placeOf(person: Fingerprint): Fingerprint | undefined {
    return this.#marks.get(person);
  }

  /** After each list: whose light went off, and which keys were never seen before. */
  look(off: readonly Fingerprint[], fresh: readonly Fingerprint[]): void {
    const { roster, people, clock } = this.#deps;
    const now = clock.now();
    this.#tidy();
    for (const gone of off) {
      if (!isDear(people.row(gone)) || roster.isListed(gone)) continue;
      const places = this.#left(gone);
      this.#comeAlong(gone, places, fresh, now + WATCH_MS);
      const isLone = (place: string): boolean =>
        off.every((one) => one === gone || !this.#left(one).includes(place)) &&
        this.#lights(place) === fresh.filter((one) => this.#at(one).includes(place)).length;
      for (const place of places) if (isLone(place)) this.#houses.set(place, { gone, until: now + HOUSE_MS });
    }
    for (const one of fresh) this.#moveIn(one);
    cut(this.#newcomers);
    cut(this.#houses);
    cut(this.#marks);
  }

  #left(person: Fingerprint): readonly string[] {
    return this.#deps.roster.entry(person)?.left ?? [];
  }

  #comeAlong(
    gone: Fingerprint,
    places: readonly string[],
    fresh: readonly Fingerprint[],
    until: number,
  ): void {
    const along = fresh.filter((one) => this.#at(one).some((place) => places.includes(place)));
    for (const one of along) {
      const before = this.#newcomers.get(one)?.gone ?? [];
      this.#newcomers.set(one, { until, gone: [...before, gone], isOneOfFew: along.length <= FEW });
      this.#judge(one, this.#deps.people.row(one));
    }
  }

  #at(person: Fingerprint): readonly string[] {
    return this.#deps.roster.entry(person)?.servers ?? [];
  }

  /** (c): the only light in a house that stood empty. */
  #moveIn(one: Fingerprint): void {
    for (const place of this.#at(one)) {
      const house = this.#houses.get(place);
      if (house === undefined || this.#lights(place) !== 1) continue;
      this.#marks.set(one, house.gone);
      this.#deps.people.tell([one]);
    }
  }

  /** How many are at an address; ourselves not counted. */
  #lights(place: string): number {
    return this.#deps.roster.servers().find(({ address }) => address === place)?.lights ?? 0;
  }

  /** What is over goes, and what was taken for P's going when P is back. */
  #tidy(): void {
    const { clock, roster, people } = this.#deps;
    const now = clock.now();
    for (const [one, { until }] of this.#newcomers) if (until < now) this.#newcomers.delete(one);
    for (const [place, { until, gone }] of this.#houses)
      if (until < now || roster.isListed(gone)) this.#houses.delete(place);
    for (const [one, gone] of this.#marks) {
      if (!roster.isListed(gone)) continue;
      this.#marks.delete(one);
      people.tell([one]);
    }
  }

  #stored({ people, messages }: Draft): void {
    const now = this.#deps.clock.now();
    const isWatched = (one: Fingerprint): boolean => (this.#newcomers.get(one)?.until ?? 0) >= now;
    for (const row of people.puts.values()) {
      const mark = this.#marks.get(row.fingerprint);
      if (mark !== undefined) this.#mark(row.fingerprint, mark);
      else if (isWatched(row.fingerprint)) this.#judge(row.fingerprint, row);
    }
    for (const { author, conversation } of messages.puts.values())
      if (author !== 'me' && conversation !== SQUARE && isWatched(author)) this.#wrote(author);
  }

  /** (a): a name that passes for one of those who went. */
  #judge(one: Fingerprint, row: PersonRow | undefined): void {
    if (row === undefined || row.inPlaceOf !== undefined || row.claimed === '') return;
    const claimed = nameSkeleton(row.claimed);
    const isLike = (gone: Fingerprint): boolean => {
      const { petname = '', claimed: theirs = '' } = this.#deps.people.row(gone) ?? {};
      return [petname, theirs].some((name) => name !== '' && nameSkeleton(name) === claimed);
    };
    const like = this.#newcomers.get(one)?.gone.find(isLike);
    if (like !== undefined) this.#mark(one, like);
  }

  /** (b): a first word from one of few. */
  #wrote(one: Fingerprint): void {
    const newcomer = this.#newcomers.get(one);
    const row = this.#deps.people.row(one);
    const gone = newcomer?.gone.find((person) => !this.#deps.roster.isListed(person));
    if (gone === undefined || newcomer?.isOneOfFew !== true) return;
    if (row !== undefined && !row.accepted && row.inPlaceOf === undefined) this.#mark(one, gone);
  }

  /** Best effort: what cannot be stored now is told of until the next start. */
  #mark(one: Fingerprint, gone: Fingerprint): void {
    this.#newcomers.delete(one);
    this.#marks.set(one, gone);
    const { people, desk, roster: directory, clock } = this.#deps;
    changePerson({ people, desk, directory }, one, clock.now(), (row) => ({
      ...row,
      inPlaceOf: row.inPlaceOf ?? gone,
    })).then(
      () => this.#marks.delete(one),
      (error: unknown) => {
        const isKnown =
          error instanceof StoreError || error instanceof DeskConflict || error instanceof PortError;
        if (!isKnown) throw error;
        people.tell([one]);
      },
    );
  }
}

function cut<Key, Value>(map: Map<Key, Value>): void {
  for (const oldest of map.keys()) {
    if (map.size <= MOST) return;
    map.delete(oldest);
  }
}
