// What one client can do to the others: too fast, too slow, too large, dead, or talking nonsense.
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { makePeer } from '../support/relay-client.ts';
import { damaged, makeCorpus, randomFrom } from './fuzz-frames.ts';
import { atEnd, eventually, joined, keyNumber, pause, relay, timesSeen, visitor } from './support.ts';

const LONG = process.env['TEST_LONG'] !== undefined;

describe('a client that is', () => {
  it('too fast is read more slowly, not closed, and loses nothing', async () => {
    const { url } = await relay({ rate: 50, burst: 20 });
    const anna = await joined(url, 0);
    const ben = await joined(url, 1);
    const message = 'x'.repeat(16_000);
    const sent: string[] = [];
    for (let count = 0; count < 100; count += 1) {
      const data = { message: `${count} ${message}`, sender: anna.fingerprint, type: 'public_chat' };
      sent.push(await anna.write(data));
    }
    for (const text of sent) anna.sendRaw(text);
    const start = Date.now();
    const mine = await ben.sendPublic('meanwhile');
    await ben.until((_, text) => text === mine);
    expect(Date.now() - start).toBeLessThan(1000);
    const seen = (): number => anna.frames.filter((frame) => sent.includes(frame)).length;
    await pause(300);
    expect(seen()).toBeLessThan(80);
    await eventually(() => seen() === 100);
    expect(anna.frames.filter((frame) => sent.includes(frame))).toEqual(sent);
  });

  it('too slow is cut off with 1013 while everybody else is served (R26)', async () => {
    const relayed = await relay();
    const { url } = relayed;
    const [anna, ben, slow] = [await joined(url, 0), await joined(url, 1), await joined(url, 2)];
    slow.socket.pause();
    const message = 'x'.repeat(15_000);
    const sent: string[] = [];
    // Loopback takes some megabytes into its own buffers before the relay's queue begins to fill.
    for (let count = 0; relayed.stats().verdicts.get('public') !== 900 && count < 900; count += 1) {
      sent.push(await anna.sendPublic(`${count} ${message}`));
      if (count % 50 === 0) await anna.list();
    }
    const last = sent.at(-1)!;
    await ben.until((_, text) => text === last);
    expect(ben.frames.filter((frame) => sent.includes(frame)).length).toBe(sent.length);
    slow.socket.resume();
    expect((await slow.closed).code).toBe(1013);
    await eventually(() => relayed.stats().clients === 2);
  }, 20_000);

  it('sending more than 1 MiB at once is closed with 1009', async () => {
    const { url } = await relay();
    const anna = await joined(url, 0);
    const ben = await joined(url, 1);
    anna.sendRaw(`{"type":"client_list_request"}${' '.repeat(1024 * 1024 - 30)}`);
    expect(await timesSeen(anna, '')).toBe(0);
    anna.sendRaw(`{"type":"client_list_request"}${' '.repeat(1024 * 1024 - 29)}`);
    expect((await anna.closed).code).toBe(1009);
    await ben.list();
  });

  it('dead is noticed and leaves the list, while quiet ones stay', async () => {
    const { url, address } = await relay({ timing: { ping: 150, list: 10 } });
    const anna = await joined(url, 0);
    const dead = new WebSocket(url.replace('http', 'ws'), { autoPong: false });
    atEnd(() => dead.terminate());
    await new Promise((resolve) => dead.on('open', resolve));
    const ben = await visitor({ url, key: await keyNumber(1) });
    dead.send(await ben.write({ public_key: ben.key.pem, type: 'hello' }));
    await anna.until((frame) => frame.servers?.[0]?.clients.length === 2);
    await eventually(async () => (await anna.list()).get(address)?.length === 1, 1500);
    expect(anna.socket.readyState).toBe(WebSocket.OPEN);
  });

  it('pinging without reading gains nothing', async () => {
    const { url } = await relay({ rate: 100_000, burst: 100_000 });
    const anna = await joined(url, 0);
    const rude = await joined(url, 1);
    rude.socket.pause();
    for (let count = 0; count < 20_000; count += 1) rude.socket.ping('x'.repeat(100));
    await anna.list();
  });
});

describe('nonsense', () => {
  const COUNT = LONG ? 200_000 : 20_000;

  it(
    `of ${COUNT} damaged frames over sockets ends nothing and changes nothing`,
    async () => {
      const relayed = await relay({ rate: 1_000_000, burst: 1_000_000 });
      const { url, address } = relayed;
      const anna = await joined(url, 0);
      const { frames, key } = await makeCorpus(address);
      const mallory = await keyNumber(1);
      const source = damaged(frames, 42);
      const random = randomFrom(43);
      for (let sent = 0; sent < COUNT;) {
        // Half of them by somebody who is let in, half by somebody who is not.
        const peer = await makePeer({ url, key: mallory });
        if (random(2) === 0) await peer.hello(1_000_000_000 + sent);
        for (let batch = 0; batch < 200 && peer.socket.readyState === WebSocket.OPEN; batch += 1) {
          const text = source.next().value;
          const manner = random(20);
          if (manner === 0) peer.socket.send(Buffer.from(text), { binary: true });
          else if (manner === 1) peer.socket.send(text, { fin: false });
          else peer.sendRaw(text);
          sent += 1;
        }
        await pause(1);
        peer.socket.terminate();
      }
      await eventually(() => relayed.stats().sockets === 1);
      const stillThere = await anna.sendPublic('still there?');
      await anna.until((_, text) => text === stillThere);
      expect((await anna.list()).get(address)).toEqual([anna.key.pem]);
      expect(relayed.stats().faults).toBe(0);
      expect(key.pem).not.toBe(anna.key.pem);
    },
    LONG ? 900_000 : 60_000,
  );

  it('below the frames: broken requests, handshakes and WebSocket bytes', async () => {
    const relayed = await relay({ timing: { hello: 300 } });
    const { url, port } = relayed;
    const anna = await joined(url, 0);
    const random = randomFrom(5);
    const upgrade = [
      'GET / HTTP/1.1',
      `Host: localhost:${port}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      '\r\n',
    ].join('\r\n');
    for (let round = 0; round < 200; round += 1) {
      const noise = Buffer.from(Array.from({ length: random(200) }, () => random(256)));
      const cut = upgrade.slice(0, random(upgrade.length));
      const start =
        [upgrade, upgrade, cut, `POST /api/upload HTTP/1.1\r\nHost: localhost\r\n`, ''][random(5)] ?? '';
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(Buffer.concat([Buffer.from(start), noise]));
      if (random(2) === 0) socket.end();
      else setTimeout(() => socket.destroy(), 50);
    }
    await eventually(() => relayed.stats().sockets === 1);
    await anna.list();
  });
});
