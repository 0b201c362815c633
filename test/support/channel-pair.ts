// Two ends of a message channel in one thread; what crosses is cloned, as between a page and its worker.
import type { Channel } from '../../src/lib/port.ts';

/** Messages arrive in a later turn, in order. */
export function channelPair(): readonly [Channel, Channel] {
  const bus = channelBus();
  return [bus(), bus()];
}

/** A BroadcastChannel: every call of the answer joins one more member, who hears all the others. */
export function channelBus(): () => Channel {
  const members = new Map<object, Set<(message: unknown) => void>>();
  return () => {
    const me = {};
    const mine = new Set<(message: unknown) => void>();
    members.set(me, mine);
    return {
      post(message) {
        const copy: unknown = structuredClone(message);
        for (const [member, listeners] of members) {
          if (member === me) continue;
          queueMicrotask(() => {
            for (const listener of listeners) listener(copy);
          });
        }
      },
      listen(listener) {
        mine.add(listener);
        return () => void mine.delete(listener);
      },
    };
  };
}
