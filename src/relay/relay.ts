// The relay as one thing to start: WebSocket, upload API and app on one port, with its links to neighbours.
import type { Server } from 'node:http';
import { LIMITS } from '../protocol/limits.ts';
import { createCore, type Core, type RelayStats } from './core.ts';
import { createGuard, type Guard } from './guard.ts';
import { createHttp } from './http.ts';
import { openIdentity } from './identity.ts';
import { createLog } from './log.ts';
import { readNeighbourName, type NeighbourName } from './neighbours.ts';
import { BadOption, settingsOf, type RelayOptions, type Settings } from './options.ts';
import { acceptUpgrades, createServer, listen, reachableName } from './server.ts';
import { openStaticApp } from './static-app.ts';
import { openUploads, type Uploads } from './uploads.ts';

export type { RelayStats } from './core.ts';
export { BadOption, type RelayOptions } from './options.ts';

export interface Relay {
  readonly port: number;
  /** Where a browser opens the app; a client connects to the same with ws. No slash at the end. */
  readonly url: string;
  /** Its name in lists. */
  readonly address: string;
  /** Of its server key, for neighbours' `--neighbour`. */
  readonly fingerprint: string;
  readonly stats: () => RelayStats;
  /** Ends every socket and waits until the port is free. */
  close(): Promise<void>;
}

function neighbourNames({ neighbours, trustNeighbours }: Settings): readonly NeighbourName[] {
  return neighbours.map((text) => {
    const name = readNeighbourName(text);
    if (name === undefined)
      throw new BadOption(`--neighbour ${text}: expected [ws://|wss://]host:port=FINGERPRINT`);
    if (name.fingerprint !== undefined || trustNeighbours) return name;
    throw new BadOption(`--neighbour ${text}: without a fingerprint it needs --trust-neighbours`);
  });
}

async function openFiles(settings: Settings): Promise<Uploads> {
  const { clock, random, maxUpload, uploads, uploadQuota, uploadAge } = settings;
  return openUploads({ clock, random, directory: uploads, maxUpload, quota: uploadQuota, age: uploadAge });
}

/** Where the relay is to be found once its port is known. */
function placeOf(
  { host, address, cert, publicUrl }: Settings,
  port: number,
): Record<'url' | 'address' | 'publicUrl', string> {
  const place = `${reachableName(host)}:${port}`;
  const url = `${cert === undefined ? 'http' : 'https'}://${place}`;
  return { url, address: address ?? place, publicUrl: (publicUrl ?? url).replace(/\/+$/, '') };
}

async function stopAll(server: Server, core: Core, uploads: Uploads, settings: Settings): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  core.stop();
  // Connections fall idle one by one as their answers are finished.
  const sweep = setInterval(() => server.closeIdleConnections(), 20);
  const stopWait = settings.clock.after(settings.timing.close, () => server.closeAllConnections());
  await closed;
  clearInterval(sweep);
  stopWait();
  await uploads.stop();
}

async function bind(server: Server, uploads: Uploads, settings: Settings): Promise<number> {
  try {
    return await listen(server, settings.port, settings.host);
  } catch (error) {
    await uploads.stop();
    throw error;
  }
}

function guardOf(settings: Settings, address: string): Guard {
  const { host, publicUrl, origins } = settings;
  return createGuard({ host, address, publicUrl, origins });
}

/** Starts a relay. Rejects with BadOption, or with the system's error when port, files or directories cannot be used. */
export async function startRelay(options: RelayOptions = {}): Promise<Relay> {
  const settings = settingsOf(options);
  const { clock } = settings;
  const log = createLog(settings.log, clock);
  const neighbours = neighbourNames(settings);
  const server = await createServer(settings);
  const identity = await openIdentity(settings.identity, clock);
  const app = settings.app === undefined ? undefined : await openStaticApp(settings.app);
  const uploads = await openFiles(settings);
  const port = await bind(server, uploads, settings);
  const { url, address, publicUrl } = placeOf(settings, port);
  const guard = guardOf(settings, address);
  const core = createCore({ settings, log, address, identity, neighbours });
  server.on('error', () => log('server-error'));
  server.on('request', createHttp({ clock, log, guard, uploads, app, publicUrl }));
  acceptUpgrades(server, {
    guard,
    maxPayload: neighbours.length > 0 ? LIMITS.relayNeighbourFrame : LIMITS.relayClientFrame,
    isFull: core.isFull,
    accept: core.accept,
  });
  const close = (): Promise<void> => stopAll(server, core, uploads, settings);
  return { port, url, address, fingerprint: identity.fingerprint, stats: core.stats, close };
}
