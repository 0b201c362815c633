// May bytes that were made some time ago go to the server in use? It may be another one since, or its list may have changed.
import type { Fingerprint } from '../domain/ids.ts';
import { V12, type Dialect } from '../protocol/dialect.ts';
import { isSpoken } from '../protocol/spoken.ts';
import type { OutboxFrame } from '../store/rows.ts';

export interface NewestList {
  readonly isServer: (address: string) => boolean;
  /** Where somebody is listed; nowhere when their light is off. */
  readonly serversOf: (person: Fingerprint) => readonly string[];
}

/**
 * False for a frame in a form that this server refuses, or that leads to none of its people. Where an unknown destination
 * does harm, one is too many.
 */
export function isSendable(frame: OutboxFrame, row: Dialect, { isServer, serversOf }: NewestList): boolean {
  const { spoken = V12.speech, destinations, recipients } = frame;
  if (!isSpoken(spoken, row)) return false;
  if (destinations === undefined)
    return recipients.length === 0 || recipients.some((one) => serversOf(one).length > 0);
  const isAllKnown = destinations.every(isServer);
  if (recipients.length === 0) return isAllKnown;
  const isReached = (person: Fingerprint): boolean =>
    serversOf(person).some((address) => destinations.includes(address));
  return recipients.some(isReached) && (isAllKnown || !row.manners.unknownDestinationHurts);
}
