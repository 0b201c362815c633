// Addresses of uploaded files: taken from a server's answer, and judged before anything is fetched from them (T50).
import { httpBase, type ServerAddress } from './address.ts';
import { isJsonObject, member, type JsonObject } from './fields.ts';
import { hostClass } from './host-class.ts';
import { LIMITS } from './limits.ts';
import { ProtocolError } from './problem.ts';
import { parseStrictJson } from './strict-json.ts';

export type FileUrlRefusal = 'malformed' | 'scheme' | 'credentials' | 'private' | 'insecure';
export type FileUrlVerdict =
  /** On the conversation's own server: one click. */
  | { readonly kind: 'ok'; readonly url: string; readonly host: string }
  /** Somewhere else: ask, showing `host` (with port, international names in their xn-- form). */
  | { readonly kind: 'confirm'; readonly url: string; readonly host: string }
  | { readonly kind: 'refused'; readonly reason: FileUrlRefusal };

/** The `file_url` of an answer to an upload, also from inside `body` or `response.body`. Throws `ProtocolError`. */
export function readUploadAnswer(json: string): string {
  if (json.length > LIMITS.uploadAnswer) throw new ProtocolError('too-large', 'upload answer');
  const top = asObject(parseStrictJson(json));
  const response = asObject(top && member(top, 'response'));
  for (const holder of [
    top,
    asObject(top && member(top, 'body')),
    response,
    asObject(response && member(response, 'body')),
  ]) {
    const url = holder && member(holder, 'file_url');
    if (typeof url === 'string' && url !== '' && url.length <= LIMITS.fileUrl) return url;
  }
  throw new ProtocolError('bad-shape', 'no file_url');
}

/**
 * The same for the answer of the upload service at `service`, for whose URL a part may be left out, and which may take
 * itself for `localhost`: it is where we reached it.
 */
export function judgeUploadUrl(text: string, server: ServerAddress, service: string): FileUrlVerdict {
  const near = readUrl('/', readUrl(service));
  const verdict = judgeFileUrl(text, server, near);
  if (verdict.kind !== 'refused' || verdict.reason !== 'private') return verdict;
  const url = near && readFileUrl(text, near);
  if (near === undefined || url === undefined || hostClass(url.hostname) !== 'loopback') return verdict;
  url.hostname = near.hostname;
  return judgeFileUrl(url.href, server);
}

/**
 * Judges `text`, a file's address from a message or an upload, for somebody who talks to `server`.
 *
 * @param near What an incomplete address is completed from, where that is not the server's own URL.
 */
export function judgeFileUrl(text: string, server: ServerAddress, near?: URL): FileUrlVerdict {
  const own = readUrl(`${httpBase(server)}/`);
  const url = own && readFileUrl(text, near ?? own);
  if (own === undefined || url === undefined) return refused('malformed');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return refused('scheme');
  if (url.username !== '' || url.password !== '') return refused('credentials');
  const isOwn = sameHost(url, own);
  if (!isOwn && hostClass(url.hostname) !== 'public') return refused('private');
  // The own server behind TLS: it often does not know that its files are, too.
  if (isOwn && own.protocol === 'https:') url.protocol = 'https:';
  if (url.protocol === 'http:' && own.protocol === 'https:') return refused('insecure');
  return { kind: isOwn ? 'ok' : 'confirm', url: url.href, host: url.host };
}

/**
 * Scheme-less `host:port/file`, `/file` and `folder/file` are completed from the server; blanks around it and control
 * characters are refused. Names that should be percent-encoded are.
 */
function readFileUrl(text: string, own: URL): URL | undefined {
  if (text === '' || text.length > LIMITS.fileUrl || /[\p{Cc}\\]/u.test(text) || text.trim() !== text) {
    return undefined;
  }
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) || text.startsWith('/')) return readUrl(text, own);
  const bare = /^(?:\[[0-9a-f:.]+\]|([^\s:/?#@[\]]+))(:[0-9]{1,5})?\/./i.exec(text);
  if (bare !== null) {
    const [, name = '[', port] = bare;
    const isHost = name === 'localhost' || port !== undefined || /[.[]/.test(name);
    return isHost ? readUrl(`${own.protocol}//${text}`) : readUrl(text, own);
  }
  // What is left has a scheme without slashes (`javascript:`, `data:`) or is no address.
  return readUrl(text);
}

/** Ports may differ (kat, g17). All names of the own machine are one host. */
function sameHost(a: URL, b: URL): boolean {
  if (a.hostname === b.hostname) return true;
  return hostClass(a.hostname) === 'loopback' && hostClass(b.hostname) === 'loopback';
}

function asObject(value: unknown): JsonObject | undefined {
  return isJsonObject(value) ? value : undefined;
}

function readUrl(text: string, base?: URL): URL | undefined {
  try {
    return new URL(text, base);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function refused(reason: FileUrlRefusal): FileUrlVerdict {
  return { kind: 'refused', reason };
}
