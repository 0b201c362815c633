// The HTTP server below everything: made, bound, and its upgrades let through to the WebSocket side.
import { readFile } from 'node:fs/promises';
import { createServer as createHttpServer, STATUS_CODES, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { networkInterfaces } from 'node:os';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Accepted } from './connection.ts';
import { isWildcard, type Guard } from './guard.ts';
import { BadOption, type Settings } from './options.ts';

/** Sockets that send nothing for so long are closed; WebSockets have their own heartbeat. */
const IDLE = 60_000;

/** An HTTP server, or an HTTPS one when there is a certificate. Rejects with BadOption or the file's error. */
export async function createServer({ cert, key }: Settings): Promise<Server> {
  const limits = { headersTimeout: 10_000, requestTimeout: 900_000, maxHeaderSize: 16_384 };
  if (cert === undefined && key === undefined) return createHttpServer(limits);
  if (cert === undefined || key === undefined) throw new BadOption('--cert and --key go together');
  return createHttpsServer({ ...limits, cert: await readFile(cert), key: await readFile(key) });
}

/** Binds it and gives the port. Rejects with the system's error (EADDRINUSE, EACCES…). */
export async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const bound = server.address();
  return typeof bound === 'object' && bound !== null ? bound.port : port;
}

/** The host name under which others reach what listens on `host`. */
export function reachableName(host: string): string {
  if (['127.0.0.1', '::1', 'localhost'].includes(host)) return 'localhost';
  if (!isWildcard(host)) return host.includes(':') ? `[${host}]` : host;
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return addresses.find(({ internal, family }) => !internal && family === 'IPv4')?.address ?? 'localhost';
}

function refuse(socket: Duplex, status: number): void {
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}

export interface UpgradeRules {
  readonly guard: Guard;
  /** Largest frame in bytes. */
  readonly maxPayload: number;
  /** True when no further socket may open. */
  readonly isFull: () => boolean;
  readonly accept: (accepted: Accepted) => void;
}

/** Lets WebSocket handshakes through, on any path, from hosts and pages that may. */
export function acceptUpgrades(server: Server, rules: UpgradeRules): void {
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    autoPong: false,
    maxPayload: rules.maxPayload,
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const { host, origin } = request.headers;
    if (!rules.guard.isOwnHost(host) || !rules.guard.allowsOrigin(origin, host)) return refuse(socket, 403);
    if (rules.isFull()) return refuse(socket, 503);
    return sockets.handleUpgrade(request, socket, head, (opened) =>
      rules.accept({ socket: opened, wire: socket, place: request.socket.remoteAddress }),
    );
  });
  server.on('clientError', (_error, socket) => socket.destroy());
  server.setTimeout(IDLE);
}
