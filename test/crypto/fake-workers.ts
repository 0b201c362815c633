// Workers made of a MessageChannel in this very process: everything crosses a structured clone, nothing needs a browser.
import { serveCrypto } from '../../src/crypto/serve-crypto.ts';
import type { WorkerLike } from '../../src/crypto/worker-slot.ts';
import type { WorkerReport, WorkerRequest } from '../../src/crypto/worker-messages.ts';

export interface FakeWorker extends WorkerLike {
  readonly asked: WorkerRequest[];
  readonly told: WorkerReport[];
  /** Stops answering, as a hung worker does. */
  hang(): void;
  /** Dies with an error event. */
  crash(): void;
}

export function makeFakeWorker(): FakeWorker {
  const { port1, port2 } = new MessageChannel();
  const asked: WorkerRequest[] = [];
  const told: WorkerReport[] = [];
  const dying: (() => void)[] = [];
  let hangs = false;
  serveCrypto({
    post: (report, transfer) => {
      if (hangs) return;
      told.push(report);
      port2.postMessage(report, transfer);
    },
    listen: (listener) => {
      port2.addEventListener('message', (event: MessageEvent<WorkerRequest>) => {
        asked.push(event.data);
        if (!hangs) listener(event.data);
      });
      port2.start();
    },
  });
  return {
    asked,
    told,
    hang: () => {
      hangs = true;
    },
    crash: () => {
      hangs = true;
      dying.forEach((listener) => listener());
    },
    postMessage: (request, transfer = []) => port1.postMessage(request, transfer),
    addEventListener: (type: string, listener: (event: MessageEvent<WorkerReport>) => void) => {
      if (type === 'message') {
        port1.addEventListener('message', listener);
        port1.start();
      } else if (type === 'error') dying.push(() => listener(new MessageEvent('error')));
    },
    terminate: () => port1.close(),
  };
}
