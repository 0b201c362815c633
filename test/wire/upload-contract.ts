// What an upload must tell, whichever way the form travels.
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { upload, type UploadResult } from '../../src/wire/files.ts';
import type { HttpTransport } from '../../src/wire/http.ts';
import { startServer, type TestServer } from './http-server.ts';

type Answer = Parameters<typeof startServer>[0];

export function describeUpload(name: string, transport: HttpTransport): void {
  describe(name, () => {
    let server: TestServer | undefined;
    afterEach(async () => {
      await server?.stop();
      server = undefined;
    });
    const send = async (answer: Answer, signal?: AbortSignal): Promise<UploadResult> => {
      server = await startServer(answer);
      const file = new Blob(['hello file'], { type: 'text/html' });
      return upload(file, { url: `${server.base}/api/upload`, name: 'a1b2c3', transport, signal });
    };

    it('posts one field `file` with the given name and no type, and gives the URL as written', async () => {
      const result = await send((_request, response) => response.end('{"file_url": "host/files/x y"}'));
      expect(result).toEqual({ kind: 'ok', url: 'host/files/x y' });
      const body = server?.bodies[0]?.toString() ?? '';
      expect(body).toContain('name="file"; filename="a1b2c3"');
      expect(body).toMatch(/content-type: application\/octet-stream/i);
      expect(body).toContain('hello file');
      expect(server?.requests[0]?.method).toBe('POST');
      expect(server?.requests[0]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
      expect(server?.requests[0]?.headers.cookie).toBeUndefined();
    });

    it('needs no preflight: some servers know no OPTIONS', async () => {
      server = await startServer((_request, response) => response.end('{"file_url":"x"}'), 405);
      const url = `${server.base}/api/upload`;
      const result = await upload(new Blob(['x']), { url, name: 'a', transport });
      expect(result).toEqual({ kind: 'ok', url: 'x' });
      expect(server.requests).toHaveLength(1);
    });

    it.each([
      ['a limit', '{"error":"too large","limit": 10485760}', 10_485_760],
      ['words', 'File too large', undefined],
    ])('tells 413 with %s', async (_what, text, limit) => {
      const result = await send((_request, response) => response.writeHead(413).end(text));
      expect(result).toEqual({ kind: 'too-large', limit });
    });

    it.each([400, 403, 500, 507])('tells status %i', async (status) => {
      const result = await send((_request, response) => response.writeHead(status).end('<h1>no</h1>'));
      expect(result).toEqual({ kind: 'http', status });
    });

    it.each([
      ['HTML', '<html>Welcome to the hotel</html>'],
      ['nothing', ''],
      ['no URL', '{"ok":true}'],
      ['a URL that is a number', '{"file_url":7}'],
      ['more than 64 KiB', `{"file_url":"x","pad":"${'y'.repeat(70_000)}"}`],
    ])('finds %s in a good answer bad', async (_what, text) => {
      const result = await send((_request, response) => response.end(text));
      expect(result).toEqual({ kind: 'bad-answer' });
    });

    it('does not swallow a bomb (F7)', async () => {
      const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 32), { level: 1 });
      const before = process.memoryUsage().rss;
      const result = await send((_request, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
      );
      expect(result).toEqual({ kind: 'bad-answer' });
      expect(process.memoryUsage().rss - before).toBeLessThan(48 * 1024 * 1024);
    });

    it('is unreachable when the line is cut, and where nobody listens', async () => {
      expect(await send((request) => request.socket.destroy())).toEqual({ kind: 'unreachable' });
      const url = `${server?.base}/api/upload`;
      await server?.stop();
      server = undefined;
      const result = await upload(new Blob(['x']), { url, name: 'a', transport });
      expect(result).toEqual({ kind: 'unreachable' });
    });

    it('is unreachable where the URL is none', async () => {
      const result = await upload(new Blob(['x']), { url: 'http://', name: 'a', transport });
      expect(result).toEqual({ kind: 'unreachable' });
    });

    it('can be cancelled before and on the way', async () => {
      expect(await send((_request, response) => response.end('{}'), AbortSignal.abort())).toEqual({
        kind: 'cancelled',
      });
      await server?.stop();
      const controller = new AbortController();
      const result = send(() => controller.abort(), controller.signal);
      expect(await result).toEqual({ kind: 'cancelled' });
    });
  });
}
