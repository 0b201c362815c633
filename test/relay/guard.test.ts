// Pages of strangers and names that are not ours, over real sockets (T45).
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { relay, visitor } from './support.ts';
import { ask, filePath, form, post } from './support-http.ts';

describe('pages and names of strangers (T45)', () => {
  const handshake = (url: string, headers: Record<string, string>): Promise<number> =>
    new Promise((resolve) => {
      const socket = new WebSocket(url.replace('http', 'ws'), { headers });
      socket.on('open', () => resolve(101));
      socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
      socket.on('error', () => undefined);
      socket.on('open', () => socket.terminate());
    });

  it('get in only when their origin is ours, local, or allowed', async () => {
    const { url, port } = await relay({
      origins: ['https://friend.test'],
      publicUrl: 'https://chat.example',
    });
    for (const [origin, may] of [
      [`http://localhost:${port}`, true],
      ['http://localhost:5173', true],
      ['https://friend.test', true],
      ['https://chat.example', true],
      ['https://evil.test', false],
      ['http://friend.test', false],
      ['https://friend.test:444', false],
      ['https://friend.test.evil.test', false],
      ['http://localhost.evil.test', false],
      ['null', false],
      ['file://', false],
      ['garbage', false],
    ] as const) {
      expect([origin, await handshake(url, { origin })]).toEqual([origin, may ? 101 : 403]);
      const posted = await post(url, form('x'), { origin });
      expect([origin, posted.status]).toEqual([origin, may ? 200 : 403]);
      expect(posted.headers['access-control-allow-origin']).toBe(may ? origin : undefined);
    }
    expect((await post(url, form('x'))).status).toBe(200);
  });

  it('are all welcome with --origin *', async () => {
    const { url } = await relay({ origins: ['*'] });
    expect(await handshake(url, { origin: 'https://any.test' })).toBe(101);
  });

  it('may ask beforehand and read downloads when allowed', async () => {
    const { url } = await relay({ origins: ['https://friend.test'] });
    const origin = 'https://friend.test';
    const asked = await ask(url, '/api/upload', { method: 'OPTIONS', headers: { origin } });
    expect([asked.status, asked.headers['access-control-allow-origin']]).toEqual([204, origin]);
    const path = filePath(await post(url, form('x'), { origin }));
    expect((await ask(url, path, { headers: { origin } })).headers['access-control-allow-origin']).toBe(
      origin,
    );
    expect((await ask(url, path, { headers: { origin: 'https://evil.test' } })).status).toBe(403);
  });

  it('reach nothing under a name that is not ours', async () => {
    const { url, port } = await relay({ address: 'home.example:99' });
    for (const [host, may] of [
      [`localhost:${port}`, true],
      [`127.0.0.1:${port}`, true],
      [`[::1]:${port}`, true],
      ['LOCALHOST', true],
      ['home.example', true],
      ['evil.test', false],
      [`localhost.evil.test:${port}`, false],
      ['169.254.1.1', false],
      ['localhost@evil.test', false],
      ['evil.test/localhost', false],
    ] as const) {
      expect([host, (await ask(url, '/', { headers: { host } })).status]).toEqual([host, may ? 200 : 403]);
      expect([host, await handshake(url, { host })]).toEqual([host, may ? 101 : 403]);
    }
  });

  it('answers on any path, and repeats an offered subprotocol', async () => {
    const { url } = await relay();
    const peer = await visitor({ url: `${url}/some/where?x=1` });
    await peer.hello();
    const offered = new WebSocket(url.replace('http', 'ws'), ['chat', 'other']);
    await new Promise((resolve) => offered.on('open', resolve));
    expect(offered.protocol).toBe('chat');
    offered.terminate();
  });
});
