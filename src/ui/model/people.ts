// Everybody we have heard of. Events are gathered and applied together, at most ten times a second: a street of ten thousand
// lights flickers a lot.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Fingerprint } from '../../domain/ids.ts';
import type { PersonView } from '../../engine/port/people.ts';
import type { Likenesses } from './alike.ts';

/** What a name must show so that it passes for nobody else's (alike.ts). */
export interface Alike {
  /** Length of the key's tag: no other key here has the same one beside the same name. */
  readonly signs: 4 | 8 | 16;
  /** False for a name of mine that nobody shares: it stands bare. */
  readonly isTagged: boolean;
  /** "Not the Mira you know": the name could be mistaken for somebody's I know, for mine, or for words of the app. */
  readonly caution: string | undefined;
  readonly like: Fingerprint | 'me' | 'app' | undefined;
}

export interface People {
  /** Everybody, by key. A new map identity tells that something changed; never edit it. */
  readonly all: ReadonlySignal<ReadonlyMap<Fingerprint, PersonView>>;
  /** One person, so that a row is redrawn only when its own person changed. */
  one(fingerprint: Fingerprint): ReadonlySignal<PersonView | undefined>;
  /** Who looks like whom: loaded with the first people, undefined until then. */
  readonly alike: ReadonlySignal<Comparing | undefined>;
  apply(upsert: readonly PersonView[], removed: readonly Fingerprint[]): void;
  /** Applies what waits, now. */
  flush(): void;
  /** Settles when `alike` is there, or could not be loaded: the next change tries again. */
  compared(): Promise<void>;
}

type Comparing = Pick<Likenesses, 'of' | 'taken'>;

const GATHER_MS = 100;
const UNCOMPARED: Comparing = {
  of: () => ({ signs: 8, isTagged: false, caution: undefined, like: undefined }),
  taken: () => undefined,
};

/** @param myName What I call myself; read in a computed. */
export function createPeople(myName: () => string | undefined = () => undefined): People {
  const all = signal<ReadonlyMap<Fingerprint, PersonView>>(new Map());
  const singles = new Map<Fingerprint, ReadonlySignal<PersonView | undefined>>();
  const waiting = new Map<Fingerprint, PersonView | undefined>();
  const alike = signal<Comparing | undefined>(undefined);
  let made: Likenesses | undefined;
  let loading: Promise<void> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const compare = async (): Promise<void> => {
    try {
      const { Likenesses } = await import('./alike.ts');
      made = new Likenesses((who) => all.peek().get(who), myName);
      made.note(all.peek());
      alike.value = made;
    } catch (error) {
      void error; // an update took the part away: tags are long until it comes
      alike.value = UNCOMPARED;
      loading = undefined;
    }
  };
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.size === 0) return;
    const next = new Map(all.peek());
    for (const [key, person] of waiting) {
      if (person === undefined) next.delete(key);
      else next.set(key, person);
    }
    all.value = next;
    made?.note(waiting);
    waiting.clear();
    loading ??= compare();
  };
  return {
    all,
    alike,
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
    compared: () => (loading ??= compare()),
  };
}
