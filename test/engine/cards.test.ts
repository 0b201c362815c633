// Cards at work: whole engines against the real relay, and one whose lists lie.
import { afterEach, describe, expect, it } from 'vitest';
import { cardText, readCard, type Card } from '../../src/domain/card.ts';
import { directId } from '../../src/domain/conversation.ts';
import type { Fingerprint } from '../../src/domain/ids.ts';
import type { ServerRef } from '../../src/engine/port/connection.ts';
import type { MessageView } from '../../src/engine/port/messages.ts';
import { startRelay } from '../../src/relay/relay.ts';
import { openStore } from '../../src/store/store.ts';
import { nodePlatform, startRig, type Rig } from '../support/engine-rig.ts';
import { startOddServer, type OddServer } from '../support/odd-server.ts';
import { makePeerKey } from '../support/relay-client.ts';

const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of running.splice(0).reverse()) await one.close();
});

async function relay(): Promise<ServerRef & { readonly port: number }> {
  const started = await startRelay();
  running.push(started);
  return { address: `127.0.0.1:${started.port}`, scheme: 'ws', port: started.port };
}

async function somebody(name: string, platform = nodePlatform()): Promise<Rig> {
  const rig = await startRig(platform);
  running.push(rig.engine);
  await rig.engine.createIdentity(name);
  await rig.engine.finishIdentity();
  return rig;
}

async function join(rig: Rig, { address, scheme }: ServerRef): Promise<void> {
  await rig.engine.connect({ address, scheme });
  await rig.until('online', () => rig.last('connection')?.connection.phase === 'online');
}

const cardFor = (rig: Rig, { address, scheme }: ServerRef, name: string): string =>
  cardText({ server: `${scheme}://${address}`, fingerprint: rig.me(), name });

const chat = async (rig: Rig, other: Rig): Promise<readonly MessageView[]> =>
  (await rig.engine.messages(directId(other.me()), 'newest', 50)).messages;

async function untilSaid(rig: Rig, from: Rig, text: string): Promise<MessageView> {
  await rig.until(`"${text}"`, () =>
    rig.events.some((event) => event.type === 'messages' && event.upsert.some((one) => one.text === text)),
  );
  const found = (await chat(rig, from)).find((one) => one.text === text);
  if (found === undefined) throw new Error('said elsewhere');
  return found;
}

describe('my card', () => {
  it('says server, key and name, and there is none without a server', async () => {
    const server = await relay();
    const anna = await somebody('Anna');
    expect(await anna.engine.myCard()).toBeUndefined();
    await join(anna, server);
    const card = readCard((await anna.engine.myCard()) ?? '');
    expect(card).toEqual({ server: `ws://${server.address}`, fingerprint: anna.me(), name: 'Anna' });
  });
});

describe('a card that is read', () => {
  const fingerprint = `${'A'.repeat(43)}=` as Fingerprint;
  const read = async (card: Partial<Card>) => {
    const rig = await startRig();
    running.push(rig.engine);
    return rig.engine.readCard(
      cardText({ server: 'wss://a.example', fingerprint, name: 'Mira', ...card }),
      true,
    );
  };

  it('tells where it leads, before there is an identity', async () => {
    expect(await read({ server: 'wss://A.example:443/' })).toEqual({
      ok: true,
      isOwn: false,
      card: {
        server: { address: 'a.example', scheme: 'wss' },
        fingerprint,
        name: 'Mira',
        hostClass: 'public',
      },
    });
  });

  it('warns of a host that looks like another, and keeps the scheme it names', async () => {
    const verdict = await read({ server: 'ws://аpple.example' });
    expect(verdict).toMatchObject({ card: { server: { scheme: 'ws' }, notice: { kind: 'look-alike' } } });
  });

  it('is refused with the reason', async () => {
    const rig = await startRig();
    running.push(rig.engine);
    expect(await rig.engine.readCard('hello', true)).toEqual({ ok: false, reason: 'not-a-card' });
    expect(await read({ server: 'wss://user@a.example' })).toEqual({ ok: false, reason: 'bad-server' });
  });

  it('is known for one’s own, and nobody becomes their own contact', async () => {
    const anna = await somebody('Anna');
    const own = cardText({ server: 'wss://a.example', fingerprint: anna.me(), name: 'Anna' });
    expect(await anna.engine.readCard(own, true)).toMatchObject({ ok: true, isOwn: true });
    await expect(anna.engine.acceptCard(own)).rejects.toMatchObject({ kind: 'own-card' });
    await expect(anna.engine.acceptCard('hello')).rejects.toMatchObject({ kind: 'not-a-card' });
  });
});

describe('an accepted card', () => {
  it('opens the chat at once; the message goes when the light comes on, and survives a restart until then', async () => {
    const server = await relay();
    const mira = await somebody('Mira');
    const name = `cards-${Math.trunc(performance.now())}`;
    const platform = nodePlatform({ openStore: (onTrouble) => openStore(name, { onTrouble }) });
    const first = await somebody('Anna', platform);
    const id = await first.engine.acceptCard(cardFor(mira, server, 'Mira'));
    expect(id).toBe(directId(mira.me()));
    await first.until('Mira', () => first.people.has(mira.me()));
    expect(first.people.get(mira.me())).toMatchObject({
      claimed: 'Mira',
      petname: undefined,
      known: true,
      writable: true,
      servers: [],
    });
    await first.engine.sendText(id, 'Hello Mira');
    await first.engine.close();

    const anna = await startRig(platform);
    running.push(anna.engine);
    await join(anna, server);
    await anna.until('light off', () => anna.people.get(mira.me())?.light === 'off');
    expect((await chat(anna, mira)).map(({ state }) => state?.kind)).toEqual(['queued']);
    await join(mira, server);
    await untilSaid(mira, anna, 'Hello Mira');
    await anna.until('light on', () => anna.people.get(mira.me())?.light === 'on');
    // From now on her key is known here, also while her light is off.
    await mira.engine.close();
    await anna.until('off', () => anna.people.get(mira.me())?.light === 'off');
    await new Promise((stored) => setTimeout(stored, 100));
    await anna.engine.close();
    const again = await openStore(name, { onTrouble: () => undefined });
    const [row] = (await again.load()).people;
    again.close();
    expect(row?.pem).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
  });

  it('can be named before the key was ever seen', async () => {
    const anna = await somebody('Anna');
    const fingerprint = (await makePeerKey()).fingerprint as Fingerprint;
    await anna.engine.acceptCard(cardText({ server: 'wss://a.example', fingerprint, name: 'Mira' }));
    await anna.engine.setPetname(fingerprint, 'My Mira');
    await anna.until('named', () => anna.people.get(fingerprint)?.petname === 'My Mira');
    // What a card claims does not replace a name, nor does another card.
    await anna.engine.acceptCard(cardText({ server: 'wss://b.example', fingerprint, name: 'Other' }));
    expect(anna.people.get(fingerprint)).toMatchObject({ petname: 'My Mira', claimed: 'Mira' });
  });

  it('keeps its server for the connect view, and joins nothing', async () => {
    let sockets = 0;
    const platform = nodePlatform({
      createSocket: () => {
        sockets += 1;
        throw new Error('nobody asked for a socket');
      },
    });
    const anna = await somebody('Anna', platform);
    const fingerprint = (await makePeerKey()).fingerprint as Fingerprint;
    await anna.engine.acceptCard(cardText({ server: 'wss://a.example', fingerprint, name: '' }));
    expect(anna.last('servers')?.servers).toMatchObject([
      { address: 'a.example', scheme: 'wss', isCurrent: false, lastJoinedAt: undefined },
    ]);
    expect(sockets).toBe(0);
  });
});

describe('a server that lies', () => {
  /** Whatever key the relay lists as `from` stands in the client's lists as `to`. */
  const swapping = (odd: OddServer, from: string, to: () => string): void => {
    odd.down = (text) => [
      text.replaceAll(JSON.stringify(from).slice(1, -1), JSON.stringify(to()).slice(1, -1)),
    ];
  };

  it('that puts another key in the place of the card’s gets nothing sealed for it', async () => {
    const server = await relay();
    const odd = await startOddServer(server.port);
    running.push(odd);
    const mira = await somebody('Mira');
    const mallory = await makePeerKey();
    const written: string[] = [];
    odd.up = (text) => {
      written.push(text);
      return text;
    };
    const miraPem = await pemOf(mira);
    let shown = mallory.pem;
    swapping(odd, miraPem, () => shown);
    const anna = await somebody('Anna');
    const id = await anna.engine.acceptCard(cardFor(mira, { address: odd.address, scheme: 'ws' }, 'Mira'));
    await anna.engine.sendText(id, 'For Mira alone');
    await join(anna, { address: odd.address, scheme: 'ws' });
    await join(mira, server);
    // The other key is a stranger with a light of its own; Mira's stays off.
    const stranger = mallory.fingerprint as Fingerprint;
    await anna.until('the stranger', () => anna.people.get(stranger)?.light === 'on');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(anna.people.get(mira.me())).toMatchObject({ light: 'off', servers: [] });
    expect(anna.people.get(stranger)).toMatchObject({ known: false, claimed: undefined });
    expect((await chat(anna, mira)).map(({ state }) => state?.kind)).toEqual(['queued']);
    // Sealed so far: the check's note to oneself.
    expect(written.filter((text) => text.includes('symm_keys')).length).toBeLessThanOrEqual(1);
    // As soon as the list tells the truth, it goes.
    shown = miraPem;
    await mira.engine.disconnect();
    await join(mira, server);
    await untilSaid(mira, anna, 'For Mira alone');
  });
});

async function pemOf(rig: Rig): Promise<string> {
  const store = await rig.platform.openStore(() => undefined);
  const { identity } = await store.load();
  store.close();
  return identity !== undefined && 'pem' in identity ? identity.pem : '';
}

describe('an introduction', () => {
  async function three() {
    const server = await relay();
    const [anna, kofi, mira] = await Promise.all([somebody('Anna'), somebody('Kofi'), somebody('Mira')]);
    for (const one of [anna, kofi, mira]) await join(one, server);
    await anna.until('both', () => anna.people.has(kofi.me()) && anna.people.has(mira.me()));
    await anna.engine.setPetname(kofi.me(), 'Kofi');
    const to = await anna.engine.openDirect(mira.me());
    return { anna, kofi, mira, to, server };
  }

  it('carries the card beside words for everybody, and what its author has checked', async () => {
    const { anna, kofi, mira, to, server } = await three();
    await anna.engine.introduce(kofi.me(), [to], 'This is 50%s Kofi: https://porch.example/#/i/%s');
    const card = cardFor(kofi, server, 'Kofi');
    const message = await untilSaid(mira, anna, `This is 50%s Kofi: https://porch.example/#/i/${card}`);
    expect(message.card).toMatchObject({ fingerprint: kofi.me(), name: 'Kofi', checked: false });
    expect(readCard(message.card?.text ?? '')?.server).toBe(`ws://${server.address}`);
    const [own] = await chat(anna, mira);
    expect(own?.card?.fingerprint).toBe(kofi.me());

    await mira.engine.acceptCard(message.card?.text ?? '', message.id);
    await mira.until('vouched', () => mira.people.get(kofi.me())?.vouches?.length === 1);
    expect(mira.people.get(kofi.me())).toMatchObject({
      known: true,
      claimed: 'Kofi',
      vouches: [{ by: anna.me(), name: 'Kofi', checked: false }],
    });
    // Said twice it is one voice.
    await mira.engine.acceptCard(message.card?.text ?? '', message.id);
    expect(mira.people.get(kofi.me())?.vouches).toHaveLength(1);
  });

  it('vouches for nobody but whom it names', async () => {
    const { anna, kofi, mira, to, server } = await three();
    await anna.engine.introduce(kofi.me(), [to], 'This is Kofi');
    const message = await untilSaid(mira, anna, 'This is Kofi');
    const other = (await makePeerKey()).fingerprint as Fingerprint;
    await mira.engine.acceptCard(
      cardText({ server: `ws://${server.address}`, fingerprint: other, name: 'Kofi' }),
      message.id,
    );
    await mira.until('there', () => mira.people.has(other));
    expect(mira.people.get(other)?.vouches).toBeUndefined();
  });

  it('is refused for strangers’ keys, to the square, and without words', async () => {
    const { anna, kofi, to } = await three();
    const nobody = (await makePeerKey()).fingerprint as Fingerprint;
    const square = 'square' as typeof to;
    await expect(anna.engine.introduce(nobody, [to], 'x')).rejects.toMatchObject({ kind: 'unknown-person' });
    await expect(anna.engine.introduce(kofi.me(), [to, square], 'x')).rejects.toMatchObject({
      kind: 'unknown-conversation',
    });
    await expect(anna.engine.introduce(kofi.me(), [to], ' ')).rejects.toMatchObject({ kind: 'empty' });
    expect(await anna.engine.messages(to, 'newest', 10)).toMatchObject({ messages: [] });
  });
});
