// What somebody typed becomes `host[:port][/path]` and a scheme, or a reason why not (T47).
import type { Scheme, ServerAddress } from './address.ts';
import { hostClass, readIPv4, type HostClass } from './host-class.ts';
import { LIMITS } from './limits.ts';

export type AddressProblem = 'empty' | 'malformed' | 'bad-scheme' | 'bad-port' | 'too-long';
export type TypedAddress =
  | (ServerAddress & {
      readonly ok: true;
      /** True when nothing decided for `scheme`: it is a proposal, ask and remember. */
      readonly schemeIsOpen: boolean;
      readonly hostClass: HostClass;
    })
  | { readonly ok: false; readonly reason: AddressProblem };

const schemes = new Map<string, Scheme>([
  ['ws', 'ws'],
  ['http', 'ws'],
  ['wss', 'wss'],
  ['https', 'wss'],
]);

/**
 * Reads what a person typed or pasted. A scheme that was typed decides; else an https page allows `wss` only, and on
 * an http page the scheme is open, with `wss` proposed for public hosts and `ws` for the own machine and network.
 */
export function parseTypedAddress(typed: string, pageIsSecure: boolean): TypedAddress {
  const text = typed.trim();
  if (text === '') return refused('empty');
  const found = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(text);
  const given = found?.[1] === undefined ? undefined : schemes.get(found[1].toLowerCase());
  if (found !== null && given === undefined) return refused('bad-scheme');
  const rest = found?.[2] ?? text;
  if (rest === '') return refused('malformed');
  if (rest.length > LIMITS.address) return refused('too-long');
  return readRest(rest, given, pageIsSecure);
}

function readRest(rest: string, given: Scheme | undefined, pageIsSecure: boolean): TypedAddress {
  const parts = splitRest(rest);
  if (parts === undefined) return refused('malformed');
  if (parts.port !== undefined && !isPort(parts.port)) return refused('bad-port');
  const url = readUrl(`http://${parts.host}${parts.path}`);
  if (url === undefined || url.hostname === '' || isShorthand(parts.host, url.hostname))
    return refused('malformed');
  const kind = hostClass(url.hostname);
  const schemeIsOpen = given === undefined && !pageIsSecure;
  const scheme = given ?? (pageIsSecure || kind === 'public' ? 'wss' : 'ws');
  const address = url.hostname + portPart(parts.port, scheme, schemeIsOpen) + pathPart(url.pathname);
  if (address.length > LIMITS.address) return refused('too-long');
  return { ok: true, address, scheme, schemeIsOpen, hostClass: kind };
}

/** Host (IPv6 in brackets), port digits and path. Undefined for credentials, queries, blanks and the like. */
function splitRest(rest: string) {
  // A bare IPv6 address is the one host with more than one colon.
  if (/^[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*$/i.test(rest))
    return { host: `[${rest}]`, port: undefined, path: '/' };
  const found = /^(\[[0-9a-f:.]+\]|[^\s:/?#@\\[\]%]+)(?::([^/?#@\\]*))?(\/[^\s?#\\]*)?$/iu.exec(rest);
  if (found?.[1] === undefined) return undefined;
  return { host: found[1], port: found[2], path: found[3] ?? '/' };
}

function isPort(digits: string): boolean {
  return /^[0-9]{1,5}$/.test(digits) && Number(digits) >= 1 && Number(digits) <= 65_535;
}

/** URLs read `8001`, `127.1` and `0x7f000001` as IPv4 addresses; nobody means that here. */
function isShorthand(typed: string, hostname: string): boolean {
  return readIPv4(hostname) !== undefined && typed !== hostname;
}

/** The default port is left out once the scheme is certain, so that one server has one name. */
function portPart(port: string | undefined, scheme: Scheme, schemeIsOpen: boolean): string {
  if (port === undefined) return '';
  const value = Number(port);
  return !schemeIsOpen && value === (scheme === 'wss' ? 443 : 80) ? '' : `:${value}`;
}

function pathPart(path: string): string {
  return path === '/' ? '' : path;
}

function readUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function refused(reason: AddressProblem): TypedAddress {
  return { ok: false, reason };
}
