// Which server of a list is ours. The list does not say: it names addresses that may be mere labels (DIALECTS.md).
import type { ListedServer } from '../protocol/client-list.ts';

/**
 * The address, exactly as listed, of the server that has our key; undefined: not joined.
 *
 * @param mine Addresses under which our key stands in this list.
 * @param home The address the user gave. Where the list has a server of that very name our key must stand there: under
 *   another one it may be a ghost of an earlier visit (T06).
 * @param before What it was in the list before.
 */
export function ownServer(
  mine: readonly string[],
  servers: readonly ListedServer[],
  home: string | undefined,
  before: string | undefined,
): string | undefined {
  const isHome = (address: string): boolean => home !== undefined && bare(address) === bare(home);
  const named = servers.find(({ address }) => isHome(address));
  if (named !== undefined) return mine.find(isHome);
  if (before !== undefined && mine.includes(before)) return before;
  return mine[0];
}

/** Without a scheme, a default port and a slash at the end, in small letters. */
function bare(address: string): string {
  return address
    .toLowerCase()
    .replace(/^(?:wss?|https?):\/\//, '')
    .replace(/\/+$/, '')
    .replace(/:(?:80|443)$/, '');
}
