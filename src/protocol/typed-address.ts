// What somebody typed becomes `host[:port][/path]` and a scheme, or a reason why not (T47).
import type { Scheme, ServerAddress } from './address.ts';
import { hostClass, readIPv4, type HostClass } from './host-class.ts';
import { LIMITS } from './limits.ts';
import { looksLikeAnother } from '../lib/look-alike.ts';
import { findAddress } from './typed-text.ts';

export type AddressProblem =
  | 'empty'
  | 'malformed'
  | 'bad-scheme'
  | 'bad-port'
  | 'too-long'
  | 'credentials'
  | 'query'
  | 'zone';
/** Why what will be contacted is not, letter for letter, what was typed. */
export interface AddressNotice {
  /** `picked`: from a sentence. `number`: an IPv4 address in disguise. The others: a name in letters beyond ASCII. */
  readonly kind: 'picked' | 'number' | 'international' | 'look-alike';
  /** The host, or the address, as it was typed. */
  readonly typed: string;
}
export type TypedAddress =
  | (ServerAddress & {
      readonly ok: true;
      /** True when nothing decided for `scheme`: it is a proposal, ask and remember. */
      readonly schemeIsOpen: boolean;
      readonly hostClass: HostClass;
      readonly notice?: AddressNotice;
    })
  | { readonly ok: false; readonly reason: AddressProblem };

const schemes = new Map<string, Scheme>([
  ['ws', 'ws'],
  ['http', 'ws'],
  ['wss', 'wss'],
  ['https', 'wss'],
]);

/**
 * Reads what a person typed or pasted. A scheme that was typed decides. Else an https page allows `wss` only, but for the
 * own machine, which seldom has a certificate; there and on an http page the scheme is open, with `wss` proposed for
 * public hosts and `ws` for the own machine and network.
 */
export function parseTypedAddress(typed: string, pageIsSecure: boolean): TypedAddress {
  const found = findAddress(typed);
  if (found === undefined) return refused('malformed');
  if (found.text === '') return refused('empty');
  const { scheme, rest } = splitScheme(found.text);
  if (scheme !== undefined && !schemes.has(scheme)) return refused('bad-scheme');
  const given = scheme === undefined ? undefined : schemes.get(scheme);
  if (rest === '') return refused('malformed');
  if (rest.length > LIMITS.address) return refused('too-long');
  const read = readRest(rest, given, pageIsSecure);
  return read.ok && found.isPicked && read.notice === undefined
    ? { ...read, notice: { kind: 'picked', typed: rest } }
    : read;
}

/** `wss://rest`, and with a slash or two forgotten; a name and a port (`ws:8001`) are no scheme. */
function splitScheme(text: string): { readonly scheme: string | undefined; readonly rest: string } {
  const found =
    /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(text) ?? /^(wss?|https?):\/?(?=[^/\d])(.*)$/is.exec(text);
  return { scheme: found?.[1]?.toLowerCase(), rest: found?.[2] ?? text };
}

function readRest(rest: string, given: Scheme | undefined, pageIsSecure: boolean): TypedAddress {
  const parts = splitRest(rest);
  if (typeof parts === 'string') return refused(parts);
  if (parts.port !== undefined && !isPort(parts.port)) return refused('bad-port');
  const url = readUrl(`http://${parts.host}${parts.path}`);
  if (url === undefined) return refused('malformed');
  const host = url.hostname.replace(/\.$/, '');
  if (!isHost(host) || isLonePort(parts.host)) return refused('malformed');
  const kind = hostClass(host);
  const schemeIsOpen = given === undefined && (!pageIsSecure || kind === 'loopback');
  const isPlain = schemeIsOpen && kind !== 'public';
  const scheme = given ?? (isPlain ? 'ws' : 'wss');
  const address = host + portPart(parts.port, scheme, schemeIsOpen) + pathPart(url.pathname);
  if (address.length > LIMITS.address) return refused('too-long');
  const notice = noticeOf(parts.host, host);
  return { ok: true, address, scheme, schemeIsOpen, hostClass: kind, ...(notice && { notice }) };
}

/** Host (IPv6 in brackets), port digits and path; or what is wrong. */
function splitRest(
  rest: string,
): { readonly host: string; readonly port: string | undefined; readonly path: string } | AddressProblem {
  // A bare IPv6 address is the one host with more than one colon.
  if (/^[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*$/i.test(rest))
    return { host: `[${rest}]`, port: undefined, path: '/' };
  if (/^\[?[0-9a-f:.]*:[0-9a-f:.]*%/i.test(rest)) return 'zone';
  if (/^[^/?#]*@/.test(rest)) return 'credentials';
  const found = /^(\[[0-9a-f:.]+\]|[^\s:/?#@\\[\]%]+)(?::([^/?#@\\]*))?(\/[^\s?#\\]*)?$/iu.exec(rest);
  if (found?.[1] !== undefined) return { host: found[1], port: found[2], path: found[3] ?? '/' };
  return /^[^\s?#\\]+[?#]/.test(rest) ? 'query' : 'malformed';
}

function isPort(digits: string): boolean {
  return /^[0-9]{1,5}$/.test(digits) && Number(digits) >= 1 && Number(digits) <= 65_535;
}

/** Letters, digits, `-` and `_` between dots, or IPv6: URLs let more through, but no name has it. */
function isHost(host: string): boolean {
  return host.startsWith('[') || /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/.test(host);
}

/** URLs read `8001` as the address 0.0.31.65; nobody means that. */
function isLonePort(host: string): boolean {
  return /^\d{1,5}$/.test(host);
}

/** URLs read `127.1`, `0x7f000001`, `010.0.0.1` and full-width digits as IPv4 addresses, and turn names into xn-- forms. */
function noticeOf(typed: string, host: string): AddressNotice | undefined {
  const plain = typed.toLowerCase().replace(/\.$/, '');
  if (plain === host || host.startsWith('[')) return undefined;
  if (readIPv4(host) !== undefined) return { kind: 'number', typed };
  const isAlike = looksLikeAnother(typed) || !/(?:^|\.)xn--/.test(host);
  return { kind: isAlike ? 'look-alike' : 'international', typed };
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
