// Form posts with XMLHttpRequest: in browsers the only way to see an upload's progress.
import { systemClock, type Clock } from '../lib/clock.ts';
import { LIMITS } from '../protocol/limits.ts';
import type { HttpTransport, PostAnswer, PostRequest } from './http.ts';
import { watchQuiet, type QuietWatch } from './quiet.ts';

/** For workers and pages. */
export const xhrTransport: HttpTransport = createXhrTransport(() => new XMLHttpRequest());

/** The same with stand-ins, for tests. */
export function createXhrTransport(
  makeRequest: () => XMLHttpRequest,
  clock: Clock = systemClock,
): HttpTransport {
  return {
    async post(request) {
      const watch = watchQuiet(clock, request.quietMs, request.signal);
      const { answer, sent } = await send(makeRequest(), request, watch, true);
      // Listening to an upload's progress makes browsers ask with OPTIONS first (XHR standard, "upload listener flag"),
      // which some servers do not answer. A plain form or untyped bytes need no asking.
      const isRefusal = answer.kind === 'unreachable' && sent === 0 && !watch.signal.aborted;
      const final = isRefusal ? (await send(makeRequest(), request, watch, false)).answer : answer;
      watch.stop();
      return watch.cancelled ? { kind: 'cancelled' } : final;
    },
  };
}

interface Sent {
  readonly answer: PostAnswer;
  readonly sent: number; // bytes, as far as it was told
}

function send(
  xhr: XMLHttpRequest,
  request: PostRequest,
  watch: QuietWatch,
  withProgress: boolean,
): Promise<Sent> {
  return new Promise((resolve) => {
    let sent = 0;
    const answer = (): void =>
      resolve({ answer: { kind: 'answer', status: xhr.status, text: textOf(xhr) }, sent });
    const fail = (): void => resolve({ answer: { kind: 'unreachable' }, sent });
    const uploaded = ({ loaded, total }: ProgressEvent): void => {
      watch.alive();
      sent = loaded;
      request.onProgress?.(loaded, total);
    };
    if (withProgress) xhr.upload.addEventListener('progress', uploaded);
    xhr.addEventListener('progress', ({ loaded }) => {
      watch.alive();
      if (loaded <= LIMITS.uploadAnswer) return;
      answer(); // long enough to be judged: the rest is not waited for
      xhr.abort();
    });
    xhr.addEventListener('load', answer);
    xhr.addEventListener('error', fail);
    xhr.addEventListener('abort', fail);
    if (watch.signal.aborted) return fail();
    watch.signal.addEventListener('abort', () => xhr.abort());
    if (!start(xhr, request)) fail();
  });
}

/** False for a malformed URL, or one this page may not use. */
function start(xhr: XMLHttpRequest, { url, body }: PostRequest): boolean {
  try {
    xhr.open('POST', url);
    xhr.responseType = 'text';
    xhr.send(body);
    return true;
  } catch (error) {
    void error;
    return false;
  }
}

function textOf(xhr: XMLHttpRequest): string {
  return xhr.responseText.slice(0, LIMITS.uploadAnswer + 1);
}
