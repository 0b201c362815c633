// The built app, served from a list of its files made at the start: a path is looked up there, never joined to a
// directory, so that none can lead elsewhere.
import { createReadStream } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SECURITY_HEADERS } from '../lib/security-headers.ts';
import { answer } from './answer.ts';

/** Answers a GET or HEAD for `path`; false when the app has no such file. */
export type StaticApp = (
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
) => Promise<boolean>;

const TYPES: ReadonlyMap<string, string> = new Map([
  ['html', 'text/html; charset=utf-8'],
  ['js', 'text/javascript; charset=utf-8'],
  ['mjs', 'text/javascript; charset=utf-8'],
  ['css', 'text/css; charset=utf-8'],
  ['json', 'application/json'],
  ['map', 'application/json'],
  ['webmanifest', 'application/manifest+json'],
  ['svg', 'image/svg+xml'],
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['webp', 'image/webp'],
  ['ico', 'image/x-icon'],
  ['woff2', 'font/woff2'],
  ['wasm', 'application/wasm'],
  ['txt', 'text/plain; charset=utf-8'],
]);
/** `name-HASH.ext`, as the build names what never changes. */
const HASHED = /^\/assets\/.*-[A-Za-z0-9_-]{8}\.\w+$/;

async function listFiles(directory: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    files.set(`/${relative(directory, file).split(sep).join('/')}`, file);
  }
  const index = files.get('/index.html');
  if (index !== undefined) files.set('/', index);
  return files;
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  file: string,
): Promise<void> {
  const handle = await open(file);
  try {
    const { size, mtimeMs } = await handle.stat();
    const etag = `W/"${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}"`;
    response.setHeaders(new Map(SECURITY_HEADERS));
    response.setHeader('etag', etag);
    response.setHeader(
      'cache-control',
      HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    );
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304).end();
      return;
    }
    const type = TYPES.get(file.slice(file.lastIndexOf('.') + 1)) ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, 'content-length': size });
    if (request.method === 'HEAD' || size === 0) response.end();
    else await pipeline(createReadStream(file, { fd: handle, autoClose: false, end: size - 1 }), response);
  } finally {
    await handle.close();
  }
}

/** Serves the files below `directory`. Rejects when it cannot be read. */
export async function openStaticApp(directory: string): Promise<StaticApp> {
  const files = await listFiles(directory);
  return async (request, response, path) => {
    const name = decoded(path);
    const file = name === undefined ? undefined : files.get(name);
    if (name === undefined || file === undefined) return false;
    if (request.method === 'GET' || request.method === 'HEAD') await serve(request, response, name, file);
    else answer(response, 405, 'GET only', { allow: 'GET, HEAD' });
    return true;
  };
}
