// A network between a browser and a server, as slow as a test wants it: a TCP proxy that counts and waits.
import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { later } from './cleanup.ts';

export interface SlowLink {
  readonly port: number;
  /** Where connections from now on lead (a port of 127.0.0.1). */
  leadTo(port: number): void;
  /** Bytes a second in each direction of each connection; undefined: as fast as it goes. */
  limit(rate: number | undefined): void;
}

const STEP = 32_768;

/** Opens it on a free port of 127.0.0.1 until the test file ends. */
export async function startSlowLink(): Promise<SlowLink> {
  let target = 0;
  let rate: number | undefined;
  const open = new Set<Socket>();

  async function carry(from: Socket, to: Socket): Promise<void> {
    // When the next byte may pass. Timers are coarse: only a debt of some milliseconds is waited for.
    let due = 0;
    for await (const chunk of from as AsyncIterable<Buffer>)
      for (let at = 0; at < chunk.length; at += STEP) {
        const part = chunk.subarray(at, at + STEP);
        if (rate !== undefined) due = Math.max(due, performance.now()) + (part.length / rate) * 1000;
        if (rate !== undefined && due - performance.now() > 5) await wait(due - performance.now());
        if (to.destroyed) return;
        if (!to.write(part)) await new Promise((resolve) => to.once('drain', resolve).once('close', resolve));
      }
    to.end();
  }
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.once('close', () => {
        open.delete(one);
        other.destroy();
      });
      // A side that is gone ends the other one, above.
      one.on('error', () => undefined);
      carry(one, other).catch(() => other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  later(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return {
    port: (server.address() as AddressInfo).port,
    leadTo: (port) => void (target = port),
    limit: (next) => void (rate = next),
  };
}
