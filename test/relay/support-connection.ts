// A connection without a socket: keeps what was sent, reads as slowly as the test likes.
import type { Connection } from '../../src/relay/connection.ts';

export interface FakeConnection {
  readonly connection: Connection;
  readonly sent: Buffer[];
  /** Bytes that the other side has not read. */
  unread: number;
}

export function fakeConnection(): FakeConnection {
  const sent: Buffer[] = [];
  const fake: FakeConnection = {
    sent,
    unread: 0,
    connection: {
      id: 1,
      standing: { role: 'new' },
      seenList: 0,
      send: (bytes) => void sent.push(bytes),
      sendList: (bytes) => void sent.push(bytes),
      waiting: () => fake.unread,
      close: () => undefined,
      beat: () => undefined,
    },
  };
  return fake;
}
