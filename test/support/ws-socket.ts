// A real WebSocket for Node, in the shape of the browser's.
import { WebSocket } from 'ws';
import type { RawSocket, RawSocketFactory } from '../../src/wire/raw-socket.ts';

/** `ws` has the browser's four `on…` properties; only its event classes have other names. */
export const nodeSocket: RawSocketFactory = (url) =>
  new WebSocket(url, { perMessageDeflate: false }) as unknown as RawSocket;
