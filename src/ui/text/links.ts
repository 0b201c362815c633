// Finds addresses, in one walk over each character: http and https ones, and bare ones like `www.…` or `host.com/…`.
import { looksLikeAnother } from '../../lib/look-alike.ts';
import { endsAddress, isSpaceless, isUnseen, isWordSign, signAt, signBefore } from './signs.ts';
import type { Cost, LinkToken } from './tokens.ts';

/** Longer ones stay text. */
const LONGEST = 2048;

export interface Candidate {
  /** Where it ends; what is refused is skipped as a whole, so that nothing inside it becomes a link either. */
  readonly end: number;
  readonly link: LinkToken | undefined;
}

/** The address that begins at `at`; undefined where none could begin. */
export function candidateAt(text: string, at: number, limit: number, cost: Cost): Candidate | undefined {
  const scheme = schemeAt(text, at);
  if (scheme > 0) {
    if (isWordSign(signBefore(text, at))) return undefined;
    const walked = walk(text, at + scheme, limit, cost);
    const end = trimmedEnd(text, at, walked.end, cost);
    cost.steps += end - at;
    return { end, link: walked.hasUnseen ? undefined : linkOf(text.slice(at, end), scheme) };
  }
  if (!isHostSign(text.charCodeAt(at)) || !mayStandBefore(signBefore(text, at))) return undefined;
  return bareAt(text, at, limit, cost);
}

function schemeAt(text: string, at: number): number {
  const sign = text.charAt(at);
  if (sign !== 'h' && sign !== 'H') return 0;
  const head = text.slice(at, at + 8).toLowerCase();
  return head === 'https://' ? 8 : head.startsWith('http://') ? 7 : 0;
}

interface Walked {
  readonly end: number;
  readonly hasUnseen: boolean;
}
/** To the end of an address that is under way at `from`. */
function walk(text: string, from: number, limit: number, cost: Cost): Walked {
  let [at, hasUnseen, isHost, dots, label] = [from, false, true, 0, from];
  while (at < limit) {
    cost.steps += 1;
    const sign = signAt(text, at);
    if (endsAddress(sign)) break;
    if (sign > '\x7f') {
      hasUnseen ||= isUnseen(sign);
      // `example.com` and the words behind it, in a script that needs no space between them.
      if (isHost && dots > 0 && isHostSign(text.charCodeAt(label)) && isSpaceless(sign)) break;
    } else if (sign === '.') [dots, label] = [dots + 1, at + 1];
    else if (sign === '/' || sign === '?' || sign === '#') isHost = false;
    at += sign.length;
  }
  return { end: Math.min(at, limit), hasUnseen };
}

const TRAILING = new Set('.,;:!?\'"*_~\u2026');
/** Without the punctuation of the sentence around it, and without brackets that were opened before it. */
function trimmedEnd(text: string, from: number, end: number, cost: Cost): number {
  let [round, square] = [0, 0];
  for (let at = from; at < end; at += 1) {
    cost.steps += 1;
    const sign = text.charAt(at);
    round += sign === '(' ? 1 : sign === ')' ? -1 : 0;
    square += sign === '[' ? 1 : sign === ']' ? -1 : 0;
  }
  for (let at = end; at > from; at -= 1) {
    cost.steps += 1;
    const sign = text.charAt(at - 1);
    if (sign === ')' && round < 0) round += 1;
    else if (sign === ']' && square < 0) square += 1;
    else if (!TRAILING.has(sign)) return at;
  }
  return from;
}

/** @param scheme Length of `https://` in it; 0 for a bare one. */
function linkOf(raw: string, scheme: number): LinkToken | undefined {
  const authority = raw.slice(scheme).split(/[/?#]/, 1)[0] ?? '';
  // Names and passwords in an address serve to deceive.
  if (raw.length > LONGEST || authority === '' || authority.includes('@')) return undefined;
  const address = scheme === 0 ? `https://${raw}` : raw;
  const url = read(address);
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  const look = lookOf(authority.replace(/:\d*$/, '').toLowerCase(), url.hostname);
  return {
    kind: 'link',
    raw,
    shown: look === 'fair' ? raw : url.href,
    href: url.href,
    host: url.host,
    isDoubtful: look === 'doubtful',
  };
}

/** Not by `URL.canParse`: Node 20, once warm, refuses letters like ü there. */
function read(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch (cause) {
    if (cause instanceof TypeError) return undefined;
    throw cause;
  }
}

const HOST_LETTERS = /^[\p{L}\p{N}\p{M}.-]+$/u;
/** Latin letters that pass for the plain ones: the dotless i, phonetic signs, letters with a dot below. */
const RARE_LATIN = /[\u0131\u017f-\u02ff\u1d00-\u1eff\ua720-\ua7ff\uab30-\uab6f]/;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** fair: shown as typed · foreign: shown in the network's letters, as its own could change places · doubtful. */
function lookOf(typed: string, real: string): 'fair' | 'foreign' | 'doubtful' {
  if (/^[!-~]*$/.test(typed)) return typed === real || typed === `${real}.` ? 'fair' : 'doubtful';
  // Full-width letters and the like: the network's form is another word.
  if (!real.includes('xn--') || !HOST_LETTERS.test(typed) || looksLikeAnother(typed)) return 'doubtful';
  if (RARE_LATIN.test(typed)) return 'doubtful';
  return RIGHT_TO_LEFT.test(typed) ? 'foreign' : 'fair';
}

const isHostSign = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
/** A bare address begins where a word may begin, not inside a path, a file's name or a mail address. */
const mayStandBefore = (sign: string): boolean =>
  sign > '\x7f'
    ? !isWordSign(sign) && !isUnseen(sign)
    : sign === '' || ' \t\n\r([{<>"\'*,;!?|'.includes(sign);

/** Endings that make a link of two words and a dot. None that is a file's ending or a word that begins a sentence. */
const ENDINGS = new Set(
  'com org net edu gov info biz app dev io ai eu de uk fr es nl ch au ca jp cn kr ru ua pl cz se fi dk br mx nz sg hk tw tr xyz online site shop cloud wiki blog chat'.split(
    ' ',
  ),
);

/** `script.py/…` is a path, not a host in Paraguay. */
const FILES = new Set(['js', 'ts', 'py', 'rs', 'md', 'go', 'rb', 'cs', 'hs', 'sh']);

function bareAt(text: string, at: number, limit: number, cost: Cost): Candidate {
  let end = at;
  while (end < limit && (isHostSign(text.charCodeAt(end)) || '.-'.includes(text.charAt(end)))) {
    cost.steps += 1;
    end += 1;
  }
  const next = signAt(text.slice(end, Math.min(limit, end + 2)), 0);
  const goesOn = next !== '' && '/?#:'.includes(next);
  const hostEnd = goesOn ? end : trimmedEnd(text, at, end, cost);
  const host = text.slice(at, hostEnd);
  if (next === '@' || next === '_' || isWordSign(next) || isUnseen(next) || !isBareHost(host, next === '/'))
    return { end, link: undefined };
  if (!goesOn) return { end: hostEnd, link: linkOf(host, 0) };
  const walked = walk(text, end, limit, cost);
  const whole = trimmedEnd(text, at, walked.end, cost);
  return { end: whole, link: walked.hasUnseen ? undefined : linkOf(text.slice(at, whole), 0) };
}

function isBareHost(host: string, hasPath: boolean): boolean {
  if (host.length > 253) return false;
  const labels = host.split('.');
  const last = labels.at(-1) ?? '';
  if (labels.length < 2 || !labels.every((label) => /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i.test(label)))
    return false;
  if (ENDINGS.has(last)) return true;
  if (hasPath) return /^[a-z]{2}$/.test(last) && !FILES.has(last);
  return labels.length > 2 && /^www$/i.test(labels[0] ?? '') && /^[a-z]{2,24}$/i.test(last);
}
