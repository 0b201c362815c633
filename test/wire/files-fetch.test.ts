// Uploads with fetch, downloads, and both against servers that misbehave.
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { download, type DownloadOptions, type DownloadResult } from '../../src/wire/files.ts';
import { createFetchTransport, fetchTransport } from '../../src/wire/http-fetch.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { startServer, type TestServer } from './http-server.ts';
import { describeUpload } from './upload-contract.ts';

describeUpload('upload with fetch', fetchTransport);

describe('upload on a line gone silent', () => {
  it('is given up after the quiet time', async () => {
    const server = await startServer(() => undefined);
    const clock = createFakeClock();
    const form = new FormData();
    form.append('file', new Blob(['x']), 'a');
    const posting = createFetchTransport(clock).post({ url: server.base, body: form, quietMs: 30_000 });
    await until(() => server.bodies.length === 1);
    clock.advance(30_000);
    expect(await posting).toEqual({ kind: 'unreachable' });
    await server.stop();
  });
});

describe('download', () => {
  let server: TestServer | undefined;
  afterEach(async () => {
    await server?.stop();
    server = undefined;
  });
  const fetchFrom = async (
    answer: Parameters<typeof startServer>[0],
    options: Partial<DownloadOptions> = {},
  ): Promise<DownloadResult> => {
    server = await startServer(answer);
    return download(`${server.base}/file`, { cap: 1000, ...options });
  };

  it('gives the bytes, untyped, without cookies or referrer', async () => {
    const progress: [number, number | undefined][] = [];
    const result = await fetchFrom(
      (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<script>'),
      { onProgress: (received, total) => progress.push([received, total]) },
    );
    if (result.kind !== 'ok') throw new Error(result.kind);
    expect(await result.blob.text()).toBe('<script>');
    expect(result.blob.type).toBe('application/octet-stream');
    expect(progress.at(-1)?.[0]).toBe(8);
    expect(server?.requests[0]?.headers.referer).toBeUndefined();
  });

  it('asks the browser for nothing it would send along (T49, T50)', async () => {
    let seen: RequestInit | undefined;
    await download('https://host/x', {
      cap: 1,
      fetch: (_url, init) => {
        seen = init;
        return Promise.reject(new TypeError('no'));
      },
    });
    expect(seen).toMatchObject({
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      mode: 'cors',
      cache: 'no-store',
    });
  });

  it.each([
    [404, { kind: 'gone' }],
    [410, { kind: 'gone' }],
    [403, { kind: 'http', status: 403 }],
    [500, { kind: 'http', status: 500 }],
  ])('tells status %i', async (status, expected) => {
    expect(await fetchFrom((_request, response) => response.writeHead(status).end('x'))).toEqual(expected);
  });

  it('does not follow a redirect, not even to the own machine (T50)', async () => {
    let visits = 0;
    const secret = await startServer((_request, response) => {
      visits += 1;
      response.end('secret');
    });
    const result = await fetchFrom((_request, response) =>
      response.writeHead(302, { location: secret.base }).end(),
    );
    expect(result).toEqual({ kind: 'unreachable' });
    expect(visits).toBe(0);
    await secret.stop();
  });

  it('takes a file at the cap, and not one byte more', async () => {
    const whole = await fetchFrom((_request, response) => response.end('x'.repeat(1000)));
    expect(whole).toMatchObject({ kind: 'ok' });
    await server?.stop();
    expect(await fetchFrom((_request, response) => response.end('x'.repeat(1001)))).toEqual({
      kind: 'too-large',
    });
    await server?.stop();
    // Without an announced length, one byte decides.
    for (const [size, kind] of [
      [400, 'ok'],
      [401, 'too-large'],
    ] as const) {
      await server?.stop();
      const chunked = await fetchFrom((_request, response) => {
        response.write('x'.repeat(600));
        setTimeout(() => response.end('x'.repeat(size)), 5);
      });
      expect(chunked.kind).toBe(kind);
    }
  });

  it('stops a bomb at the cap: 64 MiB out of a few kilobytes (F7)', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024), { level: 1 });
    let most = 0;
    const result = await fetchFrom(
      (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
      { cap: 2 * 1024 * 1024, onProgress: (received) => (most = Math.max(most, received)) },
    );
    expect(result).toEqual({ kind: 'too-large' });
    expect(most).toBe(2 * 1024 * 1024);
  });

  it('never offers a part as the whole (R17)', async () => {
    const cut = await fetchFrom((request, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('half');
      setTimeout(() => request.socket.destroy(), 5);
    });
    expect(cut).toEqual({ kind: 'cut' });
    await server?.stop();
    expect(await fetchFrom((_request, response) => response.end('short'), { size: 6 })).toEqual({
      kind: 'cut',
    });
    await server?.stop();
    expect(await fetchFrom((_request, response) => response.end(), { size: 6 })).toEqual({ kind: 'cut' });
    await server?.stop();
    expect(await fetchFrom((_request, response) => response.end('just right'), { size: 10 })).toMatchObject({
      kind: 'ok',
    });
  });

  it('gives up a line that has gone silent, and can be cancelled', async () => {
    const clock = createFakeClock();
    let received = 0;
    const silent = fetchFrom((_request, response) => void response.write('one'), {
      clock,
      onProgress: (bytes) => (received = bytes),
    });
    await until(() => received === 3);
    clock.advance(29_999);
    clock.advance(1);
    expect(await silent).toEqual({ kind: 'cut' });
    await server?.stop();
    const controller = new AbortController();
    const options = { signal: controller.signal, onProgress: () => controller.abort() };
    const result = await fetchFrom((_request, response) => void response.write('one'), options);
    expect(result).toEqual({ kind: 'cancelled' });
  });

  it('is unreachable where nobody listens', async () => {
    expect(await download('http://127.0.0.1:1/x', { cap: 1 })).toEqual({ kind: 'unreachable' });
    expect(await download('no url', { cap: 1 })).toEqual({ kind: 'unreachable' });
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}
