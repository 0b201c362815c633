// Which tab's worker runs the engine: the one that holds a Web Lock. When it dies the lock moves on by itself. Before
// there is an identity the lock `identity-create` guards its birth; afterwards it is `engine:<fingerprint>` (T09).
import type { Fingerprint } from '../domain/ids.ts';

/** The part of `navigator.locks` used here. */
export interface Locks {
  request(
    name: string,
    options: { readonly steal?: boolean; readonly signal?: AbortSignal },
    hold: () => Promise<void>,
  ): Promise<void>;
}
/** One time in office. */
export interface Term {
  /** Takes the lock of an identity that is about to be stored, so that no other tab ever finds it free. */
  claim(fingerprint: Fingerprint): Promise<void>;
  /** That identity is stored: the lock on births is given up. */
  settled(): void;
  /** Everything was wiped: whoever is next starts afresh. */
  resign(): void;
}
export interface LeadershipDeps {
  readonly locks: Locks;
  /** Whose identity lives here, as stored now. */
  readonly fingerprint: () => Promise<Fingerprint | undefined>;
  readonly onLead: (term: Term) => void;
  /** The term is over: the lock was stolen because we did not answer, or we resigned. */
  readonly onLost: () => void;
}
export interface Leadership {
  /** Takes the lock from a leader that does not answer any more. */
  steal(): void;
}

const BIRTH = 'identity-create';

interface Held {
  readonly name: string;
  readonly release: () => void;
  /** Resolves when the lock is gone, by release or theft. */
  readonly gone: Promise<void>;
}

/** Waits for the lock from now on, again and again. */
export function seekLeadership(deps: LeadershipDeps): Leadership {
  const seeker = new Seeker(deps);
  void seeker.run();
  return { steal: () => seeker.steal() };
}

class Seeker {
  readonly #deps: LeadershipDeps;
  #isStealing = false;
  #waiting: AbortController | undefined;

  constructor(deps: LeadershipDeps) {
    this.#deps = deps;
  }

  steal(): void {
    if (this.#waiting === undefined) return;
    this.#isStealing = true;
    this.#waiting.abort();
  }

  async run(): Promise<void> {
    for (;;) {
      const name = await this.#name();
      const held = await this.#wait(name);
      if (held === undefined) continue;
      // While we waited an identity may have been made, or wiped: then another lock is the right one.
      if ((await this.#name()) === name) await this.#serve(held);
      held.release();
    }
  }

  async #name(): Promise<string> {
    return lockName(await this.#deps.fingerprint());
  }

  async #wait(name: string): Promise<Held | undefined> {
    if (this.#isStealing) {
      this.#isStealing = false;
      return acquire(this.#deps.locks, name, { steal: true });
    }
    this.#waiting = new AbortController();
    const held = await acquire(this.#deps.locks, name, { signal: this.#waiting.signal });
    this.#waiting = undefined;
    return held;
  }

  async #serve(first: Held): Promise<void> {
    const { locks, onLead, onLost } = this.#deps;
    const held = [first];
    await new Promise<void>((over) => {
      const watch = ({ gone, name }: Held): void =>
        void gone.then(() => void (held.at(-1)?.name === name && over()));
      watch(first);
      const claims = new Map<string, Promise<void>>([[first.name, Promise.resolve()]]);
      const take = async (name: string): Promise<void> => {
        const next = await acquire(locks, name, {});
        if (next === undefined) return;
        held.push(next);
        watch(next);
      };
      onLead({
        claim(fingerprint) {
          const name = lockName(fingerprint);
          // Asked twice, the second lock would wait for the first for ever.
          const claim = claims.get(name) ?? take(name);
          claims.set(name, claim);
          return claim;
        },
        settled: () => void (held.length > 1 && first.name === BIRTH && first.release()),
        resign: over,
      });
    });
    for (const one of held) one.release();
    onLost();
  }
}

function lockName(fingerprint: Fingerprint | undefined): string {
  return fingerprint === undefined ? BIRTH : `engine:${fingerprint}`;
}

/** The lock, when it is ours; undefined when waiting was given up. */
function acquire(
  locks: Locks,
  name: string,
  options: { readonly steal?: boolean; readonly signal?: AbortSignal },
): Promise<Held | undefined> {
  return new Promise((resolve, reject) => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((go) => (release = go));
    let lose: () => void = () => undefined;
    const gone = new Promise<void>((go) => (lose = go));
    const hold = (): Promise<void> => {
      resolve({ name, release, gone });
      return released;
    };
    locks.request(name, options, hold).then(lose, (error: unknown) => {
      // AbortError: stolen, or not waited for any longer.
      if (!(error instanceof Error && error.name === 'AbortError')) return reject(error);
      lose();
      resolve(undefined);
    });
  });
}
