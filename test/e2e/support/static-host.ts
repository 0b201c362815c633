// A plain static host: files under a folder of the site, with a content type and not one other header.
import { createReadStream, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { later } from './cleanup.ts';

const TYPES = new Map([
  ['.html', 'text/html'],
  ['.js', 'text/javascript'],
  ['.css', 'text/css'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.woff2', 'font/woff2'],
  ['.webmanifest', 'application/manifest+json'],
]);

export interface StaticHost {
  /** Of the app, with its closing slash. */
  readonly url: string;
  readonly origin: string;
  /** Paths asked for since the start, in order. */
  readonly requests: readonly string[];
  /** Serves another build from now on. */
  serve(root: string): void;
  /** Answers a path itself instead of from the files: for tampering, redirects and neighbours on the same origin. */
  answer(
    path: string,
    answer: { readonly status?: number; readonly type?: string; readonly body: string },
  ): void;
  /** Gone, as a host is gone; `up` brings it back on the same port. */
  down(): Promise<void>;
  up(): Promise<void>;
}

/** Serves `root` under `folder` (default `/some/folder/`) on a free port of 127.0.0.1 until the test file ends. */
export async function startStaticHost(options: { root: string; folder?: string }): Promise<StaticHost> {
  const folder = options.folder ?? '/some/folder/';
  let root = options.root;
  const requests: string[] = [];
  // What browsers ask of every host by themselves, and would write an error about.
  const answers = new Map<string, { status?: number; type?: string; body: string }>([
    ['/favicon.ico', { status: 204, body: '' }],
  ]);

  const listen = (port: number): Promise<Server> =>
    new Promise((resolve, reject) => {
      const server = createServer((request, response) => {
        const path = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname);
        requests.push(path);
        const own = answers.get(path);
        if (own !== undefined) {
          response.writeHead(own.status ?? 200, { 'content-type': own.type ?? 'text/html' }).end(own.body);
          return;
        }
        const file = join(root, normalize(path.slice(folder.length) || 'index.html'));
        const isFile =
          path.startsWith(folder) &&
          file.startsWith(root) &&
          statSync(file, { throwIfNoEntry: false })?.isFile();
        if (isFile !== true) {
          response.writeHead(404, { 'content-type': 'text/plain' }).end('not here');
          return;
        }
        response.writeHead(200, { 'content-type': TYPES.get(extname(file)) ?? 'application/octet-stream' });
        createReadStream(file).pipe(response);
      });
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => resolve(server));
    });
  const stop = (server: Server): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });

  let running: Server | undefined = await listen(0);
  const { port } = running.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const down = async (): Promise<void> => {
    const server = running;
    running = undefined;
    if (server !== undefined) await stop(server);
  };
  later(down);
  return {
    url: origin + folder,
    origin,
    requests,
    serve: (next) => {
      root = next;
    },
    answer: (path, answer) => void answers.set(path, answer),
    down,
    up: async () => {
      running ??= await listen(port);
    },
  };
}
