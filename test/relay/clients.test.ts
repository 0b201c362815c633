// The relay and its own clients, over real sockets: who is listed, what reaches whom, what is refused.
import { createHash, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { eventually, joined, keyNumber, pause, relay, timesSeen, visitor } from './support.ts';

describe('hello and the list', () => {
  it('lists whoever said hello, once per key, until the last socket of the key closes', async () => {
    const { url, address } = await relay();
    const anna = await joined(url, 0);
    const ben = await joined(url, 1);
    const again = await joined(url, 1, { counter: ben.counter + 10 });
    expect((await anna.list()).get(address)).toEqual([anna.key.pem, ben.key.pem]);
    await ben.close();
    expect((await anna.list()).get(address)).toEqual([anna.key.pem, ben.key.pem]);
    await again.close();
    await eventually(async () => (await anna.list()).get(address)?.length === 1);
  });

  it('shows a newcomer to those who are there without being asked, at once', async () => {
    const { url } = await relay({ timing: { list: 1000 } });
    const anna = await joined(url, 0);
    await pause(1050);
    const before = Date.now();
    const ben = await joined(url, 1);
    await anna.until((frame) => JSON.stringify(frame.servers ?? '').includes(ben.key.pem.slice(60, 100)));
    expect(Date.now() - before).toBeLessThan(900);
  });

  it('bundles lists while many come and go', async () => {
    const { url } = await relay();
    const anna = await joined(url, 0);
    const ben = await joined(url, 1);
    const from = anna.frames.length;
    for (let round = 1; round <= 10; round += 1) {
      const again = await joined(url, 2, { counter: ben.counter + round * 10 });
      await again.close();
    }
    await pause(400);
    expect(anna.frames.length - from).toBeLessThan(12);
  });

  it('ignores everything before hello', async () => {
    const { url } = await relay();
    const anna = await joined(url, 0);
    const ben = await visitor({ url, key: await keyNumber(1) });
    ben.sendRaw('{"type":"client_list_request"}');
    await ben.sendPublic('first!');
    await ben.hello();
    expect(ben.frames.length).toBe(1);
    expect(anna.frames.some((frame) => frame.includes('first!'))).toBe(false);
  });

  it('closes a socket that does not say hello in time', async () => {
    const { url } = await relay({ timing: { hello: 50 } });
    const ben = await visitor({ url });
    expect(await ben.closed).toEqual({ code: 1008, reason: 'hello' });
  });

  it('refuses a hello whose signature does not hold, and lists nobody', async () => {
    const { url, address } = await relay();
    const anna = await joined(url, 0);
    const mallory = await visitor({ url, key: await keyNumber(1) });
    await mallory.send({ public_key: (await keyNumber(2)).pem, type: 'hello' });
    expect(await mallory.closed).toEqual({ code: 1008, reason: 'signature' });
    expect((await anna.list()).get(address)).toEqual([anna.key.pem]);
  });

  it.each([
    [1024, 65_537],
    [2048, 3],
  ])(
    'refuses a key of %i bits with exponent %i, which the platform would take (F3)',
    async (bits, exponent) => {
      const { url } = await relay();
      const { publicKey } = generateKeyPairSync('rsa', { modulusLength: bits, publicExponent: exponent });
      const weak = await visitor({ url });
      await weak.send({ public_key: publicKey.export({ type: 'spki', format: 'pem' }), type: 'hello' });
      expect(await weak.closed).toEqual({ code: 1008, reason: 'key' });
    },
  );

  it('refuses a captured hello from another socket and leaves the owner in place (T06)', async () => {
    const { url, address } = await relay();
    const anna = await joined(url, 0);
    const ben = await visitor({ url, key: await keyNumber(1) });
    const captured = await ben.hello();
    const thief = await visitor({ url, key: await keyNumber(2) });
    thief.sendRaw(captured);
    expect(await thief.closed).toEqual({ code: 1008, reason: 'counter' });
    await ben.close();
    await eventually(async () => (await anna.list()).get(address)?.length === 1);
    const later = await visitor({ url, key: await keyNumber(2) });
    later.sendRaw(captured);
    expect((await later.closed).reason).toBe('counter');
    expect((await anna.list()).get(address)).toEqual([anna.key.pem]);
  });

  it('takes one hello per socket', async () => {
    const { url, address } = await relay();
    const anna = await joined(url, 0);
    const ben = await keyNumber(1);
    await anna.send({ public_key: ben.pem, type: 'hello' });
    await anna.send({ public_key: anna.key.pem, type: 'hello' });
    expect((await anna.list()).get(address)).toEqual([anna.key.pem]);
    const sent = await anna.sendPublic('still me');
    expect(await timesSeen(anna, sent)).toBe(1);
  });
});

describe('public chat', () => {
  it('reaches everybody once, the sender included, byte for byte, from clients of both data forms', async () => {
    const { url } = await relay();
    const anna = await joined(url, 0, { form: 'string' });
    const ben = await joined(url, 1, { form: 'object' });
    for (const [sender, text] of [
      [anna, 'Grüße 👋 \u007f'],
      [ben, 'Ça va? "\\'],
    ] as const) {
      const sent = await sender.sendPublic(text);
      expect(await timesSeen(sender, sent)).toBe(1);
      await eventually(async () => (await timesSeen(anna, sent)) === 1 && (await timesSeen(ben, sent)) === 1);
    }
  });

  it('keeps odd but valid spelling as it is (T14)', async () => {
    const { url } = await relay();
    const anna = await joined(url, 0);
    const sent = (
      await anna.write({ message: 'hi', sender: anna.fingerprint, type: 'public_chat' })
    ).replaceAll('","', '" ,\t"');
    const spaced = ` ${sent}\n`;
    anna.sendRaw(spaced);
    expect(await timesSeen(anna, spaced)).toBe(1);
  });

  it('refuses to carry a public message in the name of another key (T01)', async () => {
    const { url } = await relay();
    const anna = await joined(url, 0);
    const ben = await joined(url, 1);
    const forged = await ben.send({ message: 'I owe Ben', sender: anna.fingerprint, type: 'public_chat' });
    expect(await timesSeen(ben, forged)).toBe(0);
    expect(await timesSeen(anna, forged)).toBe(0);
  });

  it('knows the names that other programs give the same key', async () => {
    const { url } = await relay();
    const ben = await joined(url, 1, { form: 'object' });
    const [head, body = '', tail] = ben.key.pem.split('\n');
    const columns = [head, ...(body.match(/.{1,64}/g) ?? []), tail].join('\n');
    const sender = Buffer.from(createHash('sha256').update(columns).digest('hex')).toString('base64');
    const sent = await ben.send({ message: 'from kat', sender, type: 'public_chat' });
    expect(await timesSeen(ben, sent)).toBe(1);
  });

  it('drops a frame changed on the way', async () => {
    const { url } = await relay();
    const anna = await joined(url, 0);
    const changed = (
      await anna.write({ message: 'pay 1', sender: anna.fingerprint, type: 'public_chat' })
    ).replace('pay 1', 'pay 9');
    anna.sendRaw(changed);
    expect(await timesSeen(anna, changed)).toBe(0);
  });
});

describe('chat', () => {
  it('floods the own server when it is addressed, once, however often it is named', async () => {
    const { url, address } = await relay();
    const anna = await joined(url, 0);
    const ben = await joined(url, 1, { form: 'object' });
    const carla = await joined(url, 2);
    const to = { key: ben.key, server: address };
    const sent = await anna.sendChat([to, to, to], 'hello Ben');
    expect(await timesSeen(anna, sent)).toBe(1);
    await eventually(async () => (await timesSeen(ben, sent)) === 1 && (await timesSeen(carla, sent)) === 1);
  });

  it('comes back to its sender even when only an unknown server is addressed, and to nobody else', async () => {
    const { url } = await relay();
    const anna = await joined(url, 0);
    const ben = await joined(url, 1);
    const sent = await anna.sendChat([{ key: ben.key, server: 'nowhere.example:1' }], 'lost');
    expect(await timesSeen(anna, sent)).toBe(1);
    expect(await timesSeen(ben, sent)).toBe(0);
  });

  it('takes addresses with the names of inherited members as mere text (T26)', async () => {
    const { url } = await relay();
    const anna = await joined(url, 0);
    const key = await keyNumber(1);
    const to = ['__proto__', 'constructor', 'toString'].map((server) => ({ key, server }));
    const sent = await anna.sendChat(to, 'x');
    expect(await timesSeen(anna, sent)).toBe(1);
  });
});
