// A chat server whose files no page may read: it takes uploads and gives files out, but says nothing of CORS, as several
// real programs do. Its chat floods, as theirs.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { later } from './cleanup.ts';

export interface ClosedServer {
  /** `localhost:PORT` */
  readonly address: string;
  /** How many bytes each upload had, form and all. */
  readonly uploads: readonly number[];
  /** Paths that were asked for. */
  readonly visits: readonly string[];
}

/**
 * Listens until the test file ends.
 *
 * @param cors What pages may do: `upload` answers uploads with the header they need, and files without it.
 */
export async function startClosedServer(cors: 'none' | 'upload'): Promise<ClosedServer> {
  const files = new Map<string, Buffer>();
  const uploads: number[] = [];
  const visits: string[] = [];
  const take = (request: IncomingMessage, response: ServerResponse, body: Buffer): void => {
    const { method, url = '' } = request;
    visits.push(`${method} ${url}`);
    if (method === 'POST' && url === '/api/upload') {
      uploads.push(body.length);
      const path = `/files/${files.size}`;
      files.set(path, fileIn(body));
      if (cors === 'upload') response.setHeader('access-control-allow-origin', '*');
      response.end(JSON.stringify({ file_url: `${request.headers.host}${path}` }));
      return;
    }
    if (url === '/favicon.ico') return void response.writeHead(204).end(); // asked for by tabs
    const file = files.get(url);
    if (method !== 'GET' || file === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'text/plain' }).end(file);
  };
  const http = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => take(request, response, Buffer.concat(parts)));
  });
  const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
  const members = new Map<WebSocket, string>();
  const list = (): string =>
    JSON.stringify({
      type: 'client_list',
      servers: [{ address: server.address, clients: [...members.values()] }],
    });
  const tell = (text: string): void => {
    for (const socket of members.keys()) socket.send(text);
  };
  sockets.on('connection', (socket) => {
    socket.on('message', (bytes: Buffer) => {
      const text = bytes.toString('utf8');
      const frame = JSON.parse(text) as { readonly type: string; readonly data?: string };
      if (frame.type === 'client_list_request') return socket.send(list());
      const data = JSON.parse(frame.data ?? '{}') as { readonly type: string; readonly public_key?: string };
      if (data.type !== 'hello') return tell(text);
      members.set(socket, data.public_key ?? '');
      return tell(list());
    });
    socket.on('close', () => {
      members.delete(socket);
      tell(list());
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  later(() => {
    for (const socket of sockets.clients) socket.terminate();
    http.closeAllConnections();
    http.close();
  });
  const server = { address: `localhost:${(http.address() as AddressInfo).port}`, uploads, visits };
  return server;
}

/** The bytes of the one file in a form. */
function fileIn(form: Buffer): Buffer {
  const head = form.indexOf('\r\n\r\n') + 4;
  const boundary = form.subarray(0, form.indexOf('\r\n'));
  return form.subarray(head, form.lastIndexOf(boundary) - 2);
}
