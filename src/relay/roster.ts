// Who is online where, and telling everybody in time: at once while it is quiet, bundled while it is busy.
import type { Clock } from '../lib/clock.ts';
import { LIMITS } from '../protocol/limits.ts';
import type { Connection } from './connection.ts';
import type { KnownKey } from './keys.ts';
import type { Neighbour } from './neighbours.ts';

export interface RosterParts {
  readonly clock: Clock;
  /** Our own name in lists. */
  readonly address: string;
  /** Milliseconds between two pushes while busy. */
  readonly interval: number;
  /** Our users, each key once. */
  keys(): Iterable<KnownKey>;
  owns(fingerprint: string): boolean;
  /** Neighbours that can be heard and reached right now. */
  neighbours(): Iterable<Neighbour>;
  clients(): Iterable<Connection>;
  clientCount(): number;
}

export interface Roster {
  /** Something changed: everybody will see it; `newcomer` at once, since the list is what answers a hello. */
  changed(newcomer?: Connection): void;
  /** Answers a list request. */
  sendTo(connection: Connection): void;
  stop(): void;
}

/** Bytes of lists a second that the relay is willing to write when very many people come at once. */
const BYTES_PER_MILLISECOND = 100_000;
/** A client that has more than this unread gets its list later: only the newest one matters. */
const UNREAD = 65_536;
/** Lists above this size go to one client at most once an interval, however often it asks. */
const LARGE_LIST = 65_536;

function writeList(parts: RosterParts): Buffer {
  const own = { address: parts.address, clients: [...parts.keys()].map((key) => key.listed) };
  const servers = [own];
  let room = LIMITS.keys - own.clients.length;
  for (const { address, users } of parts.neighbours()) {
    const clients: string[] = [];
    // A neighbour cannot take over a key that is connected here (T20).
    for (const [fingerprint, key] of users) if (!parts.owns(fingerprint)) clients.push(key.listed);
    servers.push({ address, clients: clients.slice(0, room) });
    room = Math.max(0, room - clients.length);
  }
  return Buffer.from(JSON.stringify({ type: 'client_list', servers: servers.slice(0, LIMITS.servers) }));
}

export function createRoster(parts: RosterParts): Roster {
  let version = 1;
  let list: Buffer | undefined;
  let size = 0;
  let pushedAt = -Infinity;
  let stopTimer: (() => void) | undefined;
  const sentAt = new WeakMap<Connection, number>();

  function send(connection: Connection): boolean {
    list ??= writeList(parts);
    size = list.length;
    const now = parts.clock.monotonic();
    const soonAgain = size > LARGE_LIST && now - (sentAt.get(connection) ?? -Infinity) < parts.interval;
    if (soonAgain || connection.waiting() > UNREAD) return false;
    connection.sendList(list);
    connection.seenList = version;
    sentAt.set(connection, now);
    return true;
  }

  function push(): void {
    pushedAt = parts.clock.monotonic();
    let late = false;
    for (const connection of parts.clients()) {
      if (connection.seenList !== version && !send(connection)) late = true;
    }
    if (late) schedule();
  }

  function schedule(): void {
    if (stopTimer !== undefined) return;
    const cost = (size * parts.clientCount()) / BYTES_PER_MILLISECOND;
    const wait = pushedAt + Math.max(parts.interval, cost) - parts.clock.monotonic();
    if (wait <= 0) return push();
    stopTimer = parts.clock.after(wait, () => {
      stopTimer = undefined;
      push();
    });
    return undefined;
  }

  return {
    changed: (newcomer) => {
      version += 1;
      list = undefined;
      if (newcomer !== undefined) send(newcomer);
      schedule();
    },
    sendTo: (connection) => {
      if (send(connection)) return;
      connection.seenList = 0;
      schedule();
    },
    stop: () => stopTimer?.(),
  };
}
