// What the relay's tests share: relays and peers that end with the test, keys made once, ports for meshes.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, vi } from 'vitest';
import { startRelay, type Relay, type RelayOptions } from '../../src/relay/relay.ts';
import { makePeer, peerKeyOf, type Peer, type PeerKey, type PeerOptions } from '../support/relay-client.ts';

// Other work on the same machine must not fail a test that waits for an event.
vi.setConfig({ testTimeout: 30_000 });

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
/** Runs `end` when the test is over, last registered first. */
export function atEnd(end: () => unknown): void {
  ends.push(end);
}

const directory = mkdtempSync(join(tmpdir(), 'porchlight-relay-test-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
/** A fresh path in this test file's own directory. */
export function place(name: string): string {
  return join(directory, name);
}

/** A relay on a free port; the test fails if it ever had a fault of its own. */
export async function relay(options: RelayOptions = {}): Promise<Relay> {
  const started = await startRelay({ port: 0, identity: identityFile(8), ...options });
  atEnd(async () => {
    await started.close();
    if (started.stats().faults > 0) throw new Error('the relay had a fault');
  });
  return started;
}

interface Vectors {
  readonly identities: Readonly<Record<string, { readonly privateKeyPkcs8Base64?: string }>>;
}
/** Throw-away keys that exist already: making one takes a tenth of a second. */
const spareKeys = ['xvk', 'agr', 'kat', 'g17'].flatMap((name) => {
  const file = new URL(`../vectors/${name}.json`, import.meta.url);
  const { identities } = JSON.parse(readFileSync(file, 'utf8')) as Vectors;
  return Object.values(identities).flatMap(({ privateKeyPkcs8Base64: key }) =>
    key === undefined ? [] : [key],
  );
});
const pool: Promise<PeerKey>[] = [];
/** Key number `index`, the same for all tests. */
export function keyNumber(index: number): Promise<PeerKey> {
  return (pool[index] ??= peerKeyOf(new Uint8Array(Buffer.from(spareKeys[index] ?? '', 'base64'))));
}
/** A server's identity file that holds spare key number `index`. */
export function identityFile(index: number): string {
  const file = place(`identity-${index}.pem`);
  const lines = (spareKeys[index] ?? '').match(/.{1,64}/g) ?? [];
  const label = (word: string): string => `-----${word} ${['PRIVATE', 'KEY'].join(' ')}-----`;
  writeFileSync(file, [label('BEGIN'), ...lines, label('END'), ''].join('\n'));
  return file;
}

/** A peer that has not yet said hello. */
export async function visitor(options: PeerOptions): Promise<Peer> {
  const peer = await makePeer({ ...options, key: options.key ?? (await keyNumber(0)) });
  atEnd(() => peer.socket.terminate());
  return peer;
}

/** Peer number `index` (its key), joined. */
export async function joined(url: string, index: number, more: Partial<PeerOptions> = {}): Promise<Peer> {
  const peer = await visitor({ url, key: await keyNumber(index), ...more });
  await peer.hello();
  return peer;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const bound = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof bound === 'object' && bound !== null ? bound.port : 0;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until `check` holds. */
export async function eventually(check: () => boolean | Promise<boolean>, ms = 5000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await check())) {
    if (Date.now() > end) throw new Error('it never came true');
    await pause(10);
  }
}

/** How often `text` came to `peer`, once everything sent before has been answered. */
export async function timesSeen(peer: Peer, text: string): Promise<number> {
  await peer.list();
  return peer.frames.filter((frame) => frame === text).length;
}
