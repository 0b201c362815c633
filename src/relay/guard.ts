// Which names the relay answers to and which pages may use it: against DNS rebinding and pages of strangers (T44, T45).
import { hostname, networkInterfaces } from 'node:os';

export interface GuardParts {
  /** What the relay was told to listen on. */
  readonly host: string;
  /** Its name in lists, a `host:port` or a mere label. */
  readonly address: string;
  readonly publicUrl: string | undefined;
  /** Allowed origins besides the own one; `*` allows all. */
  readonly origins: readonly string[];
}

export interface Guard {
  /** True when a Host header names this relay. */
  isOwnHost(host: string | undefined): boolean;
  /** True when a request with this Origin (absent outside browsers) to this Host may connect and upload. */
  allowsOrigin(origin: string | undefined, host: string | undefined): boolean;
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const WILDCARDS = new Set(['0.0.0.0', '::', '[::]', '']);

/** The host name of `host[:port]` in lower case, IPv6 in brackets; undefined when it is none. */
export function hostNameOf(host: string): string | undefined {
  if (/[/?#@\\\s]/.test(host)) return undefined;
  for (const candidate of [host, `[${host}]`]) {
    if (URL.canParse(`http://${candidate}/`)) return new URL(`http://${candidate}/`).hostname;
  }
  return undefined;
}

/** Addresses of this machine, asked anew each time: laptops move. */
function isOwnAddress(name: string): boolean {
  const own = hostname().toLowerCase();
  if (name === own || name === `${own}.local`) return true;
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return addresses.some(({ address }) => hostNameOf(address) === name);
}

export function isWildcard(host: string): boolean {
  return WILDCARDS.has(host);
}

export function createGuard({ host, address, publicUrl, origins }: GuardParts): Guard {
  const everywhere = isWildcard(host);
  const told = [host, address, ...(publicUrl === undefined ? [] : [new URL(publicUrl).host])];
  const names = new Set(LOOPBACK);
  for (const name of told.map(hostNameOf)) if (name !== undefined && !isWildcard(name)) names.add(name);
  const allowed = new Set(origins.map((origin) => origin.toLowerCase()));
  if (publicUrl !== undefined) allowed.add(new URL(publicUrl).origin);

  function isOwnHost(header: string | undefined): boolean {
    const name = header === undefined ? undefined : hostNameOf(header);
    if (name === undefined) return false;
    return names.has(name) || (everywhere && isOwnAddress(name));
  }

  function allowsOrigin(origin: string | undefined, header: string | undefined): boolean {
    if (origin === undefined || allowed.has('*') || allowed.has(origin.toLowerCase())) return true;
    if (!URL.canParse(origin)) return false;
    const page = new URL(origin);
    if (page.protocol !== 'http:' && page.protocol !== 'https:') return false;
    // A page of this very host and port, or one from the visitor's own machine.
    return LOOPBACK.includes(page.hostname) || (isOwnHost(header) && page.host === header?.toLowerCase());
  }

  return { isOwnHost, allowsOrigin };
}
