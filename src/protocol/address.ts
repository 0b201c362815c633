// Server addresses that were read (typed-address.ts), and what they mean on the wire.
import { hostClass } from './host-class.ts';

export { hostClass };
export type Scheme = 'wss' | 'ws';
/** An address that was read: with `scheme` it names a server. */
export interface ServerAddress {
  /** `host[:port][/path]`, normalised. */
  readonly address: string;
  readonly scheme: Scheme;
}

/** What `new WebSocket` is given. */
export function socketUrl({ address, scheme }: ServerAddress): string {
  return `${scheme}://${address}`;
}

/** The HTTP side of the same server, without a slash at its end: `/api/upload` follows. */
export function httpBase({ address, scheme }: ServerAddress): string {
  return `${scheme === 'wss' ? 'https' : 'http'}://${address}`.replace(/\/+$/, '');
}
