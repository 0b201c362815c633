// Everybody we have heard of. Events are gathered and applied together, at most ten times a second: a street of ten thousand
// lights flickers a lot.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Fingerprint } from '../../domain/ids.ts';
import type { PersonView } from '../../engine/port/people.ts';

export interface People {
  /** Everybody, by key. A new map identity tells that something changed; never edit it. */
  readonly all: ReadonlySignal<ReadonlyMap<Fingerprint, PersonView>>;
  /** One person, so that a row is redrawn only when its own person changed. */
  one(fingerprint: Fingerprint): ReadonlySignal<PersonView | undefined>;
  /** My petnames in the form they are compared in (`likeness`) → as I wrote them. */
  readonly petnames: ReadonlySignal<ReadonlyMap<string, string>>;
  /** How many unnamed people claim a name (in the form it is compared in): two or more need longer tags. */
  readonly claims: ReadonlySignal<ReadonlyMap<string, number>>;
  apply(upsert: readonly PersonView[], removed: readonly Fingerprint[]): void;
  /** Applies what waits, now. */
  flush(): void;
}

const GATHER_MS = 100;

export function createPeople(): People {
  const all = signal<ReadonlyMap<Fingerprint, PersonView>>(new Map());
  const singles = new Map<Fingerprint, ReadonlySignal<PersonView | undefined>>();
  const waiting = new Map<Fingerprint, PersonView | undefined>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.size === 0) return;
    const next = new Map(all.peek());
    for (const [key, person] of waiting) {
      if (person === undefined) next.delete(key);
      else next.set(key, person);
    }
    waiting.clear();
    all.value = next;
  };
  const petnames = computed(() => {
    const found = new Map<string, string>();
    for (const { petname } of all.value.values())
      if (petname !== undefined) found.set(likeness(petname), petname);
    return found;
  });
  return {
    all,
    petnames,
    claims: computed(() => countClaims(all.value.values())),
    one(fingerprint) {
      const known = singles.get(fingerprint) ?? computed(() => all.value.get(fingerprint));
      singles.set(fingerprint, known);
      return known;
    },
    apply(upsert, removed) {
      for (const person of upsert) waiting.set(person.fingerprint, person);
      for (const key of removed) waiting.set(key, undefined);
      if (all.peek().size === 0) flush();
      else timer ??= setTimeout(flush, GATHER_MS);
    },
    flush,
  };
}

function countClaims(people: Iterable<PersonView>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { petname, claimed } of people) {
    if (petname !== undefined || claimed === undefined) continue;
    const key = likeness(claimed);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Letters of other scripts that look like Latin ones, as far as they matter in names (a short cut of UTS 39). */
const TWINS = new Map(
  (
    'аa еe оo рp сc уy хx іi ѕs ԁd ӏl нh кk мm тt вb αa εe οo ρp νv κk ιi τt υu χx ıi łl ' +
    'АA ВB ЕE ІI КK МM НH ОO РP СC ТT УY ХX ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX 0o 1i |i'
  )
    .split(' ')
    .map((pair) => [pair.charAt(0), pair.charAt(1)] as const),
);

/** The form in which two names are compared: what a hasty eye takes for the same is the same. */
export function likeness(name: string): string {
  const bare = name.normalize('NFKD').replace(/[\p{M}\p{Cf}\s]/gu, '');
  const latin = Array.from(bare, (sign) => TWINS.get(sign) ?? sign).join('');
  // A small l and a capital I are one stroke in many fonts.
  return latin.replace(/\p{P}/gu, '').toLowerCase().replaceAll('l', 'i');
}
