// Uploads whose answer a page may not see: what goes over the wire, and where the file is said to lie.
import { afterEach, describe, expect, it } from 'vitest';
import type { ServerRef } from '../../src/engine/port/connection.ts';
import { forgetful, UploadRoute } from '../../src/engine/upload-route.ts';
import { systemRandom } from '../../src/lib/clock.ts';
import type { UploadManners } from '../../src/protocol/dialect.ts';
import { uploadBlind } from '../../src/wire/files.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { startServer, type TestServer } from '../wire/http-server.ts';

type Answer = Parameters<typeof startServer>[0];
const running: TestServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});
async function serve(answer: Answer): Promise<TestServer> {
  const server = await startServer(answer);
  running.push(server);
  return server;
}
const refOf = ({ base }: TestServer): ServerRef => ({ address: new URL(base).host, scheme: 'ws' });
const chatOnly: Answer = (_request, response) => response.writeHead(426).end('Upgrade Required');
const kept: Answer = (_request, response) => response.end('{"file_url":"whatever"}');
const elsewhere = (
  chat: TestServer,
  files: TestServer,
  more: Partial<UploadManners> = {},
): UploadManners => ({
  body: 'multipart',
  port: { plus: Number(new URL(files.base).port) - Number(new URL(chat.base).port) },
  limit: undefined,
  cors: 'none',
  ...more,
});
const large = (): Blob => new Blob([new Uint8Array(5000)]);
const route = () => ({
  route: new UploadRoute({ clock: createFakeClock(), random: systemRandom, memory: forgetful() }),
});

describe('a file nobody can see arrive', () => {
  it('goes up under a random name, which is its address', async () => {
    const chat = await serve(chatOnly);
    const files = await serve(kept);
    const manners = elsewhere(chat, files, { named: '/files/' });
    const result = await route().route.sendBlind(large(), { server: refOf(chat), manners });
    const [, name] = /filename="([0-9a-f]{32})"/.exec(files.bodies[0]?.toString('latin1') ?? '') ?? [];
    expect(name).toBeDefined();
    expect(result).toEqual({ kind: 'ok', url: `${files.base}/files/${name}` });
    expect(files.requests[0]).toMatchObject({ method: 'POST', url: '/api/upload' });
    expect(chat.requests).toEqual([]);
  });

  it('does not go where no address can be known, nor where nobody listens', async () => {
    const chat = await serve(chatOnly);
    const files = await serve(kept);
    const job = { server: refOf(chat), manners: elsewhere(chat, files) };
    expect(await route().route.sendBlind(large(), job)).toBeUndefined();
    expect(files.requests).toEqual([]);
    const manners = elsewhere(chat, files, { named: '/files/' });
    await files.stop();
    expect(await route().route.sendBlind(large(), { ...job, manners })).toEqual({ kind: 'unreachable' });
  });
});

describe('a blind upload', () => {
  it('asks the browser for nothing it would send along, and for no answer', async () => {
    let seen: RequestInit | undefined;
    const request: typeof fetch = async (_url, init) => {
      seen = init;
      return new Response();
    };
    expect(await uploadBlind(new Blob(['x']), { url: 'http://a.example/', name: 'n', fetch: request })).toBe(
      'sent',
    );
    expect(seen).toMatchObject({
      mode: 'no-cors',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    });
  });

  it('can be stopped, and ends by itself on a line gone silent', async () => {
    const server = await serve(() => undefined);
    const options = { url: server.base, name: 'n' };
    const controller = new AbortController();
    const stopped = uploadBlind(new Blob(['x']), { ...options, signal: controller.signal });
    controller.abort();
    expect(await stopped).toBe('cancelled');
    const clock = createFakeClock();
    const silent = uploadBlind(new Blob(['x']), { ...options, clock });
    while (server.bodies.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    clock.advance(120_000);
    expect(await silent).toBe('unreachable');
  });
});
