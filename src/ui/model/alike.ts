// Whose names and keys look alike. It hears of every person once and of changes after that, keeps who shares a skeleton with
// whom, and answers for one person at a time: a street of ten thousand lights flickers a lot, and names hardly ever change.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Fingerprint } from '../../domain/ids.ts';
import type { PersonView } from '../../engine/port/people.ts';
import { nameSkeleton } from '../../lib/name-skeleton.ts';
import { t } from '../words/words.ts';
import '../words/with-alike.ts';
import type { Alike } from './people.ts';
import { nameText, plainNameOf } from './names.ts';

interface Known {
  readonly pet: string | undefined;
  readonly claim: string | undefined;
  readonly isKnown: boolean;
}
type Buckets = Map<string, Set<Fingerprint>>;
/** A caution, and who the name could be mistaken for: somebody, myself, or the app. */
type Caution = Required<Pick<Alike, 'caution' | 'like'>>;

/** Characters of base64 in which keys with the same 4 signs (20 bits), and with the same 8 (40 bits), always agree. */
const SHORT = 3;
const LONG = 6;

export class Likenesses {
  readonly #known = new Map<Fingerprint, Known>();
  readonly #pets: Buckets = new Map();
  readonly #claims: Buckets = new Map();
  readonly #keys: Buckets = new Map();
  /** Skeletons of names met before: making one costs more than looking it up. */
  readonly #made = new Map<string, string>();
  readonly #version = signal(0);
  readonly #ours: ReadonlySignal<{
    readonly mine: ReadonlySet<string>;
    readonly app: ReadonlySet<string>;
    /** How our own words about a name begin. */
    readonly starts: readonly string[];
  }>;
  readonly #person: (who: Fingerprint) => PersonView | undefined;

  /** @param myName Read in a computed. */
  constructor(person: (who: Fingerprint) => PersonView | undefined, myName: () => string | undefined) {
    this.#person = person;
    this.#ours = computed(() => {
      const { app, chat } = t.value;
      return {
        mine: skeletons(app.you, chat.yourself, myName() ?? ''),
        app: skeletons(app.name, app.theSquare, app.square, app.unnamed, ...t.value.alike.ours.split(',')),
        starts: [app.unnamed, app.callsThemself].map(nameSkeleton),
      };
    });
  }

  /** These people are so now; undefined: gone. */
  note(changes: Iterable<readonly [Fingerprint, PersonView | undefined]>): void {
    let isNews = false;
    for (const [who, person] of changes) isNews = this.#noteOne(who, person) || isNews;
    if (isNews) this.#version.value += 1;
  }

  /** Reads signals. */
  of = (who: Fingerprint): Alike => {
    void this.#version.value;
    const signs = this.#signs(who);
    const known = this.#known.get(who);
    const { pet, claim } = known ?? {};
    if (pet !== undefined) return { signs: atLeast8(signs), isTagged: this.#isDoubtful(who, pet), ...NONE };
    if (claim === undefined) return { signs, isTagged: true, ...NONE };
    const found = this.#caution(who, claim) ?? NONE;
    const isShared = found.caution !== undefined || (this.#claims.get(claim)?.size ?? 0) > 1;
    return { signs: isShared ? atLeast8(signs) : signs, isTagged: true, ...found };
  };

  /** Who else goes by this name here, if I name `who` so: another one I named, or words of ours. */
  taken(who: Fingerprint, petname: string): 'ours' | Fingerprint | undefined {
    const pet = this.#skeleton(petname);
    const others = [...(this.#pets.get(pet) ?? [])].filter((one) => one !== who);
    return others[0] ?? (this.#isOurs(pet) ? 'ours' : undefined);
  }

  #caution(who: Fingerprint, claim: string): Caution | undefined {
    const words = t.value.alike;
    const { mine, app } = this.#ours.value;
    const named = others(this.#pets.get(claim), who);
    const like =
      named ?? others(this.#claims.get(claim), who, (one) => this.#known.get(one)?.isKnown === true);
    if (like !== undefined)
      return { caution: words.notThe(nameText(plainNameOf(like, this.#person(like)))), like };
    if (mine.has(claim)) return { caution: words.notYou, like: 'me' };
    return app.has(claim) ? { caution: words.notOurs, like: 'app' } : undefined;
  }

  /** A name of mine that does not tell its owner from everybody else. */
  #isDoubtful(who: Fingerprint, pet: string): boolean {
    return others(this.#pets.get(pet), who) !== undefined || this.#isOurs(pet);
  }

  #isOurs(skeleton: string): boolean {
    const { mine, app, starts } = this.#ours.value;
    return mine.has(skeleton) || app.has(skeleton) || starts.some((start) => skeleton.startsWith(start));
  }

  #signs(who: Fingerprint): Alike['signs'] {
    if ((this.#keys.get(who.slice(0, LONG))?.size ?? 0) > 1) return 16;
    return (this.#keys.get(who.slice(0, SHORT))?.size ?? 0) > 1 ? 8 : 4;
  }

  /** True when somebody may be shown otherwise by it. */
  #noteOne(who: Fingerprint, person: PersonView | undefined): boolean {
    const before = this.#known.get(who);
    const { petname, claimed, known } = person ?? {};
    const now: Known = {
      pet: petname === undefined ? undefined : this.#skeleton(petname),
      claim: claimed === undefined ? undefined : this.#skeleton(claimed),
      isKnown: known === true,
    };
    if (person === undefined) this.#known.delete(who);
    else this.#known.set(who, now);
    let isNews = before?.isKnown !== now.isKnown && now.claim !== undefined;
    if (before === undefined || person === undefined)
      for (const length of [SHORT, LONG])
        isNews =
          move(this.#keys, who, before && who.slice(0, length), person && who.slice(0, length)) || isNews;
    if (before?.pet !== now.pet) {
      move(this.#pets, who, before?.pet, now.pet);
      isNews = true;
    }
    if (before?.claim !== now.claim) {
      isNews = move(this.#claims, who, before?.claim, now.claim) || isNews;
      isNews ||= now.claim !== undefined && (this.#pets.has(now.claim) || this.#isOurs(now.claim));
    }
    return isNews;
  }

  #skeleton(name: string): string {
    const known = this.#made.get(name) ?? nameSkeleton(name);
    if (this.#made.size > 20_000) this.#made.clear();
    this.#made.set(name, known);
    return known;
  }
}

const NONE = { caution: undefined, like: undefined } as const;
const atLeast8 = (signs: Alike['signs']): 8 | 16 => (signs === 16 ? 16 : 8);
const skeletons = (...names: readonly string[]): ReadonlySet<string> =>
  new Set(names.filter(Boolean).map(nameSkeleton));

function others(
  bucket: ReadonlySet<Fingerprint> | undefined,
  who: Fingerprint,
  isMeant: (one: Fingerprint) => boolean = () => true,
): Fingerprint | undefined {
  for (const one of bucket ?? []) if (one !== who && isMeant(one)) return one;
  return undefined;
}

/** True when one of the two buckets is shared, or was. */
function move(buckets: Buckets, who: Fingerprint, from: string | undefined, to: string | undefined): boolean {
  let isShared = false;
  const left = from === undefined ? undefined : buckets.get(from);
  if (from !== undefined && left !== undefined) {
    isShared = left.size > 1;
    left.delete(who);
    if (left.size === 0) buckets.delete(from);
  }
  if (to === undefined) return isShared;
  const joined = buckets.get(to) ?? new Set();
  buckets.set(to, joined.add(who));
  return isShared || joined.size > 1;
}
