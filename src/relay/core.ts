// The chat side put together: sockets, handler, hub, roster and mesh, without a server around them.
import { LIMITS } from '../protocol/limits.ts';
import { adopt, type Accepted, type Connection } from './connection.ts';
import { createHandler, type Handler } from './handler.ts';
import { createHub, type Hub } from './hub.ts';
import type { Identity } from './identity.ts';
import { createLedger } from './ledger.ts';
import type { Log } from './log.ts';
import { createMesh, type Mesh } from './mesh.ts';
import { createNeighbours, type NeighbourName, type Neighbours } from './neighbours.ts';
import type { Settings } from './options.ts';
import { createRoster, type Roster } from './roster.ts';

export interface RelayStats {
  readonly sockets: number;
  /** Sockets that said hello, and the different keys on them. */
  readonly clients: number;
  readonly keys: number;
  /** Neighbours that can be reached at the moment. */
  readonly neighbours: number;
  /** How often the handler decided what: `public`, `chat`, `repeat`, `old-counter`, `not-json`… */
  readonly verdicts: ReadonlyMap<string, number>;
  /** Faults of the relay itself; 0 unless it has a bug. */
  readonly faults: number;
}

export interface CoreParts {
  readonly settings: Settings;
  readonly log: Log;
  readonly address: string;
  readonly identity: Identity;
  readonly neighbours: readonly NeighbourName[];
}

export interface Core {
  readonly accept: (accepted: Accepted) => void;
  readonly isFull: () => boolean;
  readonly stats: () => RelayStats;
  /** Closes every socket and link. */
  stop(): void;
}

interface Wired {
  readonly hub: Hub;
  readonly mesh: Mesh;
  readonly roster: Roster;
}

/** Hub, roster and mesh call each other: each gets the others when it needs them first. */
function wire({ settings, log, address, identity }: CoreParts, neighbours: Neighbours): Wired {
  const { clock, random, timing } = settings;
  const hub = createHub({ log, address, roster: () => roster, mesh: () => mesh });
  const mesh = createMesh({
    clock,
    random,
    log,
    address,
    identity,
    neighbours,
    interval: timing.list,
    grace: timing.grace,
    keys: hub.keys,
    changed: () => roster.changed(),
  });
  const roster = createRoster({
    clock,
    address,
    interval: timing.list,
    keys: hub.keys,
    owns: (fingerprint) => hub.keyOf(fingerprint) !== undefined,
    neighbours: mesh.present,
    clients: hub.clients,
    clientCount: () => hub.clients().size,
  });
  return { hub, mesh, roster };
}

function createJudge({ settings }: CoreParts, neighbours: Neighbours, hub: Hub, mesh: Mesh): Handler {
  return createHandler({
    ledger: createLedger(settings.lenientCounters),
    neighbours: {
      admit: neighbours.admit,
      silentAt: mesh.silentAt,
      keyNamed: (sender) => hub.keyOf(sender) ?? neighbours.userNamed(sender),
    },
    isFull: ({ fingerprint }) => hub.keyCount() >= LIMITS.keys && hub.keyOf(fingerprint) === undefined,
  });
}

/** Starts dialling the neighbours at once; clients come by `accept`. */
export function createCore(parts: CoreParts): Core {
  const { settings, log } = parts;
  const { clock, timing, rate, burst, queue } = settings;
  const neighbours = createNeighbours(parts.neighbours);
  const { hub, mesh, roster } = wire(parts, neighbours);
  const judge = createJudge(parts, neighbours, hub, mesh);
  const connections = new Set<Connection>();
  let faults = 0;

  function fault(error: unknown): void {
    faults += 1;
    log('fault', { name: error instanceof Error ? error.name : 'unknown' });
  }
  async function text(from: Connection, bytes: Buffer): Promise<void> {
    await hub.act(from, await judge(bytes.toString('utf8'), from.standing), bytes);
  }
  function gone(from: Connection): void {
    connections.delete(from);
    hub.left(from);
  }
  const limits = {
    clientFrame: LIMITS.relayClientFrame,
    helloWithin: timing.hello,
    closeWithin: timing.close,
  };
  const rules = { clock, rate, burst, queue, ...limits, text, gone, fault };

  let stopBeat = (): void => undefined;
  function beatLater(): void {
    stopBeat = clock.after(timing.ping, () => {
      for (const connection of connections) connection.beat();
      mesh.beat();
      beatLater();
    });
  }
  beatLater();

  return {
    accept: (accepted) => void connections.add(adopt(accepted, rules)),
    isFull: () => connections.size >= settings.sockets,
    stats: () => ({
      sockets: connections.size,
      clients: hub.clients().size,
      keys: hub.keyCount(),
      neighbours: mesh.present().length,
      verdicts: hub.verdicts(),
      faults,
    }),
    stop: () => {
      stopBeat();
      roster.stop();
      mesh.stop();
      for (const connection of connections) connection.close(1001, 'stopping');
    },
  };
}
