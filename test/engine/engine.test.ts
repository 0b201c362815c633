// Whole engines against the real relay: what somebody sees from the first start to the first message.
import { afterEach, describe, expect, it } from 'vitest';
import type { ServerRef } from '../../src/engine/port/connection.ts';
import { startRelay, type Relay } from '../../src/relay/relay.ts';
import { nodePlatform, startRig, type Rig } from '../support/engine-rig.ts';

const running: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of running.splice(0).reverse()) await one.close();
});

async function relay(): Promise<ServerRef & { relay: Relay }> {
  const started = await startRelay();
  running.push(started);
  return { address: `127.0.0.1:${started.port}`, scheme: 'ws', relay: started };
}

async function somebody(name: string, platform = nodePlatform()): Promise<Rig> {
  const rig = await startRig(platform);
  running.push(rig.engine);
  await rig.engine.createIdentity(name);
  await rig.engine.finishIdentity();
  return rig;
}

const isOnline = (rig: Rig): boolean => rig.last('connection')?.connection.phase === 'online';

describe('an engine', () => {
  it('has nothing at first, makes one identity, and has it again after a restart', async () => {
    const platform = nodePlatform();
    const first = await startRig(platform);
    running.push(first.engine);
    expect((await first.engine.start()).identity).toEqual({ phase: 'none' });
    await first.engine.createIdentity('Anna');
    const steps = first.events.flatMap((event) => (event.type === 'identity' ? [event.identity.phase] : []));
    expect(steps).toEqual(['none', 'making', 'making', 'making', 'fresh']);
    await expect(first.engine.createIdentity('Otto')).rejects.toMatchObject({ kind: 'exists' });
    await first.engine.close();
    const second = await startRig(platform);
    running.push(second.engine);
    expect((await second.engine.start()).identity).toMatchObject({
      phase: 'ready',
      me: { fingerprint: first.me(), name: 'Anna' },
    });
  });

  it('sees another’s light within two seconds, and that it goes out', async () => {
    const server = await relay();
    const [anna, otto] = await Promise.all([somebody('Anna'), somebody('Otto')]);
    await anna.engine.connect(server);
    await anna.until('online', () => isOnline(anna));
    await otto.engine.connect(server);
    await Promise.all([
      anna.until('light on', () => anna.people.get(otto.me())?.light === 'on'),
      otto.until('light on', () => otto.people.get(anna.me())?.light === 'on'),
    ]);
    expect(anna.last('connection')?.connection).toMatchObject({ phase: 'online', lights: 1 });
    await otto.engine.close();
    await anna.until('light off', () => anna.people.get(otto.me())?.light === 'off');
  });

  it('passes every check at our own relay, and shows nothing of the note', async () => {
    const server = await relay();
    const anna = await somebody('Anna');
    await anna.engine.connect(server);
    await anna.until('checks done', () => anna.last('checks')?.checks.at(-1)?.state === 'ok', 5000);
    expect(anna.last('checks')?.checks.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'address ok',
      'link ok',
      'hello ok',
      'listed ok',
      'note ok',
      'file ok',
    ]);
    expect(anna.events.some(({ type }) => type === 'messages')).toBe(false);
  });

  it('joins the remembered server again at the next start, and no server before one was chosen', async () => {
    const server = await relay();
    const urls: string[] = [];
    const base = nodePlatform();
    const platform = {
      ...base,
      createSocket(url: string) {
        urls.push(url);
        return base.createSocket(url);
      },
    };
    const anna = await somebody('Anna', platform);
    expect(urls).toEqual([]);
    await anna.engine.connect(server);
    await anna.until('saved', () => (anna.last('servers')?.servers.length ?? 0) === 1);
    await anna.engine.close();
    const again = await startRig(platform);
    running.push(again.engine);
    await again.until('online again', () => isOnline(again));
    expect(again.people.size).toBe(0);
    await again.engine.disconnect();
    expect((await again.engine.start()).connection).toEqual({ phase: 'none' });
    expect(urls).toHaveLength(2);
  });

  it('carries a message both ways', async () => {
    const server = await relay();
    const [anna, otto] = await Promise.all([somebody('Anna'), somebody('Otto')]);
    await Promise.all([anna.engine.connect(server), otto.engine.connect(server)]);
    await anna.until('light on', () => anna.people.get(otto.me())?.light === 'on');
    await otto.until('light on', () => otto.people.get(anna.me())?.light === 'on');
    const chat = await anna.engine.openDirect(otto.me());
    await anna.engine.sendText(chat, 'See you at six');
    const texts = (rig: Rig) =>
      rig.events.flatMap((event) => (event.type === 'messages' ? event.upsert.map(({ text }) => text) : []));
    await otto.until('the message', () => texts(otto).includes('See you at six'));
    await otto.engine.sendText(await otto.engine.openDirect(anna.me()), 'With cake');
    await anna.until('the answer', () => texts(anna).includes('With cake'));
    await anna.until('her name', () => otto.people.get(anna.me())?.claimed === 'Anna');
    expect(anna.people.get(otto.me())).toMatchObject({
      claimed: 'Otto',
      porchlight: true,
      hasChat: true,
      known: true,
    });
  });
});
