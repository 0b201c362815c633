// Uploads over real sockets: they stay inert and within bounds, whatever is sent (T43, T44).
import { readdirSync, writeFileSync } from 'node:fs';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock, systemRandom } from '../../src/lib/clock.ts';
import { receiveForm } from '../../src/relay/upload-form.ts';
import { openUploads } from '../../src/relay/uploads.ts';
import { eventually, place, relay } from './support.ts';
import { ask, filePath, form, FORM_TYPE, post } from './support-http.ts';

const TRAVERSALS = [
  '../x',
  '../../x',
  '..\\x',
  '/etc/passwd',
  'C:\\x',
  '..%2fx',
  '%2e%2e%2fx',
  '..%5cx',
  '....//x',
  '.',
  '..',
  '',
  'a/../../x',
  'x/.',
  './x',
  '~/.ssh/id',
  '$(touch x)',
  '`touch x`',
  'x;touch y',
  '| touch x',
  'x\0.txt',
  'CON',
  'NUL.txt',
  'desktop.ini',
  '.htaccess',
  'index.html',
  'sw.js',
  'x.html',
  'x.svg',
  'x.php',
  '‮gnp.js',
  'ﾟ/../x',
  '%00',
  '%',
  '%zz',
  '..;/x',
  '..%c0%afx',
  '..%255cx',
  '__proto__',
  'x'.repeat(300),
];

describe('uploads', () => {
  it('come back byte for byte, as nothing but bytes (T43)', async () => {
    const uploads = place('kept');
    const { url } = await relay({ uploads });
    const content = Buffer.from('<script>alert(1)</script>\r\n--not-a-boundary\r\n');
    const answer = await post(url, form(content, 'evil.html'));
    expect(answer.status).toBe(200);
    const path = filePath(answer);
    expect(path).toMatch(/^\/files\/[0-9a-f]{32}$/);
    const got = await ask(url, path);
    expect(got.body.equals(content)).toBe(true);
    expect(got.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'content-disposition': 'attachment',
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'cross-origin',
    });
    const head = await ask(url, path, { method: 'HEAD' });
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([
      200,
      `${content.length}`,
      0,
    ]);
    expect((await ask(url, path, { headers: { 'service-worker': 'script' } })).status).toBe(403);
  });

  it('live under random names whatever the client calls them (40 traversals, T44)', async () => {
    expect(TRAVERSALS.length).toBeGreaterThanOrEqual(40);
    const uploads = place('traversal/uploads');
    const { url } = await relay({ uploads });
    for (const name of TRAVERSALS) {
      const answer = await post(url, form('x', name));
      expect([name, answer.status]).toEqual([name, 200]);
      expect(filePath(answer)).toMatch(/^\/files\/[0-9a-f]{32}$/);
    }
    const names = readdirSync(uploads);
    expect(names.length).toBe(TRAVERSALS.length);
    expect(names.every((name) => /^[0-9a-f]{32}$/.test(name))).toBe(true);
    expect(readdirSync(place('traversal'))).toEqual(['uploads']);
  });

  it('cannot be listed or reached by any other path', async () => {
    const uploads = place('secret');
    const { url } = await relay({ uploads });
    const name = filePath(await post(url, form('secret'))).slice('/files/'.length);
    for (const path of [
      '/files',
      '/files/',
      '/files/..',
      `/files/../files/${name}`,
      `/files/${name}/`,
      `/files/${name}.part`,
      `/files/${name.toUpperCase()}`,
      `/files/%2e%2e/${name}`,
      `/files/${name.slice(1)}`,
      '/files/../../etc/passwd',
      '/../../etc/passwd',
      '/..%2f..%2fetc%2fpasswd',
      '/%',
      '//',
      '/api/upload/',
      '/files/__proto__',
    ]) {
      const { status } = await ask(url, path);
      // A name without small letters is its own capital form.
      expect([path, status]).toEqual([path, path.endsWith(`/${name}`) && path.length === 39 ? 200 : 404]);
    }
  });

  it('end at the limit, with an answer, and leave nothing behind', async () => {
    const uploads = place('limit');
    const { url } = await relay({ uploads, maxUpload: 100_000 });
    expect((await post(url, form(Buffer.alloc(100_000)))).status).toBe(200);
    const over = await post(url, form(Buffer.alloc(100_001)));
    expect(over.status).toBe(413);
    expect(JSON.parse(over.body.toString())).toEqual({ error: 'too large', limit: 100_000 });
    const unannounced = await ask(url, '/api/upload', {
      method: 'POST',
      headers: { ...FORM_TYPE, 'transfer-encoding': 'chunked' },
      body: form(Buffer.alloc(3_000_000)),
    });
    expect(unannounced.status).toBe(413);
    await eventually(() => readdirSync(uploads).length === 1);
  });

  it('take two 11 MB posts at once', async () => {
    const { url } = await relay();
    const bodies = [1, 2].map((fill) => Buffer.alloc(11_000_000, fill));
    const answers = await Promise.all(bodies.map((body) => post(url, form(body))));
    for (const [index, answer] of answers.entries()) {
      const got = await ask(url, filePath(answer));
      expect(got.body.equals(bodies[index]!)).toBe(true);
    }
  });

  it('stop when all together reach the quota, and go when they are old', async () => {
    const uploads = place('quota');
    const { url } = await relay({ uploads, uploadQuota: 50_000, uploadAge: 2000 });
    const first = await post(url, form(Buffer.alloc(40_000)));
    expect(first.status).toBe(200);
    expect((await post(url, form(Buffer.alloc(40_000)))).status).toBe(507);
    await eventually(() => readdirSync(uploads).length === 1);
    await eventually(async () => (await ask(url, filePath(first))).status === 404);
    expect((await post(url, form(Buffer.alloc(40_000)))).status).toBe(200);
  });

  it('stay over a restart in a directory of their own', async () => {
    const uploads = place('restart');
    const first = await relay({ uploads });
    const path = filePath(await post(first.url, form('still here')));
    writeFileSync(join(uploads, `${'0'.repeat(32)}.part`), 'half');
    await first.close();
    const { url } = await relay({ uploads });
    expect((await ask(url, path)).body.toString()).toBe('still here');
    expect(readdirSync(uploads)).toEqual([path.slice('/files/'.length)]);
  });

  it('need a whole form with a field named file', async () => {
    const uploads = place('forms');
    const { url } = await relay({ uploads });
    const whole = form('x');
    for (const [body, type, status] of [
      [form('x', 'a', 'document'), FORM_TYPE['content-type'], 400],
      [whole.subarray(0, -12), FORM_TYPE['content-type'], 400],
      [whole, 'multipart/form-data', 415],
      [whole, 'multipart/form-data; boundary=', 400],
      [whole, 'multipart/form-data; boundary=other', 400],
      [Buffer.from('x'), 'text/plain', 415],
      [Buffer.alloc(0), FORM_TYPE['content-type'], 400],
      [Buffer.alloc(200_000, 0x2d), FORM_TYPE['content-type'], 400],
    ] as const) {
      const answer = await post(url, body, { 'content-type': type });
      expect([type, body.length, answer.status]).toEqual([type, body.length, status]);
    }
    await eventually(() => readdirSync(uploads).length === 0);
    expect((await ask(url, '/api/upload')).status).toBe(405);
  });

  it('leave nothing when the sender goes away half way', async () => {
    const uploads = place('half');
    const { url } = await relay({ uploads });
    const { request } = await import('node:http');
    const { port } = new URL(url);
    const sending = request({ port, path: '/api/upload', method: 'POST', headers: FORM_TYPE });
    sending.on('error', () => undefined);
    sending.write(form(Buffer.alloc(300_000)).subarray(0, 200_000));
    await eventually(() => readdirSync(uploads).length === 1);
    sending.destroy();
    await eventually(() => readdirSync(uploads).length === 0);
  });

  it('leave nothing when the sender goes while its last bytes are here but unread', async () => {
    const uploads = await openUploads({
      clock: systemClock,
      random: systemRandom,
      directory: place('unread'),
      maxUpload: 1_000_000,
      quota: 10_000_000,
      age: 1_000_000,
    });
    const request = new IncomingMessage(new Socket());
    Object.assign(request, { headers: FORM_TYPE, complete: true });
    const received = receiveForm(request, uploads);
    request.push(form(Buffer.alloc(200_000)).subarray(0, 150_000));
    await eventually(() => readdirSync(place('unread')).length === 1);
    request.destroy();
    await expect(received).rejects.toThrow('bad form');
    await eventually(() => readdirSync(place('unread')).length === 0);
    await uploads.stop();
  });

  it('are named after --public-url, never after the Host that asked (T44)', async () => {
    const { url, port } = await relay({ publicUrl: 'https://chat.example/' });
    const answer = await post(url, form('x'), { host: `127.0.0.1:${port}` });
    expect(answer.body.toString()).toContain('"https://chat.example/files/');
    const plain = await relay();
    const other = await post(plain.url, form('x'), { host: `127.0.0.1:${plain.port}` });
    expect(other.body.toString()).toContain(`"http://localhost:${plain.port}/files/`);
  });
});
