// What the workers of all tabs say to each other: who leads, whether it still answers, and the port's own messages, each
// addressed to one term of one leader, so that a leader that wakes up late cannot act on what another has taken over.
import type { Clock } from '../lib/clock.ts';
import { callerOf, serve, type Caller, type Channel, type Service } from '../lib/port.ts';
import { INTENTS, type EngineApi, type EngineEvent } from './port.ts';

/** A leader that is silent for so long after a question is frozen or gone (R09). */
const SILENCE_MS = 3000;
const ASK_AGAIN_MS = 1000;

type Office =
  | { readonly office: 'who' } // does anybody lead?
  | { readonly office: 'here'; readonly leader: string }
  /** `at`: wall time of the writer, which all tabs share. */
  | { readonly office: 'mail'; readonly leader: string; readonly at: number; readonly mail: unknown };

/**
 * The channel between one leader and all its followers. `maxAge`: older mail is not read. A leader that was frozen for so
 * long has been replaced, and what it finds then has been asked of another; a follower that was, has missed everything since.
 */
function mailOf(bus: Channel, clock: Clock, leader: string, maxAge: number): Channel {
  return {
    post: (mail) => bus.post({ office: 'mail', leader, at: clock.now(), mail } satisfies Office),
    listen: (listener) =>
      bus.listen((message) => {
        if (!isOffice(message) || message.office !== 'mail' || message.leader !== leader) return;
        if (clock.now() - message.at < maxAge) listener(message.mail);
      }),
  };
}

/** The leader's side: answers calls of other tabs, and tells them who leads. */
export function hold(
  bus: Channel,
  clock: Clock,
  leader: string,
  api: Caller<EngineApi>,
): Service<EngineEvent> {
  const here: Office = { office: 'here', leader };
  let hasCompany = false;
  const stop = bus.listen((message) => {
    if (!isOffice(message) || message.office === 'here') return;
    hasCompany = true;
    if (message.office === 'who') bus.post(here);
  });
  const service = serve<EngineApi, EngineEvent>(mailOf(bus, clock, leader, SILENCE_MS), INTENTS, api);
  bus.post(here);
  return {
    // Nobody else is there, nothing is cloned.
    publish: (event) => void (hasCompany && service.publish(event)),
    close() {
      stop();
      service.close();
    },
  };
}

export interface FollowerDeps {
  readonly bus: Channel;
  readonly clock: Clock;
  /** This worker's own name among callers. */
  readonly client: string;
  readonly onLeader: (leader: { readonly id: string; readonly api: Caller<EngineApi> }) => void;
  readonly onEvent: (leader: string, event: EngineEvent) => void;
  /** Asked, and no answer. */
  readonly onSilence: () => void;
}

/** The side of those who do not lead. */
export class Follower {
  readonly #deps: FollowerDeps;
  #leader: string | undefined;
  #leave: () => void = () => undefined;
  /** Set while an answer to "who" is awaited. */
  #asking: (() => void) | undefined;
  #isAtRest = false;

  constructor(deps: FollowerDeps) {
    this.#deps = deps;
    deps.bus.listen((message) => {
      if (!isOffice(message) || message.office === 'who') return;
      if (message.leader === this.#leader) this.#alive();
      if (message.office === 'here' && !this.#isAtRest) this.#meet(message.leader);
    });
    this.look();
  }

  /** Asks whether the leader is there; three seconds without a sign of life tell `onSilence`. */
  look(): void {
    if (this.#isAtRest || this.#asking !== undefined) return;
    const { bus, clock, onSilence } = this.#deps;
    const start = clock.monotonic();
    const ask = (): void => {
      if (clock.monotonic() - start >= SILENCE_MS) {
        this.#alive();
        return onSilence();
      }
      bus.post({ office: 'who' } satisfies Office);
      this.#asking = clock.after(ASK_AGAIN_MS, ask);
    };
    ask();
  }

  /** This worker leads itself now (true), or does not any more. */
  rest(isAtRest: boolean): void {
    this.#isAtRest = isAtRest;
    this.#alive();
    this.#leave();
    this.#leave = () => undefined;
    this.#leader = undefined;
    if (!isAtRest) this.look();
  }

  #alive(): void {
    this.#asking?.();
    this.#asking = undefined;
  }

  #meet(leader: string): void {
    this.#alive();
    if (leader === this.#leader) return;
    const { bus, clock, client, onLeader, onEvent } = this.#deps;
    const before = this.#leave;
    const remote = callerOf<EngineApi, EngineEvent>(mailOf(bus, clock, leader, Infinity), INTENTS, client);
    remote.onEvent((event) => onEvent(leader, event));
    this.#leader = leader;
    this.#leave = () => remote.close();
    onLeader({ id: leader, api: remote.api });
    // Only now: what the old one left open is asked of the new one, its refusals are heard by nobody.
    before();
  }
}

function isOffice(value: unknown): value is Office {
  if (typeof value !== 'object' || value === null || !('office' in value)) return false;
  if (value.office === 'who') return true;
  if (!('leader' in value) || typeof value.leader !== 'string') return false;
  if (value.office === 'here') return true;
  return value.office === 'mail' && 'mail' in value && 'at' in value && typeof value.at === 'number';
}
