// The typed port: calls, refusals and events over a channel, alone and among many.
import { describe, expect, it } from 'vitest';
import { callerOf, PortError, serve } from '../../src/lib/port.ts';
import { channelBus, channelPair } from '../support/channel-pair.ts';

interface Lamp {
  light(room: string, watts: number): Promise<string>;
  fail(how: 'kind' | 'plain'): Promise<void>;
}
const METHODS = { light: true, fail: true };
const lamp = {
  light: (room: string, watts: number) => Promise.resolve(`${room} at ${watts}`),
  fail: (how: 'kind' | 'plain') =>
    Promise.reject(how === 'kind' ? new PortError('dark', 'no bulb') : new Error('the secret text')),
};

describe('the port', () => {
  it('carries calls with their answers', async () => {
    const [near, far] = channelPair();
    serve<Lamp, string>(far, METHODS, lamp);
    const { api } = callerOf<Lamp, string>(near, METHODS);
    const answers = await Promise.all([api.light('porch', 40), api.light('hall', 60)]);
    expect(answers).toEqual(['porch at 40', 'hall at 60']);
  });

  it('carries a refusal as its kind, and of other errors nothing', async () => {
    const [near, far] = channelPair();
    serve<Lamp, string>(far, METHODS, lamp);
    const { api } = callerOf<Lamp, string>(near, METHODS);
    await expect(api.fail('kind')).rejects.toMatchObject({
      name: 'PortError',
      kind: 'dark',
      message: 'no bulb',
    });
    await expect(api.fail('plain')).rejects.toMatchObject({ kind: 'internal', message: '' });
  });

  it('carries files as they are', async () => {
    interface Desk {
      take(file: Blob): Promise<number>;
    }
    const [near, far] = channelPair();
    serve<Desk, never>(far, { take: true }, { take: (file) => Promise.resolve(file.size) });
    const { api } = callerOf<Desk, never>(near, { take: true });
    expect(await api.take(new Blob(['12345']))).toBe(5);
  });

  it('tells every caller on a shared channel of events, but only the asker of the answer', async () => {
    const join = channelBus();
    const service = serve<Lamp, string>(join(), METHODS, lamp);
    const one = callerOf<Lamp, string>(join(), METHODS, 'one');
    const two = callerOf<Lamp, string>(join(), METHODS, 'two');
    const heard: string[] = [];
    one.onEvent((event) => heard.push(`one ${event}`));
    const stop = two.onEvent((event) => heard.push(`two ${event}`));
    const answers = await Promise.all([one.api.light('porch', 1), two.api.light('hall', 2)]);
    expect(answers).toEqual(['porch at 1', 'hall at 2']);
    service.publish('dusk');
    await Promise.resolve();
    stop();
    service.publish('dawn');
    await Promise.resolve();
    expect(heard).toEqual(['one dusk', 'two dusk', 'one dawn']);
  });

  it('ignores what it does not know', async () => {
    const [near, far] = channelPair();
    serve<Lamp, string>(far, METHODS, lamp);
    const { api } = callerOf<Lamp, string>(near, METHODS);
    const seen: unknown[] = [];
    near.listen((message) => seen.push(message));
    for (const odd of [null, 7, 'x', {}, { port: 'call' }, { port: 'answer', client: '', id: 1e9, value: 1 }])
      near.post(odd);
    near.post({ port: 'call', client: '', id: 1, method: 'constructor', args: [] });
    near.post({ port: 'call', client: '', id: 2, method: 'light', args: 'porch' });
    expect(await api.light('porch', 3)).toBe('porch at 3');
    expect(seen).toHaveLength(1);
  });

  it('refuses what is still open when it is closed', async () => {
    const [near] = channelPair();
    const remote = callerOf<Lamp, string>(near, METHODS);
    const open = remote.api.light('porch', 1);
    remote.close();
    await expect(open).rejects.toMatchObject({ kind: 'closed' });
  });
});
