// A server that somebody's card or file named is kept though it was never joined from here.
import type { ServerRef } from './port/connection.ts';
import type { ServerBook } from './servers.ts';

/** A way of speaking that was picked keeps a server; it is given back at once. A known one stays as it is. */
export async function keepServer(servers: ServerBook, server: ServerRef): Promise<void> {
  if (servers.isKnown(server)) return;
  await servers.pick(server, 'v12');
  await servers.pick(server, 'auto');
}
