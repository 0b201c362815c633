// The neighbourhood: what we tell our neighbours on the links we dial, and what their links bring us.
import type { Clock, RandomBytes } from '../lib/clock.ts';
import type { Connection } from './connection.ts';
import type { Identity } from './identity.ts';
import type { KnownKey } from './keys.ts';
import { createLink, type Link } from './link.ts';
import type { Log } from './log.ts';
import type { Neighbour, Neighbours } from './neighbours.ts';

export interface MeshParts {
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly log: Log;
  readonly address: string;
  readonly identity: Identity;
  readonly neighbours: Neighbours;
  /** Milliseconds between two updates while busy. */
  readonly interval: number;
  /** Milliseconds that a neighbour's users stay listed after its link broke. */
  readonly grace: number;
  /** Our users, each key once. */
  keys(): Iterable<KnownKey>;
  /** The neighbours' users or their reach changed. */
  changed(): void;
}

export interface Mesh {
  /** Our users changed: tell the neighbours, bundled while busy. */
  usersChanged(): void;
  /** Forwards a client's frame to one neighbour; false when it cannot be reached. */
  send(address: string, bytes: Buffer): boolean;
  sendToAll(bytes: Buffer): void;
  /** A neighbour proved itself on a link it dialled. */
  linked(address: string, connection: Connection): void;
  unlinked(address: string, connection: Connection): void;
  update(address: string, clients: readonly string[]): Promise<void>;
  answerUpdateRequest(address: string): void;
  /** Neighbours that can be heard and reached. */
  readonly present: () => readonly Neighbour[];
  /** The one neighbour trusted by name that is reached at `place` (an IP address) and has not introduced itself. */
  readonly silentAt: (place: string) => string | undefined;
  beat(): void;
  stop(): void;
}

const UPDATE_REQUEST = Buffer.from(JSON.stringify({ type: 'client_update_request' }));

export function createMesh(parts: MeshParts): Mesh {
  const links = new Map<string, Link>();
  const graces = new Map<string, () => void>();
  let sentAt = -Infinity;
  let stopTimer: (() => void) | undefined;

  const writeUpdate = (): Buffer =>
    Buffer.from(
      JSON.stringify({ type: 'client_update', clients: [...parts.keys()].map((key) => key.listed) }),
    );

  function sendUpdate(): void {
    stopTimer?.();
    stopTimer = undefined;
    sentAt = parts.clock.monotonic();
    const update = writeUpdate();
    for (const link of links.values()) link.send(update);
  }

  function dial(neighbour: Neighbour): Link {
    const { address, url } = neighbour;
    const link = createLink(url, {
      clock: parts.clock,
      random: parts.random,
      hello: () => parts.identity.hello(parts.address),
      opened: () => {
        parts.log('neighbour-dialled', { address });
        link.send(writeUpdate());
        link.send(UPDATE_REQUEST);
        parts.changed();
      },
      closed: (code, reason) => {
        parts.log('neighbour-lost', { address, code, reason });
        parts.changed();
      },
    });
    return link;
  }

  function forget(neighbour: Neighbour): void {
    graces.delete(neighbour.address);
    if (neighbour.heard !== undefined || neighbour.users.size === 0) return;
    neighbour.users.clear();
    parts.changed();
  }

  /** An update that is still being held back goes first: who gets a frame should know its sender. */
  function beforeFrame(): void {
    if (stopTimer !== undefined) sendUpdate();
  }

  for (const neighbour of parts.neighbours.all) links.set(neighbour.address, dial(neighbour));

  return {
    usersChanged: () => {
      if (stopTimer !== undefined || links.size === 0) return;
      const wait = sentAt + parts.interval - parts.clock.monotonic();
      if (wait <= 0) sendUpdate();
      else stopTimer = parts.clock.after(wait, sendUpdate);
    },
    send: (address, bytes) => {
      beforeFrame();
      return links.get(address)?.send(bytes) ?? false;
    },
    sendToAll: (bytes) => {
      if (links.size > 0) beforeFrame();
      for (const link of links.values()) link.send(bytes);
    },
    linked: (address, connection) => {
      const neighbour = parts.neighbours.find(address);
      if (neighbour === undefined) return;
      const before = neighbour.heard;
      neighbour.heard = connection;
      before?.close(1000, 'replaced');
      graces.get(address)?.();
      graces.delete(address);
      links.get(address)?.hurry();
      parts.log('neighbour-heard', { address });
    },
    unlinked: (address, connection) => {
      const neighbour = parts.neighbours.find(address);
      if (neighbour === undefined || neighbour.heard !== connection) return;
      neighbour.heard = undefined;
      graces.set(
        address,
        parts.clock.after(parts.grace, () => forget(neighbour)),
      );
    },
    update: async (address, clients) => {
      const neighbour = parts.neighbours.find(address);
      if (neighbour === undefined) return;
      const refused = await parts.neighbours.replaceUsers(neighbour, clients);
      if (refused > 0) parts.log('neighbour-keys-refused', { address, refused });
      parts.changed();
    },
    answerUpdateRequest: (address) => void links.get(address)?.send(writeUpdate()),
    present: () => parts.neighbours.all.filter(({ address }) => links.get(address)?.isOpen() ?? false),
    silentAt: (place) => {
      const silent = parts.neighbours.all.filter(({ address, fingerprint, pinned, heard }) => {
        const isUnproved = fingerprint === undefined && pinned === undefined && heard === undefined;
        return isUnproved && links.get(address)?.place() === place;
      });
      return silent.length === 1 ? silent[0]?.address : undefined;
    },
    beat: () => {
      for (const link of links.values()) link.beat();
    },
    stop: () => {
      stopTimer?.();
      for (const stop of graces.values()) stop();
      for (const link of links.values()) link.stop();
    },
  };
}
