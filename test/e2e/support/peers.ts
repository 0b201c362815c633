// Other programs in the neighbourhood: scripted peers that speak the plain protocol to people of a journey.
import { pemToDer } from '../../../src/protocol/pem.ts';
import { makePeer, type ChatTarget, type Peer, type PeerKey } from '../../support/relay-client.ts';
import { later } from './cleanup.ts';
import type { RelayProcess } from './relay-process.ts';
import type { Person } from './steps.ts';
import { fingerprintOf } from '../../../src/crypto/fingerprint.ts';

/** A peer whose light is on at this relay; it goes with the test file. */
export async function joinAs(relay: Pick<RelayProcess, 'url'>, key?: PeerKey): Promise<Peer> {
  const peer = await makePeer({ url: relay.url, ...(key !== undefined && { key }) });
  later(() => peer.socket.terminate());
  await peer.hello();
  return peer;
}

/** Where and to which key a peer seals for somebody, as the list it gets says. */
export async function targetOf(
  peer: Peer,
  { fingerprint }: Pick<Person, 'fingerprint'>,
): Promise<ChatTarget> {
  for (const [server, pems] of await peer.list())
    for (const pem of pems) {
      const spki = pemToDer(pem);
      if (spki !== undefined && (await fingerprintOf(pem)) === fingerprint)
        return { server, key: { fingerprint, spki } };
    }
  throw new Error('The list has no such key.');
}
