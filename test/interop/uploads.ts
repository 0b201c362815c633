// Files of a stand-in over HTTP, as its program takes them and as far as it lets browsers.
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface UploadHabits {
  /** Where, relative to the sockets' port; undefined: at a port of its own that nobody here finds. */
  readonly port: number | undefined;
  readonly body: 'multipart' | 'raw';
  /** More bytes get 413. */
  readonly limit: number;
  readonly cors: 'all' | 'upload' | 'none';
  /** The sender's file name is the address, and overwrites; otherwise a number is. */
  readonly keepsName?: boolean;
  /** The answer's URL has no scheme. */
  readonly bareUrl?: boolean;
}

export class FileShelf {
  readonly #habits: UploadHabits;
  readonly #port: () => number;
  readonly #files = new Map<string, Buffer>();

  constructor(habits: UploadHabits, port: () => number) {
    this.#habits = habits;
    this.#port = port;
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { cors } = this.#habits;
    const isUpload = request.url === '/api/upload';
    if (cors === 'all' || (cors === 'upload' && isUpload))
      response.setHeader('access-control-allow-origin', '*');
    if (request.method === 'OPTIONS') return void response.writeHead(cors === 'none' ? 405 : 204).end();
    if (request.method === 'POST' && isUpload) return this.#take(request, response);
    const file = this.#files.get(decodeURIComponent(request.url ?? ''));
    if (file === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file);
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { body, limit, keepsName = false, bareUrl = false, port = 0 } = this.#habits;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const all = Buffer.concat(chunks);
    const file = body === 'raw' ? { name: '', bytes: all } : firstPart(all);
    if (file === undefined) return void response.writeHead(400).end();
    if (file.bytes.length > limit) return void response.writeHead(413).end();
    const path = keepsName ? `/files/${file.name}` : `/file_${this.#files.size}`;
    this.#files.set(path, file.bytes);
    const host = port === 0 ? request.headers.host : `localhost:${this.#port() + port}`;
    const url = bareUrl ? `${host}${path}` : `http://${host}${path}`;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ file_url: url }));
  }
}

/** Name and bytes of the first part of a form. */
function firstPart(form: Buffer): { readonly name: string; readonly bytes: Buffer } | undefined {
  const border = form.subarray(0, form.indexOf('\r\n'));
  const head = form.indexOf('\r\n\r\n');
  const end = form.indexOf(Buffer.concat([Buffer.from('\r\n'), border]), head);
  if (border.length === 0 || head < 0 || end < 0) return undefined;
  const name = /filename="([^"]*)"/.exec(form.subarray(0, head).toString('utf8'))?.[1] ?? '';
  return { name, bytes: form.subarray(head + 4, end) };
}
