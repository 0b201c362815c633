// The relay's HTTP side: the app, the upload API and the uploaded files, on the port of the WebSocket.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Clock } from '../lib/clock.ts';
import { answer, type Headers } from './answer.ts';
import type { Guard } from './guard.ts';
import type { Log } from './log.ts';
import type { StaticApp } from './static-app.ts';
import { receiveForm } from './upload-form.ts';
import { UploadRefused, type Uploads } from './uploads.ts';

export interface HttpParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly guard: Guard;
  readonly uploads: Uploads;
  readonly app: StaticApp | undefined;
  /** Base of the `file_url`s; never taken from a request's Host (T44). */
  readonly publicUrl: string;
}

export type HttpHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** A download is nothing but bytes: no page, no script, no service worker (T43). */
const INERT: Headers = {
  'content-type': 'application/octet-stream',
  'x-content-type-options': 'nosniff',
  'content-disposition': 'attachment',
  'content-security-policy': "sandbox; default-src 'none'",
  'cross-origin-resource-policy': 'cross-origin',
  'referrer-policy': 'no-referrer',
  'cache-control': 'private, max-age=86400, immutable',
};
/** How long the rest of a refused upload is read away, so that its sender gets to see the answer. */
const DRAIN = 5000;

function corsHeaders(request: IncomingMessage): Headers {
  const { origin } = request.headers;
  return { vary: 'Origin', ...(origin === undefined ? {} : { 'access-control-allow-origin': origin }) };
}

function preflight(request: IncomingMessage, response: ServerResponse, methods: string): void {
  const local = request.headers['access-control-request-private-network'] === 'true';
  const headers: Headers = {
    ...corsHeaders(request),
    'access-control-allow-methods': methods,
    'access-control-allow-headers': 'content-type',
    'access-control-max-age': 600,
    ...(local ? { 'access-control-allow-private-network': 'true' } : {}),
  };
  response.writeHead(204, headers).end();
}

async function upload(parts: HttpParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'OPTIONS') return preflight(request, response, 'POST');
  if (request.method !== 'POST') return answer(response, 405, 'POST only', { allow: 'POST, OPTIONS' });
  const cors = corsHeaders(request);
  try {
    const name = await receiveForm(request, parts.uploads);
    parts.log('upload', { status: 200 });
    return answer(response, 200, { file_url: `${parts.publicUrl}/files/${name}` }, cors);
  } catch (error) {
    if (!(error instanceof UploadRefused)) throw error;
    parts.log('upload', { status: error.status });
    // The app tells its user the limit in figures.
    const limit = error.status === 413 ? { limit: parts.uploads.maxUpload } : {};
    answer(response, error.status, { error: error.message, ...limit }, { ...cors, connection: 'close' });
    request.resume();
    const stop = parts.clock.after(DRAIN, () => request.destroy());
    request.on('close', stop);
    return undefined;
  }
}

async function download(
  parts: HttpParts,
  request: IncomingMessage,
  response: ServerResponse,
  name: string,
): Promise<void> {
  if (request.method === 'OPTIONS') return preflight(request, response, 'GET, HEAD');
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return answer(response, 405, 'GET only', { allow: 'GET, HEAD, OPTIONS' });
  if (request.headers['service-worker'] !== undefined) return answer(response, 403, 'no scripts here');
  const file = await parts.uploads.open(name);
  if (file === undefined) return answer(response, 404, 'not found', corsHeaders(request));
  try {
    response.writeHead(200, { ...INERT, ...corsHeaders(request), 'content-length': file.size });
    if (request.method === 'HEAD') response.end();
    else await pipeline(file.handle.createReadStream({ autoClose: false }), response);
    return undefined;
  } finally {
    await file.handle.close();
  }
}

async function route(parts: HttpParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { host, origin } = request.headers;
  if (!parts.guard.isOwnHost(host)) return answer(response, 403, 'unknown host');
  const [path = '/'] = (request.url ?? '/').split('?');
  const isFile = path.startsWith('/files/');
  if (path === '/api/upload' || isFile) {
    if (!parts.guard.allowsOrigin(origin, host)) return answer(response, 403, 'foreign origin');
    return isFile
      ? download(parts, request, response, path.slice('/files/'.length))
      : upload(parts, request, response);
  }
  if (parts.app !== undefined && (await parts.app(request, response, path))) return undefined;
  if (path === '/' && parts.app === undefined)
    return answer(response, 200, 'A Neighbourhood relay. Connect with a chat client.');
  return answer(response, 404, 'not found');
}

/** Answers every request; whatever goes wrong ends that request alone. */
export function createHttp(parts: HttpParts): HttpHandler {
  return (request, response) => {
    response.on('error', () => response.destroy());
    route(parts, request, response).catch((error: unknown) => {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'error';
      // Visitors who leave early are no news.
      if (code !== 'ERR_STREAM_PREMATURE_CLOSE') parts.log('http-fault', { code });
      if (response.headersSent) response.destroy();
      else answer(response, 500, 'fault', { connection: 'close' });
    });
  };
}
