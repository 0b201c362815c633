// Counters and repeats over real sockets (PROTOCOL.md rule 9; T04, T06–T08, F10).
import { describe, expect, it } from 'vitest';
import { chatData } from '../support/relay-client.ts';
import { eventually, joined, relay, timesSeen, visitor } from './support.ts';

describe('counters', () => {
  it('echoes a byte-identical repeat to its sender only, after a reconnect too', async () => {
    const { url, address } = await relay();
    const anna = await joined(url, 0, { counter: 1000 });
    const ben = await joined(url, 1);
    anna.counter = 2000;
    const sent = await anna.sendChat([{ key: ben.key, server: address }], 'once');
    anna.sendRaw(sent);
    await eventually(async () => (await timesSeen(anna, sent)) === 2);
    await anna.close();
    const back = await joined(url, 0, { counter: 1500 });
    back.sendRaw(sent);
    expect(await timesSeen(back, sent)).toBe(1);
    expect(await timesSeen(ben, sent)).toBe(1);
  });

  it('takes a frame above the reconnect hello that never arrived before (F10)', async () => {
    const { url } = await relay();
    const anna = await joined(url, 0, { counter: 1000 });
    anna.counter = 2000;
    const uncertain = await anna.write({ message: 'late', sender: anna.fingerprint, type: 'public_chat' });
    await anna.close();
    const back = await joined(url, 0, { counter: 1500 });
    back.sendRaw(uncertain);
    expect(await timesSeen(back, uncertain)).toBe(1);
  });

  it('drops frames that do not exceed the last frame or the hello', async () => {
    const { url } = await relay();
    const anna = await joined(url, 0, { counter: 5000 });
    const hello = anna.counter;
    const data = { message: 'x', sender: anna.fingerprint, type: 'public_chat' };
    for (const [counter, seen] of [
      [hello, 0],
      [hello - 1, 0],
      [hello + 5, 1],
      [hello + 5, 0],
      [hello + 4, 0],
      [hello + 6, 1],
    ] as const) {
      const sent = await anna.send(data, counter);
      expect([counter, await timesSeen(anna, sent)]).toEqual([counter, seen]);
    }
  });

  it('is not poisoned by frames without a good signature (T08)', async () => {
    const { url } = await relay();
    const anna = await joined(url, 0, { counter: 1 });
    const good = await anna.write({ message: 'good', sender: anna.fingerprint, type: 'public_chat' }, 7);
    for (let round = 0; round < 50; round += 1) {
      anna.sendRaw(good.replace('"counter":7', `"counter":${Number.MAX_SAFE_INTEGER - round}`));
    }
    anna.sendRaw(good);
    expect(await timesSeen(anna, good)).toBe(1);
  });

  it('holds for all sockets of a key, which are all served', async () => {
    const { url, address } = await relay();
    const one = await joined(url, 0, { counter: 100 });
    const two = await joined(url, 0, { counter: 200 });
    const chat = await one.send(await chatData(one.key, [{ key: two.key, server: address }], 'note'), 300);
    expect(await timesSeen(one, chat)).toBe(1);
    expect(await timesSeen(two, chat)).toBe(1);
    const old = await two.send({ message: 'x', sender: two.fingerprint, type: 'public_chat' }, 250);
    expect(await timesSeen(two, old)).toBe(0);
  });

  it('may restart with --lenient-counters', async () => {
    const { url } = await relay({ lenientCounters: true });
    const anna = await joined(url, 0, { counter: 900 });
    const first = await anna.sendPublic('one');
    expect(await timesSeen(anna, first)).toBe(1);
    await anna.close();
    const back = await joined(url, 0, { counter: 0 });
    const second = await back.sendPublic('two');
    expect(await timesSeen(back, second)).toBe(1);
    back.sendRaw(first);
    expect(await timesSeen(back, first)).toBe(1);
  });

  it('may restart, but not with somebody else replaying the old hello', async () => {
    const { url } = await relay({ lenientCounters: true });
    const anna = await visitor({ url, counter: 900 });
    const captured = await anna.hello();
    await anna.close();
    const thief = await visitor({ url });
    thief.sendRaw(captured);
    expect((await thief.closed).reason).toBe('counter');
  });

  it('may begin at 0', async () => {
    const { url } = await relay();
    const anna = await visitor({ url });
    await anna.hello(0);
    const sent = await anna.send({ message: 'x', sender: anna.fingerprint, type: 'public_chat' }, 1);
    expect(await timesSeen(anna, sent)).toBe(1);
  });
});
