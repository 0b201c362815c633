// @vitest-environment jsdom
// Uploads with XMLHttpRequest, the browser's way, against a real server.
import { describe, expect, it } from 'vitest';
import { createXhrTransport, xhrTransport } from '../../src/wire/http-xhr.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { startServer } from './http-server.ts';
import { describeUpload } from './upload-contract.ts';

describeUpload('upload with XMLHttpRequest', xhrTransport);

describe('upload progress', () => {
  it('is told in bytes, up to the whole form', async () => {
    const server = await startServer((_request, response) => response.end('{"file_url":"x"}'));
    const seen: [number, number][] = [];
    const form = new FormData();
    form.append('file', new Blob(['x'.repeat(200_000)]), 'a');
    const answer = await xhrTransport.post({
      url: server.base,
      body: form,
      quietMs: 30_000,
      onProgress: (sent, total) => seen.push([sent, total]),
    });
    expect(answer).toMatchObject({ kind: 'answer', status: 200 });
    const last = seen.at(-1);
    expect(last?.[0]).toBeGreaterThanOrEqual(200_000);
    expect(last?.[0]).toBe(last?.[1]);
    await server.stop();
  });

  it('that stops for the quiet time ends the upload', async () => {
    const server = await startServer(() => undefined);
    const clock = createFakeClock();
    const form = new FormData();
    form.append('file', new Blob(['x']), 'a');
    const posting = createXhrTransport(() => new XMLHttpRequest(), clock).post({
      url: server.base,
      body: form,
      quietMs: 30_000,
    });
    while (server.bodies.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    clock.advance(30_000);
    expect(await posting).toEqual({ kind: 'unreachable' });
    await server.stop();
  });
});
