// What the relay writes down: that something happened, never what was said.
import { describe, expect, it } from 'vitest';
import { createLog } from '../../src/relay/log.ts';
import { chatData } from '../support/relay-client.ts';
import { joined, keyNumber, relay, timesSeen, visitor } from './support.ts';
import { form, post } from './support-http.ts';

describe('the log', () => {
  it('holds no content, key, name or address of other people (T34)', async () => {
    const lines: string[] = [];
    const { url, address } = await relay({ log: (line) => lines.push(line) });
    const anna = await joined(url, 0);
    const canary = 'CANARY\n\u001b[31m';
    await anna.sendPublic(canary);
    await anna.send({ message: canary, sender: canary, type: 'public_chat' });
    const to = [address, `${canary}.example`].map((server) => ({ key: anna.key, server }));
    await anna.send(await chatData(anna.key, to, canary));
    anna.sendRaw(`{"type":"${canary}"`);
    anna.sendRaw(`{"CANARY":"CANARY","type":"CANARY"}`);
    const stranger = await visitor({ url, key: await keyNumber(1) });
    await stranger.send({ public_key: canary, type: 'hello' });
    await stranger.closed;
    await post(url, form('CANARY', 'CANARY.txt'));
    expect(await timesSeen(anna, '')).toBe(0);
    const log = lines.join('\n');
    expect(log).toMatch(
      /joined .*\n[^]*ignored .*why=sender[^]*unreached[^]*refused .*why=key[^]*upload status=200/,
    );
    expect(log).not.toContain('CANARY');
    expect(log).not.toContain(anna.fingerprint);
    expect(log).not.toContain('BEGIN');
    expect(log).not.toMatch(/[^\n\x20-\x7e]/);
  });

  it('is one printable line each, and not a flood', () => {
    const lines: string[] = [];
    let now = 0;
    const clock = { now: () => 0, monotonic: () => now, after: () => () => undefined };
    const log = createLog((line) => lines.push(line), clock);
    log('told', { name: 'a b\n\u001b[2J\u202E"\\', count: 3 });
    expect(lines).toEqual([
      '1970-01-01T00:00:00.000Z told name="a b\\u000a\\u001b[2J\\u202e\\u0022\\u005c" count=3',
    ]);
    for (let count = 0; count < 1000; count += 1) log('again');
    expect(lines.length).toBe(50);
    now = 1000;
    log('later');
    expect(lines.slice(50)).toEqual(['log left-out=951', '1970-01-01T00:00:00.000Z later']);
  });
});
