// Form posts with fetch, for Node: no progress but the end.
import { systemClock, type Clock } from '../lib/clock.ts';
import { LIMITS } from '../protocol/limits.ts';
import { PLAIN_REQUEST, type HttpTransport, type PostAnswer, type PostRequest } from './http.ts';
import { watchQuiet, type QuietWatch } from './quiet.ts';
import { readCapped } from './read-capped.ts';

/** For tests and the headless engine. */
export const fetchTransport: HttpTransport = createFetchTransport();

/** The same with a clock of one's own. */
export function createFetchTransport(clock: Clock = systemClock): HttpTransport {
  return {
    async post(request) {
      const watch = watchQuiet(clock, request.quietMs, request.signal);
      try {
        return await send(request, watch);
      } catch (error) {
        void error; // fetch rejects alike for everything that kept an answer from coming
        return { kind: watch.cancelled ? 'cancelled' : 'unreachable' };
      } finally {
        watch.stop();
      }
    },
  };
}

async function send(request: PostRequest, watch: QuietWatch): Promise<PostAnswer> {
  const { url, body } = request;
  const response = await fetch(url, { ...PLAIN_REQUEST, method: 'POST', body, signal: watch.signal });
  // UTF-8 never has fewer bytes than characters: one byte too many is one character too many, or an ill-formed text.
  const read = await readCapped(response, LIMITS.uploadAnswer + 1, () => watch.alive());
  const text = await read.blob.text();
  watch.abort();
  const size = bodySize(body);
  request.onProgress?.(size, size);
  return { kind: 'answer', status: response.status, text };
}

/** Bytes of the files in it: near enough to the whole. */
function bodySize(body: FormData | Blob): number {
  if (body instanceof Blob) return body.size;
  let size = 0;
  for (const value of body.values()) size += typeof value === 'string' ? value.length : value.size;
  return size;
}
