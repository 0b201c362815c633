// Files over HTTP: one post up, one capped stream down. Outcomes are values; nothing here throws.
import { systemClock, type Clock } from '../lib/clock.ts';
import { readUploadAnswer } from '../protocol/file-url.ts';
import { ProtocolError } from '../protocol/problem.ts';
import { PLAIN_REQUEST, type HttpTransport, type PostAnswer } from './http.ts';
import { xhrTransport } from './http-xhr.ts';
import { watchQuiet, type QuietWatch } from './quiet.ts';
import { readCapped } from './read-capped.ts';

/** So long nothing may move before a transfer is given up. */
const QUIET_MS = 30_000;
/** An upload whose progress nobody sees is given up after so long. */
const BLIND_MS = 120_000;

export interface UploadOptions {
  /** Of the upload service, e.g. `https://host/api/upload`. */
  readonly url: string;
  /** Random hex: the server never learns the real name. */
  readonly name: string;
  /** A form with one field `file`, unless the bare bytes are wanted. */
  readonly body?: 'multipart' | 'raw';
  /** XMLHttpRequest, which tells how far it is, unless somebody stands in. */
  readonly transport?: HttpTransport;
  readonly onProgress?: ((sent: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}
export type UploadResult =
  | { readonly kind: 'ok'; readonly url: string } // as the server wrote it: judge it (T50)
  | { readonly kind: 'too-large'; readonly limit: number | undefined } // bytes, where the server told
  | { readonly kind: 'http'; readonly status: number }
  | { readonly kind: 'unreachable' } // down, or no upload from browsers (CORS)
  | { readonly kind: 'bad-answer' }
  | { readonly kind: 'cancelled' };

/** Posts `file` untyped, as multipart field `file` or as it is. */
export async function upload(file: Blob, options: UploadOptions): Promise<UploadResult> {
  const { url, transport = xhrTransport, onProgress, signal } = options;
  const answer = await transport.post({
    url,
    body: bodyOf(file, options),
    onProgress,
    signal,
    quietMs: QUIET_MS,
  });
  return answer.kind === 'answer' ? judgeAnswer(answer) : answer;
}

function bodyOf(file: Blob, { body, name }: Pick<UploadOptions, 'body' | 'name'>): FormData | Blob {
  if (body === 'raw') return file.slice(0, file.size, '');
  const form = new FormData();
  form.append('file', file.slice(0, file.size, 'application/octet-stream'), name);
  return form;
}

export interface BlindUploadOptions extends Pick<UploadOptions, 'url' | 'name' | 'body' | 'signal'> {
  /** Stand-ins for tests. */
  readonly fetch?: typeof fetch;
  readonly clock?: Clock;
}

/**
 * Posts `file` where a browser may not see the answer (no CORS). `sent` says that something there took it in, not that it
 * was kept. No redirect can be seen, so none is refused: use it for servers that are known to need it.
 */
export async function uploadBlind(
  file: Blob,
  options: BlindUploadOptions,
): Promise<'sent' | 'unreachable' | 'cancelled'> {
  const { url, signal, clock = systemClock } = options;
  const watch = watchQuiet(clock, BLIND_MS, signal);
  try {
    const request = options.fetch ?? fetch;
    await request(url, {
      ...PLAIN_REQUEST,
      mode: 'no-cors',
      redirect: 'follow', // the one mode there is without CORS
      method: 'POST',
      body: bodyOf(file, options),
      signal: watch.signal,
    });
    return 'sent';
  } catch (error) {
    void error; // fetch rejects alike for everything
    return watch.cancelled ? 'cancelled' : 'unreachable';
  } finally {
    watch.stop();
  }
}

function judgeAnswer({ status, text }: PostAnswer & { readonly kind: 'answer' }): UploadResult {
  if (status === 413) return { kind: 'too-large', limit: limitIn(text) };
  if (status < 200 || status > 299) return { kind: 'http', status };
  try {
    return { kind: 'ok', url: readUploadAnswer(text) };
  } catch (error) {
    if (error instanceof ProtocolError) return { kind: 'bad-answer' };
    throw error;
  }
}

/** `{"limit": bytes}` as our relay answers; others tell nothing, or in words. */
function limitIn(text: string): number | undefined {
  const found = /"limit"\s*:\s*(\d{1,15})\b/.exec(text);
  return found?.[1] === undefined ? undefined : Number(found[1]);
}

export interface DownloadOptions {
  /** Most bytes to take, whatever the server announces (T51). */
  readonly cap: number;
  /** The size the sender announced: fewer bytes are a cut file (R17). */
  readonly size?: number | undefined;
  readonly onProgress?: ((received: number, total: number | undefined) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Stand-ins for tests. */
  readonly fetch?: typeof fetch;
  readonly clock?: Clock;
}
export type DownloadResult =
  | { readonly kind: 'ok'; readonly blob: Blob } // of type application/octet-stream
  | { readonly kind: 'gone' } // 404, 410
  | { readonly kind: 'http'; readonly status: number }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'cut' } // ended early, or 30 s without a byte
  | { readonly kind: 'unreachable' } // down, redirected, or forbidden by CORS
  | { readonly kind: 'cancelled' };

/** Fetches `url` without cookies, referrer, cache or redirects (T49, T50); stops at the cap. */
export async function download(url: string, options: DownloadOptions): Promise<DownloadResult> {
  const watch = watchQuiet(options.clock ?? systemClock, QUIET_MS, options.signal);
  let answered = false;
  try {
    const request = options.fetch ?? fetch;
    const response = await request(url, { ...PLAIN_REQUEST, signal: watch.signal });
    answered = true;
    return await readFile(response, options, watch);
  } catch (error) {
    void error; // fetch and its stream reject alike for everything: what is known is how far it came
    if (watch.cancelled) return { kind: 'cancelled' };
    return { kind: answered ? 'cut' : 'unreachable' };
  } finally {
    watch.abort(); // a body that was not read to its end is let go
    watch.stop();
  }
}

async function readFile(
  response: Response,
  { cap, size, onProgress }: DownloadOptions,
  watch: QuietWatch,
): Promise<DownloadResult> {
  if (response.status === 404 || response.status === 410) return { kind: 'gone' };
  if (!response.ok) return { kind: 'http', status: response.status };
  const announced = announcedLength(response);
  if (announced !== undefined && announced > cap) return { kind: 'too-large' };
  const total = size ?? announced;
  const { blob, isWhole } = await readCapped(response, cap, (received) => {
    watch.alive();
    onProgress?.(received, total !== undefined && received <= total ? total : undefined);
  });
  if (!isWhole) return { kind: 'too-large' };
  return size !== undefined && blob.size < size ? { kind: 'cut' } : { kind: 'ok', blob };
}

function announcedLength(response: Response): number | undefined {
  const length = response.headers.get('content-length');
  return length === null || !/^\d{1,15}$/.test(length) ? undefined : Number(length);
}
