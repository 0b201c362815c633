// One tab's worker: it runs the engine while it holds the lock, and is a go-between while another tab's does. A follower
// has no key, no socket and no database.
import type { Fingerprint } from '../domain/ids.ts';
import { toHex } from '../lib/bytes.ts';
import type { Clock, RandomBytes } from '../lib/clock.ts';
import type { Channel, Service } from '../lib/port.ts';
import type { Engine } from './engine.ts';
import { Follower, hold } from './follower.ts';
import { seekLeadership, type Locks, type Term } from './leadership.ts';
import type { EngineEvent } from './port.ts';
import { Reception } from './reception.ts';

/** While a page is in sight, the leader is asked for a sign of life this often. */
const LOOK_MS = 10_000;

export interface TabDeps {
  readonly page: Channel;
  /** To the workers of the other tabs. */
  readonly bus: Channel;
  readonly locks: Locks;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Whose identity is stored here now. */
  readonly fingerprint: () => Promise<Fingerprint | undefined>;
  /** A new engine; `claim` is to be awaited before an identity is stored. */
  readonly makeEngine: (claim: Term['claim']) => Engine;
}

/** Starts the tab's life; it ends with the worker. */
export function openTab(deps: TabDeps): void {
  const { bus, clock, random } = deps;
  const client = toHex(random(8));
  let term: { readonly engine: Engine; readonly service: Service<EngineEvent> } | undefined;
  let terms = 0;

  const reception = new Reception(deps.page, clock, () => {
    if (term === undefined) follower.look();
  });
  const follower = new Follower({
    bus,
    clock,
    client,
    onLeader: ({ id, api }) => reception.follow({ id, api, isHere: false }),
    onEvent: (leader, event) => reception.tell(leader, event),
    onSilence: () => office.steal(),
  });
  const office = seekLeadership({
    locks: deps.locks,
    fingerprint: deps.fingerprint,
    onLead(begun) {
      follower.rest(true);
      terms += 1;
      const id = `${client}-${terms}`;
      const engine = deps.makeEngine((fingerprint) => begun.claim(fingerprint));
      const service = hold(bus, clock, id, engine);
      term = { engine, service };
      engine.onEvent((event) => {
        reception.tell(id, event);
        service.publish(event);
        if (event.type === 'identity' && 'me' in event.identity) begun.settled();
        if (event.type === 'notice' && event.notice.kind === 'wiped') begun.resign();
      });
      reception.follow({ id, api: engine, isHere: true });
    },
    onLost() {
      term?.service.close();
      void term?.engine.close();
      term = undefined;
      follower.rest(false);
    },
  });
  const keepLooking = (): void => {
    if (term === undefined && reception.isInSight) follower.look();
    clock.after(LOOK_MS, keepLooking);
  };
  clock.after(LOOK_MS, keepLooking);
}
