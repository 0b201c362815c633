// Small answers over HTTP, and what every answer of the relay says about itself.
import type { ServerResponse } from 'node:http';

export type Headers = Readonly<Record<string, string | number>>;

const ALWAYS: Headers = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
};

/** Ends the response with a short body; JSON when `body` is no text. */
export function answer(response: ServerResponse, status: number, body: unknown, headers: Headers = {}): void {
  const isText = typeof body === 'string';
  const bytes = Buffer.from(isText ? `${body}\n` : JSON.stringify(body));
  response.writeHead(status, {
    ...ALWAYS,
    'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json',
    'cache-control': 'no-store',
    'content-length': bytes.length,
    ...headers,
  });
  response.end(response.req.method === 'HEAD' ? undefined : bytes);
}
