// Web Locks in one thread: exclusive locks, queues, stealing and giving up, as the standard has them.
import type { Locks } from '../../src/engine/leadership.ts';

interface Request {
  readonly hold: () => Promise<void>;
  readonly resolve: () => void;
  readonly reject: (reason: Error) => void;
}

/** Each `tab()` asks for the same locks; `tab.die()` frees what it holds and waits for, as a closed tab does. */
export function createFakeLocks(): () => Locks & { die(): void } {
  const held = new Map<string, Request>();
  const queues = new Map<string, Request[]>();
  const abort = (): Error => new DOMException('gone', 'AbortError');

  const next = (name: string): void => {
    if (held.has(name)) return;
    const request = queues.get(name)?.shift();
    if (request === undefined) return;
    held.set(name, request);
    queueMicrotask(() => {
      void finish(name, request);
    });
  };

  const finish = async (name: string, request: Request): Promise<void> => {
    await request.hold();
    request.resolve();
    if (held.get(name) === request) held.delete(name);
    next(name);
  };

  return () => {
    const mine = new Set<Request>();
    return {
      request: (name, { steal, signal }, hold) =>
        new Promise((resolve, reject) => {
          const request: Request = { hold, resolve, reject };
          mine.add(request);
          const queue = queues.get(name) ?? [];
          queues.set(name, queue);
          if (steal === true) {
            held.get(name)?.reject(abort());
            held.delete(name);
            queue.unshift(request);
          } else {
            queue.push(request);
          }
          signal?.addEventListener('abort', () => {
            const at = queue.indexOf(request);
            if (at < 0) return;
            queue.splice(at, 1);
            reject(abort());
          });
          next(name);
        }),
      die() {
        for (const [name, queue] of queues) {
          queues.set(
            name,
            queue.filter((request) => !mine.has(request)),
          );
        }
        for (const [name, request] of held) {
          if (!mine.has(request)) continue;
          held.delete(name);
          next(name);
        }
      },
    };
  };
}
