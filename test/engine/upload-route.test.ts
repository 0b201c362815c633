// @vitest-environment jsdom
// Uploads to servers that behave like the recorded programs, with a browser's own rules about other origins.
import { afterEach, describe, expect, it } from 'vitest';
import { checkFile } from '../../src/engine/file-check.ts';
import type { ServerRef } from '../../src/engine/port/connection.ts';
import { forgetful, UploadRoute, type UploadMemory } from '../../src/engine/upload-route.ts';
import { systemRandom } from '../../src/lib/clock.ts';
import type { UploadManners } from '../../src/protocol/dialect.ts';
import { xhrTransport } from '../../src/wire/http-xhr.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { startServer, type TestServer } from '../wire/http-server.ts';

type Answer = Parameters<typeof startServer>[0];
const running: TestServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});
async function serve(answer: Answer, preflight?: number): Promise<TestServer> {
  const server = await startServer(answer, preflight);
  running.push(server);
  return server;
}
const portOf = ({ base }: TestServer): number => Number(new URL(base).port);
const refOf = ({ base }: TestServer): ServerRef => ({ address: new URL(base).host, scheme: 'ws' });

/** A WebSocket port that knows no files. */
const chatOnly: Answer = (_request, response) => response.writeHead(426).end('Upgrade Required');
const kept: Answer = (request, response) =>
  response.end(JSON.stringify({ file_url: `http://${request.headers.host}/f/1` }));
const withoutCors =
  (answer: Answer): Answer =>
  (request, response, body) => {
    response.removeHeader('access-control-allow-origin');
    answer(request, response, body);
  };
/** A program whose files live on another port of the same host. */
const elsewhere = (
  chat: TestServer,
  files: TestServer,
  more: Partial<UploadManners> = {},
): UploadManners => ({
  body: 'multipart',
  port: { plus: portOf(files) - portOf(chat) },
  limit: undefined,
  cors: 'none',
  ...more,
});
const usual: UploadManners = { body: 'multipart', port: { plus: 0 }, limit: undefined, cors: 'all' };
const large = (): Blob => new Blob([new Uint8Array(5000)]);

function route(memory: UploadMemory = forgetful()) {
  const clock = createFakeClock();
  const made = new UploadRoute({ clock, random: systemRandom, memory, transport: xhrTransport });
  return { clock, route: made, memory };
}

describe('a file finds the place where a server takes it', () => {
  it('on the same port, by the protocol’s words', async () => {
    const server = await serve(kept);
    const one = route();
    const result = await one.route.send(large(), { server: refOf(server), manners: usual });
    expect(result).toEqual({ kind: 'ok', url: `${server.base}/f/1` });
    expect(server.requests[0]?.url).toBe('/api/upload');
    expect(server.bodies[0]?.toString()).toMatch(/name="file"; filename="[0-9a-f]{32}"/);
    expect(one.memory.read(refOf(server))).toEqual({ body: 'multipart', port: undefined });
  });

  it('as bare bytes on another port, completed from there, and goes straight there the next time', async () => {
    const chat = await serve(chatOnly);
    const files = await serve((_request, response) => response.end('{"file_url":"/file_a b.bin"}'), 405);
    const manners = elsewhere(chat, files, { body: 'raw' });
    const one = route();
    const job = { server: refOf(chat), manners };
    expect(await one.route.send(large(), job)).toEqual({ kind: 'ok', url: `${files.base}/file_a%20b.bin` });
    // A few bytes first: by what is recorded, a browser is kept out.
    expect(files.bodies.map((body) => body.length)).toEqual([1024, 5000]);
    expect(files.requests[0]?.headers['content-type']).toBeUndefined();
    expect(await one.route.send(large(), job)).toMatchObject({ kind: 'ok' });
    expect(files.bodies.map((body) => body.length)).toEqual([1024, 5000, 5000]);
    expect(chat.requests).toEqual([]);
    expect(one.memory.read(refOf(chat))).toEqual({ body: 'raw', port: portOf(files) });
  });

  it('after the place its program is known for was none', async () => {
    const server = await serve(kept);
    const closed = await startServer(kept);
    await closed.stop();
    const manners = elsewhere(server, closed, { cors: 'all' });
    const result = await route().route.send(large(), { server: refOf(server), manners });
    expect(result).toMatchObject({ kind: 'ok', url: `${server.base}/f/1` });
  });

  it('after the place that worked before has gone', async () => {
    const server = await serve(kept);
    const old = await serve((_request, response) => response.writeHead(404).end('no'));
    const one = route();
    await one.memory.keep(refOf(server), { body: 'multipart', port: portOf(old) });
    expect(await one.route.send(large(), { server: refOf(server), manners: usual })).toMatchObject({
      kind: 'ok',
    });
    expect(one.memory.read(refOf(server))).toEqual({ body: 'multipart', port: undefined });
  });

  it.each([
    ['{"body":{"file_url":"HOST/f/x y"}}'],
    ['{"response":{"body":{"file_url":"http://HOST/f/x y"}}}'],
    ['{"file_url":"http://localhost:PORT/f/x y"}'],
    ['{"file_url":"f/x y"}'],
  ])('whichever way its address is told: %s', async (answer) => {
    const server = await serve((request, response) => {
      const { host = '' } = request.headers;
      response.end(answer.replace('HOST', host).replace('PORT', host.split(':')[1] ?? ''));
    });
    const result = await route().route.send(large(), { server: refOf(server), manners: usual });
    expect(result.kind === 'ok' && new URL(result.url).pathname).toBe('/f/x%20y');
    expect(result.kind === 'ok' && new URL(result.url).port).toBe(String(portOf(server)));
  });
});

describe('what keeps a file from going up', () => {
  it('its size, before a byte leaves', async () => {
    const server = await serve(kept);
    const one = route();
    const job = { server: refOf(server), manners: { ...usual, limit: 4999 } };
    expect(await one.route.send(large(), job)).toEqual({ kind: 'too-large', limit: 4999 });
    expect(server.requests).toEqual([]);
    expect(await one.route.send(new Blob([new Uint8Array(4999)]), job)).toMatchObject({ kind: 'ok' });
  });

  it('a limit the server told once, until somebody tries again', async () => {
    let limit = 2000;
    const server = await serve((request, response, body) =>
      body.length > limit ? response.writeHead(413).end(`{"limit":${limit}}`) : kept(request, response, body),
    );
    const one = route();
    const job = { server: refOf(server), manners: usual };
    expect(await one.route.send(large(), job)).toEqual({ kind: 'too-large', limit: 2000 });
    expect(await one.route.send(large(), job)).toEqual({ kind: 'too-large', limit: 2000 });
    expect(server.requests).toHaveLength(1);
    limit = 100_000;
    one.route.reopen(refOf(server));
    expect(await one.route.send(large(), job)).toMatchObject({ kind: 'ok' });
  });

  it('a server without CORS: a few bytes tell, no large file is sent in vain, and not again at once', async () => {
    const chat = await serve(withoutCors(chatOnly), 405);
    const files = await serve(withoutCors(kept), 405);
    const one = route();
    const job = { server: refOf(chat), manners: elsewhere(chat, files) };
    expect(await one.route.send(large(), job)).toEqual({ kind: 'blocked' });
    const asked = files.bodies.length;
    expect(asked).toBeGreaterThan(0);
    expect(Math.max(...files.bodies.map((body) => body.length))).toBeLessThan(2000);
    expect(await one.route.send(large(), job)).toEqual({ kind: 'blocked' });
    expect(files.bodies).toHaveLength(asked);
    one.clock.advance(10 * 60_000);
    await one.route.send(large(), job);
    expect(files.bodies.length).toBeGreaterThan(asked);
  });

  // R16: eight answers that are no address of a file.
  it.each<[string, Answer, object]>([
    [
      '413',
      (_request, response) => response.writeHead(413).end('{"limit":10}'),
      { kind: 'too-large', limit: 10 },
    ],
    ['413 in words', (_request, response) => response.writeHead(413).end('too big'), { kind: 'too-large' }],
    ['507', (_request, response) => response.writeHead(507).end('{}'), { kind: 'http', status: 507 }],
    ['500', (_request, response) => response.writeHead(500).end('<h1>'), { kind: 'http', status: 500 }],
    ['401', (_request, response) => response.writeHead(401).end('login'), { kind: 'http', status: 401 }],
    [
      'HTML',
      (_request, response) => response.end('<html>Welcome to the hotel</html>'),
      { kind: 'bad-answer' },
    ],
    [
      'a foreign private host',
      (_request, response) => response.end('{"file_url":"http://192.168.0.9/x"}'),
      { kind: 'bad-answer' },
    ],
    ['no CORS', withoutCors(kept), { kind: 'unreachable' }],
  ])('an answer that helps nobody: %s', async (_name, answer, expected) => {
    const server = await serve(answer);
    const result = await route().route.send(large(), { server: refOf(server), manners: usual });
    expect(result).toMatchObject(expected);
  });
});

describe('the check with a small file', () => {
  const check = (server: TestServer, manners: UploadManners, memory = forgetful()) => {
    const deps = { clock: createFakeClock(), random: systemRandom, transport: xhrTransport, fetch, memory };
    return checkFile(refOf(server), manners, deps);
  };
  /** Keeps one file and gives it back. */
  const store = (change: (body: Buffer) => Buffer = (body) => body): Answer => {
    let file: Buffer = Buffer.alloc(0);
    return (request, response, body) => {
      if (request.method === 'GET') return void response.end(change(file));
      file = body;
      return kept(request, response, body);
    };
  };

  it('tells that it came back whole, and remembers the way', async () => {
    const chat = await serve(chatOnly);
    const files = await serve(store());
    const memory = forgetful();
    const manners = elsewhere(chat, files, { body: 'raw' });
    expect(await check(chat, manners, memory)).toEqual({ kind: 'ok', ms: 0 });
    expect(memory.read(refOf(chat))).toEqual({ body: 'raw', port: portOf(files) });
    expect(files.requests).toHaveLength(2);
  });

  it.each<[string, Answer, string]>([
    ['changed', store((body) => Buffer.concat([body, body])), 'download-differs'],
    [
      'elsewhere',
      (_request, response) => response.end('{"file_url":"https://files.example/x"}'),
      'other-host',
    ],
    ['refused', (_request, response) => response.writeHead(500).end(), 'upload-http'],
    ['too large', (_request, response) => response.writeHead(413).end(), 'upload-too-large'],
    ['odd', (_request, response) => response.end('<html>'), 'upload-odd-answer'],
    ['unreadable', withoutCors(kept), 'upload-unreachable'],
  ])('tells what is wrong: %s', async (_name, answer, kind) => {
    const server = await serve(answer);
    expect(await check(server, { ...usual, body: 'raw' })).toEqual({ kind });
  });

  it.each([
    [undefined, 'upload-blocked'],
    ['/files/', 'upload-blind'],
  ])('tells what is left without CORS, with names kept at %s', async (named, kind) => {
    const chat = await serve(withoutCors(chatOnly), 405);
    const files = await serve(withoutCors(kept), 405);
    const manners = elsewhere(chat, files, named === undefined ? {} : { named });
    expect(await check(chat, manners)).toEqual({ kind });
  });
});
