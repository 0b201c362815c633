// HTTP as an attacker speaks it: any Host, any path, any body, nothing tidied up on the way.
import { request, type IncomingHttpHeaders } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** One request with exactly this path and these headers. */
export function ask(
  url: string,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: Buffer | string } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: hostname, port, path, method: options.method ?? 'GET', headers: options.headers ?? {} },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(parts),
          }),
        );
        response.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(options.body);
  });
}

const BOUNDARY = 'porchlight-test-boundary';

/** A multipart body with one file field. */
export function form(content: Buffer | string, fileName = 'a.txt', field = 'file'): Buffer {
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${field}"; filename="${fileName}"\r\ncontent-type: text/html\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
}
export const FORM_TYPE = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };

export function post(url: string, body: Buffer, headers: Record<string, string> = {}): Promise<Answer> {
  return ask(url, '/api/upload', { method: 'POST', headers: { ...FORM_TYPE, ...headers }, body });
}

/** The path of the file that an upload's answer names. */
export function filePath(answer: Answer): string {
  const { file_url: url } = JSON.parse(answer.body.toString()) as { file_url: string };
  return new URL(url).pathname;
}
