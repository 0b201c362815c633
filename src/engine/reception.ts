// Where a page hands in its intents: they go to whoever leads now, in this worker or another tab's. When the lead moves
// on, the page need not know: what may be asked twice is asked again there, and the state there is told as events.
import type { Fingerprint } from '../domain/ids.ts';
import type { Clock } from '../lib/clock.ts';
import {
  callerFrom,
  PortError,
  serve,
  type ArgsOf,
  type AnswerOf,
  type Caller,
  type Channel,
  type Service,
} from '../lib/port.ts';
import { INTENTS, type EngineApi, type EngineEvent, type Snapshot } from './port.ts';

/** After a new leader took over: people it has not told of by then are gone. */
const SWEEP_MS = 5000;

export interface Lead {
  /** Of one term of one worker. */
  readonly id: string;
  readonly isHere: boolean;
  readonly api: Caller<EngineApi>;
}

/** An intent without an answer. */
interface Open {
  readonly method: keyof EngineApi;
  /** The lead it was last sent to. */
  sentTo: string | undefined;
  readonly send: (lead: Lead) => void;
  readonly refuse: (reason: PortError) => void;
}

export class Reception {
  readonly #clock: Clock;
  readonly #page: Service<EngineEvent>;
  readonly #onIntent: () => void;
  readonly #open = new Set<Open>();
  #lead: Lead | undefined;
  #isInSight = true;
  /** The page has asked for the state: events make sense to it from then on. */
  #hasAsked = false;
  /** It has an answer, which a new leader's state must be told on top of. */
  #hasStarted = false;
  /** Shown to the page, and those of them that the present leader has not told of. */
  readonly #shown = new Set<Fingerprint>();
  #unseen = new Set<Fingerprint>();

  constructor(page: Channel, clock: Clock, onIntent: () => void) {
    this.#clock = clock;
    this.#onIntent = onIntent;
    const api = callerFrom<EngineApi>(INTENTS, (method, args) => this.#take(method, args));
    this.#page = serve<EngineApi, EngineEvent>(page, INTENTS, {
      ...api,
      wake: (why) => this.#wake(why, api),
    });
  }

  /** The page is, as far as it has told, looked at. */
  get isInSight(): boolean {
    return this.#isInSight;
  }

  /** From now on `lead` is asked. */
  follow(lead: Lead): void {
    if (this.#lead?.id === lead.id) return;
    this.#lead = lead;
    for (const one of this.#open) {
      if (one.sentTo === undefined || INTENTS[one.method] === 'again') one.send(lead);
      else one.refuse(new PortError('interrupted'));
    }
    if (this.#hasStarted) void this.#restart(lead);
  }

  /** An event of `lead`'s engine. */
  tell(lead: string, event: EngineEvent): void {
    if (lead !== this.#lead?.id || !this.#hasAsked) return;
    if (event.type === 'people') {
      for (const { fingerprint } of event.upsert) {
        this.#shown.add(fingerprint);
        this.#unseen.delete(fingerprint);
      }
      for (const person of event.removed) this.#shown.delete(person);
    }
    this.#page.publish(event);
  }

  #take<K extends keyof EngineApi>(method: K, args: ArgsOf<EngineApi, K>): Promise<AnswerOf<EngineApi, K>> {
    return new Promise((resolve, reject) => {
      const one: Open = {
        method,
        sentTo: undefined,
        send: (lead) => {
          one.sentTo = lead.id;
          const settle = (finish: () => void): void => {
            if (one.sentTo === lead.id && this.#open.delete(one)) finish();
          };
          lead.api[method](...args).then(
            (answer) =>
              settle(() => {
                this.#hasStarted ||= method === 'start';
                resolve(answer);
              }),
            (error: unknown) => settle(() => reject(error)),
          );
        },
        refuse: (reason) => {
          this.#open.delete(one);
          reject(reason);
        },
      };
      this.#open.add(one);
      this.#hasAsked ||= method === 'start';
      if (this.#lead !== undefined) one.send(this.#lead);
      this.#onIntent();
    });
  }

  #wake(why: Parameters<EngineApi['wake']>[0], api: Caller<EngineApi>): Promise<void> {
    if (why === 'visible' || why === 'hidden') this.#isInSight = why === 'visible';
    // The leader's own page may be in sight while this one is not.
    return why === 'hidden' && this.#lead?.isHere === false ? Promise.resolve() : api.wake(why);
  }

  async #restart(lead: Lead): Promise<void> {
    this.#unseen = new Set(this.#shown);
    try {
      for (const event of eventsOf(await lead.api.start())) this.tell(lead.id, event);
    } catch (error) {
      // That leader is gone too; the next one starts us again.
      if (!(error instanceof Error)) throw error;
      return;
    }
    this.#clock.after(SWEEP_MS, () => this.#sweep(lead));
  }

  #sweep(lead: Lead): void {
    if (lead.id !== this.#lead?.id || this.#unseen.size === 0) return;
    const removed = [...this.#unseen];
    this.#unseen.clear();
    this.tell(lead.id, { type: 'people', upsert: [], removed });
  }
}

/** A snapshot as the events that lead to it, and to what it does not hold. */
function eventsOf(snapshot: Snapshot): readonly EngineEvent[] {
  const { identity, connection, servers, conversations, preferences, counts, storageProblem } = snapshot;
  return [
    { type: 'preferences', preferences },
    { type: 'identity', identity },
    { type: 'servers', servers },
    { type: 'connection', connection },
    { type: 'conversations', upsert: conversations, removed: [] },
    { type: 'counts', counts },
    { type: 'notice', notice: { kind: 'storage', problem: storageProblem } },
    { type: 'new-lead' },
  ];
}
