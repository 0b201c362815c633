// A card: the three things it takes to write to somebody, as one short text that fits into a link and a QR code.
import { fromBase64Url, toBase64Url } from '../lib/base64.ts';
import { fromUtf8, utf8 } from '../lib/bytes.ts';
import { cleanClaimedName } from '../lib/clean-name.ts';
import { isFingerprint } from './fingerprint.ts';
import type { Fingerprint } from './ids.ts';

export interface Card {
  /** `wss://host[:port][/path]`: the scheme is part of what a server is (T46). Not yet read as an address. */
  readonly server: string;
  readonly fingerprint: Fingerprint;
  /** What its owner calls themself, cleaned; '' where the card does not say. */
  readonly name: string;
}

/** Where a card stands in the app's own address. */
export const CARD_ROUTE = '#/i/';
export const CARD_SCHEME = 'web+olaf:';

const SERVER = /^wss?:\/\/[^\s"\\<>]{1,255}$/;
/** Characters of the text: far more than the longest card has. */
const LONGEST = 2048;
const NAME = 255;

/** The card as base64url of compact JSON `{"s":…,"f":…,"n":…}`. */
export function cardText({ server, fingerprint, name }: Card): string {
  return toBase64Url(utf8(JSON.stringify({ s: server, f: fingerprint, n: name })));
}

/**
 * Reads a card's text, alone, in a link to any Porchlight (`https://…/#/i/<text>`), or after `web+olaf:`. Strict: three
 * members and nothing else, each of its kind and size. Undefined for whatever is none.
 */
export function readCard(text: string): Card | undefined {
  const bare = text.trim();
  if (bare.length > LONGEST) return undefined;
  const bytes = fromBase64Url(withoutLink(bare));
  const json = bytes === undefined || bytes.length === 0 ? undefined : fromUtf8(bytes);
  return json === undefined ? undefined : cardIn(parsed(json));
}

/** The card that `{s, f, n}` stands for, wherever it was found. */
export function cardIn(value: unknown): Card | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('s' in value && 'f' in value && 'n' in value) || Object.keys(value).length !== 3) return undefined;
  const { s, f, n } = value;
  if (typeof s !== 'string' || !SERVER.test(s)) return undefined;
  if (typeof f !== 'string' || !isFingerprint(f)) return undefined;
  if (typeof n !== 'string' || n.length > NAME) return undefined;
  return { server: s, fingerprint: f, name: cleanClaimedName(n) };
}

/** What stands behind the route of an address, or behind the scheme, percent signs undone. */
function withoutLink(text: string): string {
  const route = text.indexOf(CARD_ROUTE);
  const isLink = route === 0 || (route > 0 && /^https?:\/\//i.test(text));
  const found = unescaped(isLink ? text.slice(route + CARD_ROUTE.length) : text);
  const isScheme = found.slice(0, CARD_SCHEME.length).toLowerCase() === CARD_SCHEME;
  // Some systems make `web+olaf://text/` of it.
  return isScheme ? found.slice(CARD_SCHEME.length).replace(/^\/{0,2}|\/$/g, '') : found;
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
