// The clients of this relay, and the carrying out of the handler's verdicts.
import type { Connection } from './connection.ts';
import type { ClientStanding, Verdict } from './handler.ts';
import type { KnownKey } from './keys.ts';
import type { Log } from './log.ts';
import type { Mesh } from './mesh.ts';
import type { Roster } from './roster.ts';

export interface HubParts {
  readonly log: Log;
  readonly address: string;
  roster(): Roster;
  mesh(): Mesh;
}

export interface Hub {
  /** Carries out what the handler decided about the frame `bytes` of `connection`. */
  act(connection: Connection, verdict: Verdict, bytes: Buffer): Promise<void>;
  /** The socket ended. */
  left(connection: Connection): void;
  readonly keys: () => Iterable<KnownKey>;
  keyOf(fingerprint: string): KnownKey | undefined;
  readonly clients: () => ReadonlySet<Connection>;
  keyCount(): number;
  /** How often which verdict fell, by kind or reason. */
  verdicts(): ReadonlyMap<string, number>;
}

/** The eight characters of a fingerprint that logs show (T34). */
const short = (key: KnownKey): string => key.fingerprint.slice(0, 8);

export function createHub(parts: HubParts): Hub {
  const clients = new Set<Connection>();
  const online = new Map<string, { readonly key: KnownKey; sockets: number }>();
  const gone = new WeakSet<Connection>();
  const verdicts = new Map<string, number>();

  /** To every client; to its own sender last: the echo says that the frame was taken, so it has to be passed on by then. */
  function flood(bytes: Buffer, sender?: Connection): void {
    for (const client of clients) if (client !== sender) client.send(bytes);
    sender?.send(bytes);
  }

  function join(connection: Connection, standing: ClientStanding): void {
    if (gone.has(connection)) return;
    connection.standing = standing;
    clients.add(connection);
    const { key } = standing;
    const known = online.get(key.fingerprint);
    parts.log('joined', { socket: connection.id, key: short(key) });
    if (known !== undefined) {
      known.sockets += 1;
      parts.roster().sendTo(connection);
      return;
    }
    online.set(key.fingerprint, { key, sockets: 1 });
    parts.roster().changed(connection);
    parts.mesh().usersChanged();
  }

  function leave(connection: Connection, { key }: ClientStanding): void {
    clients.delete(connection);
    parts.log('left', { socket: connection.id, key: short(key) });
    const known = online.get(key.fingerprint);
    if (known === undefined) return;
    known.sockets -= 1;
    if (known.sockets > 0) return;
    online.delete(key.fingerprint);
    parts.roster().changed();
    parts.mesh().usersChanged();
  }

  /** A local client's chat: to its destinations, each once, and back to its sender as the sign that it was taken. */
  function chat(connection: Connection, destinations: readonly string[], bytes: Buffer): void {
    let unreached = 0;
    for (const address of destinations) {
      if (address !== parts.address && !parts.mesh().send(address, bytes)) unreached += 1;
    }
    if (destinations.includes(parts.address)) flood(bytes, connection);
    else connection.send(bytes);
    if (unreached > 0) parts.log('unreached', { socket: connection.id, destinations: unreached });
  }

  /** What a neighbour brings goes to our clients alone: it has reached the other neighbours by its own links. */
  function fromNeighbour(verdict: Verdict, bytes: Buffer): void {
    if (verdict.kind === 'public') flood(bytes);
    if (verdict.kind === 'chat' && verdict.destinations.includes(parts.address)) flood(bytes);
  }

  function fromClient(connection: Connection, verdict: Verdict, bytes: Buffer): void {
    if (verdict.kind === 'chat') return chat(connection, verdict.destinations, bytes);
    if (verdict.kind === 'public') {
      parts.mesh().sendToAll(bytes);
      flood(bytes, connection);
    }
    return undefined;
  }

  function link(connection: Connection, address: string): void {
    if (gone.has(connection)) return;
    connection.standing = { role: 'neighbour', address };
    parts.mesh().linked(address, connection);
  }

  async function act(connection: Connection, verdict: Verdict, bytes: Buffer): Promise<void> {
    const name =
      verdict.kind === 'ignore' ? verdict.why : verdict.kind === 'close' ? verdict.reason : verdict.kind;
    verdicts.set(name, (verdicts.get(name) ?? 0) + 1);
    const { standing } = connection;
    const neighbour = standing.role === 'neighbour' ? standing.address : undefined;
    switch (verdict.kind) {
      case 'ignore':
        return parts.log('ignored', { socket: connection.id, why: verdict.why, bytes: bytes.length });
      case 'close':
        parts.log('refused', { socket: connection.id, why: verdict.reason });
        return connection.close(verdict.code, verdict.reason);
      case 'join':
        return join(connection, verdict.standing);
      case 'link':
        link(connection, verdict.address);
        return verdict.first === undefined ? undefined : act(connection, verdict.first, bytes);
      case 'list':
        return parts.roster().sendTo(connection);
      case 'repeat':
        return connection.send(bytes);
      case 'public':
      case 'chat':
        return neighbour === undefined
          ? fromClient(connection, verdict, bytes)
          : fromNeighbour(verdict, bytes);
      case 'update':
        return neighbour === undefined ? undefined : parts.mesh().update(neighbour, verdict.clients);
      case 'update-request':
        return neighbour === undefined ? undefined : parts.mesh().answerUpdateRequest(neighbour);
    }
  }

  return {
    act,
    left: (connection) => {
      gone.add(connection);
      const { standing } = connection;
      if (standing.role === 'client') leave(connection, standing);
      if (standing.role === 'neighbour') parts.mesh().unlinked(standing.address, connection);
    },
    *keys() {
      for (const { key } of online.values()) yield key;
    },
    keyOf: (fingerprint) => online.get(fingerprint)?.key,
    clients: () => clients,
    keyCount: () => online.size,
    verdicts: () => verdicts,
  };
}
