// What this browser allows from this page toward a server (T47; F16): secure pages may open plain links to the own machine
// only, and Chromium asks before a page from the internet reaches the own machine or network.
import type { Allowance } from '../../engine/port/checks.ts';
import type { HostClass, Scheme } from '../../engine/port/connection.ts';

/** Names of the permission, newest first: it was one, then became two. */
const NAMES: Readonly<Record<Exclude<HostClass, 'public'>, readonly NetworkPermission[]>> = {
  loopback: ['loopback-network', 'local-network-access'],
  private: ['local-network', 'local-network-access'],
};

export interface BrowserFacts {
  /** The page came by https, or from this machine. */
  readonly isSecure: boolean;
  /** The page itself comes from the own machine or network: then nothing is asked. */
  readonly isNear: boolean;
  /** Undefined: this browser knows no such permission. */
  readonly permission: PermissionState | undefined;
  /** WebKit opens plain links to no host at all. */
  readonly isWebKit: boolean;
}

/** Looks up what the browser says now. */
export async function allowanceFor(where: HostClass, scheme: Scheme): Promise<Allowance> {
  return allowanceOf(where, scheme, {
    isSecure: location.protocol === 'https:',
    isNear: /^(?:localhost|.*\.localhost|.*\.local|127\..*|10\..*|192\.168\..*|\[.*\])$/.test(
      location.hostname,
    ),
    permission: where === 'public' ? undefined : await permission(NAMES[where]),
    isWebKit: /AppleWebKit/.test(navigator.userAgent) && !/Chrom(?:e|ium)/.test(navigator.userAgent),
  });
}

export function allowanceOf(where: HostClass, scheme: Scheme, facts: BrowserFacts): Allowance {
  const { isSecure, isNear, permission: state, isWebKit } = facts;
  const isPlain = isSecure && scheme === 'ws';
  if (where === 'public') return isPlain ? 'mixed' : 'fine';
  if (isPlain && (isWebKit || (where === 'private' && (state === undefined || isNear)))) return 'mixed';
  if (!isSecure || isNear || state === undefined || state === 'granted') return 'fine';
  return state === 'denied' ? 'denied' : 'asks';
}

async function permission(names: readonly NetworkPermission[]): Promise<PermissionState | undefined> {
  if (!('permissions' in navigator)) return undefined;
  for (const name of names) {
    const state = await query(name);
    if (state !== undefined) return state;
  }
  return undefined;
}

async function query(name: NetworkPermission): Promise<PermissionState | undefined> {
  try {
    return (await navigator.permissions.query({ name })).state;
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
