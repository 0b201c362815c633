// People as the pages see them: the list (light, servers, key) and what is stored (names, acquaintance) in one view.
import { makeTurns } from '../crypto/next-turn.ts';
import type { Fingerprint } from '../domain/ids.ts';
import { cleanClaimedName } from '../lib/clean-name.ts';
import type { Clock } from '../lib/clock.ts';
import type { PersonRow } from '../store/person-rows.ts';
import type { Desk } from './desk.ts';
import type { Draft } from './draft.ts';
import { trust, withoutIt } from './later.ts';
import type { People } from './parts.ts';
import { isDear, isKnown, personIn } from './person-rows.ts';
import type { Places } from './places.ts';
import type { EngineEvent } from './port.ts';
import type { PersonView } from './port/people.ts';
import type { Roster, RosterChange } from './roster.ts';

/** Views in one event; other work gets a turn between two. */
const CHUNK = 500;
/** So many are told in the turn in which they are new. */
const FEW = 50;
/** A connection that comes back within this time leaves the lights as they were shown. */
const GRACE_MS = 5000;

export interface PeopleDeps {
  readonly clock: Clock;
  readonly publish: (event: EngineEvent) => void;
  readonly roster: Roster;
  readonly desk: Desk;
  readonly me: () => Fingerprint | undefined;
  readonly rows: readonly PersonRow[];
  readonly hasChat: (person: Fingerprint) => boolean;
}

export class PeopleBook implements People {
  readonly #deps: PeopleDeps;
  readonly #rows = new Map<Fingerprint, PersonRow>();
  /** Lights that were on when last heard of, and since when; undefined: since before we looked. */
  readonly #on = new Map<Fingerprint, number | undefined>();
  readonly #offSince = new Map<Fingerprint, number>();
  readonly #firstSeen = new Map<Fingerprint, number>();
  /** Waiting to be told. */
  readonly #stale = new Set<Fingerprint>();
  readonly #afterTurn = makeTurns();
  #isTelling = false;
  #link: 'none' | 'new' | 'up' = 'none';
  /** False: pages are shown that nobody's light is known. */
  #lightsShown = false;
  #hadList = false;
  #cancelGrace: () => void = () => undefined;
  #places: Places | undefined;

  constructor(deps: PeopleDeps) {
    this.#deps = deps;
    for (const row of deps.rows) this.#rows.set(row.fingerprint, row);
    deps.roster.onChange((change) => this.#follow(change));
  }

  row(person: Fingerprint): PersonRow | undefined {
    return this.#rows.get(person);
  }

  stored(rows: readonly PersonRow[]): void {
    for (const row of rows) {
      this.#rows.set(row.fingerprint, row);
      this.#deps.roster.remember(row);
    }
    this.tell(rows.map(({ fingerprint }) => fingerprint));
  }

  /** A socket has opened: the next list says how the lights are. */
  linkUp(): void {
    this.#cancelGrace();
    this.#link = 'new';
  }

  /** The socket is gone; after a moment no light is known any more. Call it before the roster is cleared. */
  linkDown(): void {
    if (this.#link === 'none') return;
    this.#link = 'none';
    this.#cancelGrace();
    this.#cancelGrace = this.#deps.clock.after(GRACE_MS, () => {
      this.#lightsShown = false;
      this.tell([...this.#on.keys(), ...this.#rows.keys()]);
    });
  }

  /** Tells of everybody, for a page that has just opened. */
  tellAll(): void {
    this.tell([...this.#rows.keys(), ...this.#on.keys()]);
  }

  /** Tells the pages of these people soon, in chunks. */
  tell(people: Iterable<Fingerprint>): void {
    for (const person of people) this.#stale.add(person);
    if (!this.#isTelling && this.#stale.size > 0) void this.#tellChunks();
  }

  view(person: Fingerprint): PersonView | undefined {
    const entry = this.#deps.roster.entry(person);
    const row = this.#rows.get(person);
    if ((entry ?? row) === undefined || person === this.#deps.me()) return undefined;
    const isOn = this.#on.has(person);
    return {
      fingerprint: person,
      // Once more: rows of earlier builds may hold what names may not have any more.
      petname: cleanClaimedName(row?.petname ?? '') || undefined,
      claimed: cleanClaimedName(row?.claimed ?? '') || undefined,
      light: this.#lightsShown ? (isOn ? 'on' : 'off') : 'unknown',
      lightSince: isOn ? this.#on.get(person) : (this.#offSince.get(person) ?? row?.lastSeen),
      servers: entry?.servers ?? [],
      firstSeen: row?.firstSeen ?? this.#firstSeen.get(person) ?? this.#deps.clock.now(),
      known: isKnown(row),
      hasChat: this.#deps.hasChat(person),
      saidHello: row?.saidHello ?? false,
      porchlight: (row?.xSeenAt ?? 0) > 0,
      note: row?.note ?? '',
      blocked: row?.blockedAt !== undefined,
      writable: entry?.usable ?? true, // known from a card: a list will show
      movedTo: row?.movedTo,
      verifiedAt: row?.verifiedAt,
      verifiedHow: row?.verifiedHow,
      inPlaceOf: row?.verifiedAt ? undefined : (row?.inPlaceOf ?? this.#places?.placeOf(person)),
      vouches: row?.vouches,
    };
  }

  #personIn(draft: Draft, person: Fingerprint, now: number): PersonRow | undefined {
    return personIn(draft, { people: this, directory: this.#deps.roster }, person, now);
  }

  #follow(change: RosterChange): void {
    if (this.#link === 'none') return;
    const shownBefore = this.#lightsShown;
    const isFirst = this.#link === 'new';
    this.#link = 'up';
    this.#lightsShown = true;
    const off = isFirst ? this.#missing(change.on) : change.off;
    const on = change.on.filter((person) => !this.#on.has(person));
    const now = this.#deps.clock.now();
    if (this.#places !== undefined || off.some((person) => isDear(this.#rows.get(person))))
      void this.#watch(
        off,
        on.filter((person) => !this.#firstSeen.has(person) && !this.#rows.has(person)),
      );
    for (const person of off) this.#turnOff(person, now);
    for (const person of on) this.#turnOn(person, this.#hadList ? now : undefined);
    this.#hadList = true;
    this.#keepLastSeen(off, now);
    for (const person of change.forgotten) {
      this.#offSince.delete(person);
      this.#firstSeen.delete(person);
    }
    const everybody = shownBefore ? [] : [...this.#rows.keys(), ...this.#on.keys()];
    this.tell([...on, ...off, ...change.moved, ...change.forgotten, ...everybody]);
  }

  /** Shown as on, and not in the first list of a new connection. */
  #missing(listed: readonly Fingerprint[]): readonly Fingerprint[] {
    const now = new Set(listed);
    return [...this.#on.keys()].filter((person) => !now.has(person));
  }

  #turnOn(person: Fingerprint, since: number | undefined): void {
    this.#on.set(person, since);
    this.#offSince.delete(person);
    if (!this.#firstSeen.has(person)) this.#firstSeen.set(person, this.#deps.clock.now());
  }

  #turnOff(person: Fingerprint, now: number): void {
    this.#on.delete(person);
    this.#offSince.set(person, now);
  }

  /** Does a key come where somebody went whom I would miss? */
  async #watch(off: readonly Fingerprint[], fresh: readonly Fingerprint[]): Promise<void> {
    const part = await trust().catch(withoutIt);
    if (part !== undefined)
      (this.#places ??= new part.Places({ ...this.#deps, people: this })).look(off, fresh);
  }

  /** Best effort: it only says "light off since" after the next start. */
  #keepLastSeen(off: readonly Fingerprint[], now: number): void {
    const rows = off.filter((person) => this.#rows.has(person));
    if (rows.length === 0) return;
    const edit = this.#deps.desk.edit((draft) => {
      for (const person of rows) {
        const row = this.#personIn(draft, person, now);
        if (row !== undefined) draft.people.put(person, { ...row, lastSeen: now });
      }
    });
    edit.catch(() => undefined);
  }

  async #tellChunks(): Promise<void> {
    this.#isTelling = true;
    // That a list is here is told before the long work on it; a message's sender, though, is told with the message.
    if (this.#stale.size > FEW) await new Promise<void>(this.#afterTurn);
    while (this.#stale.size > 0) {
      const upsert: PersonView[] = [];
      const removed: Fingerprint[] = [];
      for (const person of this.#stale) {
        if (upsert.length + removed.length === CHUNK) break;
        this.#stale.delete(person);
        const view = this.view(person);
        if (view !== undefined) upsert.push(view);
        else if (person !== this.#deps.me()) removed.push(person);
      }
      if (upsert.length + removed.length > 0) this.#deps.publish({ type: 'people', upsert, removed });
      await new Promise<void>(this.#afterTurn);
    }
    this.#isTelling = false;
  }
}
