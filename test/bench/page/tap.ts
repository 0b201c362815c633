// Notes when a large text frame reaches this worker's socket. Evaluated before the engine, so that it is heard first.
import { TAP, type Arrival } from './times.ts';

/** Lists; noting costs the engine half a millisecond, and a frame for a group takes four. */
const LARGE = 1_000_000;

const Native = globalThis.WebSocket;
const channel = new BroadcastChannel(TAP);

class TappedSocket extends Native {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols);
    this.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (typeof data !== 'string' || data.length < LARGE) return;
      const arrival: Arrival = { at: performance.timeOrigin + performance.now(), length: data.length };
      channel.postMessage(arrival);
    });
  }
}
globalThis.WebSocket = TappedSocket;
