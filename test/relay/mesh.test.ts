// Relays among themselves: who may link, what travels, that it travels once, and that a broken link heals.
import { statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { toBase64 } from '../../src/lib/base64.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { openIdentity, type Identity } from '../../src/relay/identity.ts';
import { BadOption, startRelay, type Relay, type RelayOptions } from '../../src/relay/relay.ts';
import {
  atEnd,
  eventually,
  freePort,
  joined,
  identityFile,
  keyNumber,
  pause,
  place,
  relay,
  timesSeen,
  visitor,
} from './support.ts';

interface Seat {
  readonly port: number;
  readonly address: string;
  readonly file: string;
  readonly identity: Identity;
}
const seats: Promise<Seat>[] = [];
/** A port and server key that outlive the relay of one test. */
function seat(index: number): Promise<Seat> {
  return (seats[index] ??= takeSeat(index));
}
async function takeSeat(index: number): Promise<Seat> {
  const port = await freePort();
  const file = identityFile(5 + index);
  return { port, address: `localhost:${port}`, file, identity: await openIdentity(file, systemClock) };
}
async function sit(index: number, others: readonly number[], more: RelayOptions = {}): Promise<Relay> {
  const { port, file } = await seat(index);
  const neighbours: string[] = [];
  for (const other of others) {
    const { address, identity } = await seat(other);
    neighbours.push(`${address}=${identity.fingerprint}`);
  }
  return relay({ port, identity: file, neighbours, ...more });
}
async function linked(...relays: readonly Relay[]): Promise<void> {
  await eventually(() => relays.every((one) => one.stats().neighbours === relays.length - 1));
}

describe('identity', () => {
  it('is made once, private to its owner, and stays', async () => {
    const file = place('fresh.pem');
    const first = await openIdentity(file, systemClock);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await openIdentity(file, systemClock)).fingerprint).toBe(first.fingerprint);
    expect(first.fingerprint).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  });

  it('is never read from something else', async () => {
    await expect(openIdentity(import.meta.filename, systemClock)).rejects.toThrow(/no unencrypted PKCS#8/);
  });
});

describe('a neighbourhood of three', () => {
  it('shows all users to all, and carries public chat to everybody exactly once', async () => {
    const relays = await Promise.all([sit(0, [1, 2]), sit(1, [0, 2]), sit(2, [0, 1])]);
    await linked(...relays);
    const peers = await Promise.all(relays.map(({ url }, index) => joined(url, index)));
    const [anna, ben, carla] = peers;
    for (const peer of peers) {
      await eventually(async () => [...(await peer.list()).values()].flat().length === 3);
    }
    expect([...(await anna!.list()).keys()]).toEqual([0, 1, 2].map((index) => relays[index]!.address));
    const sent = await anna!.sendPublic('to all');
    for (const peer of peers) await peer.until((_, text) => text === sent);
    await pause(100);
    for (const peer of peers) expect(await timesSeen(peer, sent)).toBe(1);

    const chat = await ben!.sendChat([{ key: carla!.key, server: relays[2].address }], 'for Carla');
    await carla!.until((_, text) => text === chat);
    await pause(50);
    expect(await timesSeen(carla!, chat)).toBe(1);
    expect(await timesSeen(ben!, chat)).toBe(1);
    expect(await timesSeen(anna!, chat)).toBe(0);

    await carla!.close();
    await eventually(async () => (await anna!.list()).get(relays[2].address)?.length === 0);
  });

  it('tells a neighbour who a newcomer is before it hears them, even while bundling updates', async () => {
    const relays = await Promise.all([sit(0, [1], { timing: { list: 60_000 } }), sit(1, [0])]);
    await linked(...relays);
    const [home, far] = relays;
    const ben = await joined(far.url, 1);
    await joined(home.url, 2);
    const anna = await joined(home.url, 0);
    const sent = await anna.sendPublic('straight away');
    await ben.until((_, text) => text === sent);
    expect((await ben.list()).get(home.address)).toContain(anna.key.pem);
  });

  it('heals when a relay comes back', async () => {
    const { port, file, identity, address } = await seat(1);
    const zero = await seat(0);
    const first = await sit(0, [1]);
    const options = { port, identity: file, neighbours: [`${zero.address}=${zero.identity.fingerprint}`] };
    const second = await startRelay(options);
    await linked(first, second);
    const anna = await joined(first.url, 0);
    await joined(second.url, 1);
    await eventually(async () => (await anna.list()).get(address)?.length === 1);
    await second.close();
    await eventually(async () => !(await anna.list()).has(address));
    const back = await relay(options);
    await linked(first, back);
    const ben = await joined(back.url, 1);
    await eventually(async () => (await anna.list()).get(address)?.length === 1);
    const sent = await anna.sendChat([{ key: ben.key, server: address }], 'again');
    await ben.until((_, text) => text === sent);
    expect(identity.fingerprint).toBe(back.fingerprint);
  });
});

describe('a neighbour that does not want us', () => {
  it('is dialled ever more rarely', async () => {
    const { port, address } = await seat(1);
    let refused = 0;
    const server = new WebSocketServer({ port, host: '127.0.0.1' });
    server.on('connection', (socket) => {
      refused += 1;
      socket.close(1008, 'neighbour');
    });
    atEnd(() => server.close());
    // The longest waits that chance allows: 0.5, 1, 2 … seconds.
    const random = (length: number) => new Uint8Array(length).fill(0xff);
    await relay({ neighbours: [address], trustNeighbours: true, random });
    await pause(1900);
    expect(refused).toBeLessThanOrEqual(3);
  });
});

describe('strangers at the door (T20, T21)', () => {
  /** A raw socket that says this server_hello; the rest is up to the test. */
  async function caller(url: string, hello: string) {
    const socket = await visitor({ url });
    socket.sendRaw(hello);
    return socket;
  }
  const update = (...clients: readonly string[]): string =>
    JSON.stringify({ type: 'client_update', clients });

  it('refuses unknown names, wrong keys, replays and part of a name', async () => {
    const home = await sit(0, [1]);
    const anna = await joined(home.url, 0);
    const one = await seat(1);
    const two = await seat(2);
    const good = await one.identity.hello(one.address);
    for (const [hello, reason] of [
      [await two.identity.hello(two.address), 'neighbour'],
      [await two.identity.hello(one.address), 'neighbour-key'],
      [await one.identity.hello(one.address.slice(0, -1)), 'neighbour'],
      [await one.identity.hello(`x${one.address}`), 'neighbour'],
      [good.replace(/"signature":"...../, '"signature":"AAAAA'), 'signature'],
    ] as const) {
      const stranger = await caller(home.url, hello);
      stranger.sendRaw(update((await keyNumber(3)).pem));
      expect((await stranger.closed).reason).toBe(reason);
    }
    const real = await caller(home.url, good);
    real.sendRaw(update((await keyNumber(3)).pem));
    await eventually(() => home.stats().verdicts.get('update') === 1);
    const replay = await caller(home.url, good);
    expect((await replay.closed).reason).toBe('counter');
    // Heard, but not reachable: nobody is shown who could not be written to.
    expect([...(await anna.list()).keys()]).toEqual([home.address]);
  });

  it('lets a neighbour speak for its own users only', async () => {
    const home = await sit(0, [1, 2]);
    const [, far] = await Promise.all([joined(home.url, 0), sit(1, [0]), sit(2, [0])]);
    await eventually(() => home.stats().neighbours === 2);
    const anna = await joined(home.url, 1);
    const one = await seat(1);
    const impostor = await caller(home.url, await one.identity.hello(one.address));
    const [annas, ben] = [anna.key, await keyNumber(3)];
    impostor.sendRaw(update(annas.pem, ben.pem, 'no key', ben.pem));
    await eventually(async () => (await anna.list()).get(one.address)?.length === 1);
    const list = await anna.list();
    expect(list.get(one.address)).toEqual([ben.pem]);
    expect(list.get(home.address)).toContain(annas.pem);
    expect(list.get((await seat(2)).address)).toEqual([]);
    expect(far.address).toBe(one.address);
  });

  it('carries no public chat whose known signer did not sign it', async () => {
    const home = await sit(0, [1]);
    const anna = await joined(home.url, 0);
    const one = await seat(1);
    const link = await caller(home.url, await one.identity.hello(one.address));
    const ben = await keyNumber(3);
    link.sendRaw(update(ben.pem));
    const writer = await visitor({ url: home.url, key: ben });
    const good = await writer.write({ message: 'true', sender: ben.fingerprint, type: 'public_chat' });
    link.sendRaw(good.replace('true', 'lies'));
    link.sendRaw(good);
    await anna.until((_, text) => text === good);
    expect(anna.frames.some((text) => text.includes('lies'))).toBe(false);
  });

  it('never passes on what came from a neighbour', async () => {
    const home = await sit(0, [1, 2]);
    const two = await sit(2, [0]);
    await eventually(() => home.stats().neighbours === 1);
    const carla = await joined(two.url, 2);
    const anna = await joined(home.url, 0);
    const one = await seat(1);
    const link = await caller(home.url, await one.identity.hello(one.address));
    const ben = await visitor({ url: home.url, key: await keyNumber(3) });
    const loud = await ben.write({ message: 'once', sender: ben.fingerprint, type: 'public_chat' });
    link.sendRaw(loud);
    await anna.until((_, text) => text === loud);
    await pause(100);
    expect(await timesSeen(carla, loud)).toBe(0);
  });

  it('takes a client frame of up to 1 MiB only, a neighbour frame of more', async () => {
    const home = await sit(0, [1]);
    const one = await seat(1);
    const link = await caller(home.url, await one.identity.hello(one.address));
    const client = await joined(home.url, 0);
    const large = `${update((await keyNumber(3)).pem)}${' '.repeat(2 * 1024 * 1024)}`;
    link.sendRaw(large);
    await eventually(() => home.stats().verdicts.get('update') === 1);
    client.sendRaw(large);
    expect((await client.closed).code).toBe(1009);
  });
});

describe('neighbours by name alone', () => {
  it('need --trust-neighbours', async () => {
    await expect(startRelay({ port: 0, neighbours: ['localhost:1'] })).rejects.toThrow(BadOption);
  });

  it('are heard without a server_hello from the one place where they are', async () => {
    const { port, address } = await seat(1);
    const server = new WebSocketServer({ port, host: '127.0.0.1' });
    atEnd(() => server.close());
    const home = await relay({ neighbours: [address], trustNeighbours: true });
    const anna = await joined(home.url, 0);
    await eventually(() => home.stats().neighbours === 1);
    const silent = await visitor({ url: home.url });
    const ben = await keyNumber(3);
    silent.sendRaw(JSON.stringify({ type: 'client_update', clients: [ben.pem] }));
    await eventually(async () => (await anna.list()).get(address)?.[0] === ben.pem);
    const second = await visitor({ url: home.url });
    second.sendRaw(JSON.stringify({ type: 'client_update', clients: [] }));
    await eventually(() => home.stats().verdicts.get('before-hello') === 1);
    expect((await anna.list()).get(address)).toEqual([ben.pem]);
  });

  it('are heard without a key, but not with another key than they showed first', async () => {
    const one = await seat(1);
    const home = await relay({ neighbours: [one.address], trustNeighbours: true });
    const data = JSON.stringify({ sender: one.address, type: 'server_hello' });
    const bare = { type: 'signed_data', data, counter: 1, signature: toBase64(new Uint8Array(256)) };
    const old = await visitor({ url: home.url });
    old.sendRaw(JSON.stringify(bare));
    await eventually(() => home.stats().verdicts.get('link') === 1);
    const pinned = await visitor({ url: home.url });
    pinned.sendRaw(await one.identity.hello(one.address));
    expect((await old.closed).reason).toBe('replaced');
    const other = await visitor({ url: home.url });
    other.sendRaw(await (await seat(2)).identity.hello(one.address));
    expect((await other.closed).reason).toBe('neighbour-key');
  });
});
