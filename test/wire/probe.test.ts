// What a person is told when a server does not open.
import { describe, expect, it } from 'vitest';
import { explainFailure, isMixedContent } from '../../src/wire/probe.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { startServer } from './http-server.ts';

const noNetwork = (): Promise<Response> => Promise.reject(new Error('the network was used'));

describe('mixed content', () => {
  it.each([
    ['host.example', 'ws', true],
    ['host.example:8001/path', 'ws', true],
    ['192.168.1.5:8001', 'ws', true],
    ['[fd00::1]:8001', 'ws', true],
    ['host.example', 'wss', false],
    ['localhost:8001', 'ws', false],
    ['127.0.0.1', 'ws', false],
    ['[::1]:8001', 'ws', false],
  ] as const)('%s over %s from a secure page: %s', (address, scheme, expected) => {
    expect(isMixedContent({ address, scheme }, true)).toBe(expected);
    expect(isMixedContent({ address, scheme }, false)).toBe(false);
  });

  it('is told without touching the network', async () => {
    const server = { address: 'host.example', scheme: 'ws' } as const;
    expect(await explainFailure(server, true, { fetch: noNetwork })).toBe('mixed-content');
  });
});

describe('a server that did not open', () => {
  it('is no WebSocket when it answers HTTP, whatever it says', async () => {
    for (const status of [200, 401, 404, 500]) {
      const http = await startServer((_request, response) => {
        response.removeHeader('access-control-allow-origin');
        response.writeHead(status).end('<html>login</html>');
      });
      const address = http.base.slice('http://'.length);
      expect(await explainFailure({ address, scheme: 'ws' }, false)).toBe('not-websocket');
      await http.stop();
    }
  });

  it('is unreachable when nobody listens', async () => {
    expect(await explainFailure({ address: '127.0.0.1:1', scheme: 'ws' }, false)).toBe('unreachable');
  });

  it('is unreachable when nothing is said within 5 s', async () => {
    const clock = createFakeClock();
    const http = await startServer(() => undefined);
    const address = http.base.slice('http://'.length);
    const answer = explainFailure({ address, scheme: 'ws' }, false, { clock });
    while (http.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    clock.advance(5000);
    expect(await answer).toBe('unreachable');
    await http.stop();
  });

  it('is asked over the scheme it was saved with, never a weaker one (T46)', async () => {
    const asked: string[] = [];
    const fetch = (url: unknown): Promise<Response> => {
      asked.push(String(url));
      return Promise.reject(new TypeError('no'));
    };
    await explainFailure({ address: 'host.example:444/chat', scheme: 'wss' }, true, { fetch });
    expect(asked).toEqual(['https://host.example:444/chat/']);
  });
});
