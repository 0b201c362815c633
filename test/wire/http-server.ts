// A small HTTP server that misbehaves in the ways real ones do.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';

export interface TestServer {
  readonly base: string;
  /** All but preflights. */
  readonly requests: IncomingMessage[];
  readonly bodies: Buffer[];
  readonly stop: () => Promise<void>;
}

/** Answers each request with `answer`, preflights with `preflight`; CORS is open unless the answer says otherwise. */
export async function startServer(
  answer: (request: IncomingMessage, response: ServerResponse, body: Buffer) => void,
  preflight = 204,
): Promise<TestServer> {
  const requests: IncomingMessage[] = [];
  const bodies: Buffer[] = [];
  const listener: RequestListener = (request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('error', () => undefined);
    request.on('end', () => {
      const body = Buffer.concat(parts);
      response.setHeader('access-control-allow-origin', '*');
      if (request.method === 'OPTIONS') return void response.writeHead(preflight).end();
      requests.push(request);
      bodies.push(body);
      return answer(request, response, body);
    });
  };
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    base: `http://127.0.0.1:${port}`,
    requests,
    bodies,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
