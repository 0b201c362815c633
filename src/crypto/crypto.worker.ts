// Entry of a crypto worker. The engine's worker starts it through its Trusted Types policy.
import { serveCrypto } from './serve-crypto.ts';
import type { WorkerRequest } from './worker-messages.ts';

serveCrypto({
  post: (report, transfer) => postMessage(report, transfer),
  listen: (listener) =>
    addEventListener('message', (event: MessageEvent<WorkerRequest>) => listener(event.data)),
});
