// The ports of a stand-in: one for sockets, and where its program has files elsewhere, another at a fixed distance.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Ports {
  readonly server: Server;
  readonly port: number;
  close(): Promise<void>;
}

/** `plus`: where files are taken, relative to the sockets' port; 0 is the same one; undefined: somewhere nobody finds. */
export async function openPorts(plus: number | undefined, files: RequestListener): Promise<Ports> {
  for (let tries = 0; tries < 20; tries += 1) {
    const server = createServer(plus === 0 ? files : nothingHere);
    const port = await listen(server, 0);
    if (plus === 0) return { server, port: port ?? 0, close: () => closeAll(server) };
    const other = createServer(files);
    const at = port === undefined ? undefined : await listen(other, plus === undefined ? 0 : port + plus);
    if (port !== undefined && at !== undefined) return { server, port, close: () => closeAll(server, other) };
    await closeAll(server);
  }
  throw new Error('no two ports at that distance are free');
}

const nothingHere: RequestListener = (_request, response) => void response.writeHead(404).end();

function listen(server: Server, port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    if (port > 65_535) return resolve(undefined);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

async function closeAll(...servers: readonly Server[]): Promise<void> {
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
