// Talking with people of other programs at servers of their habits: public, direct both ways, in groups; and in one place with
// people of several habits.
import { afterAll, describe, expect, it } from 'vitest';
import { SQUARE } from '../../src/domain/conversation.ts';
import { isFingerprint } from '../../src/domain/fingerprint.ts';
import type { Fingerprint } from '../../src/domain/ids.ts';
import type { MessageView } from '../../src/engine/port/messages.ts';
import type { Rig } from '../support/engine-rig.ts';
import { Agr } from './agr.ts';
import { Foreign } from './foreign.ts';
import { isSigned, PROGRAMS, type ProgramId } from './programs.ts';
import { G17 } from './g17.ts';
import { Kat } from './kat.ts';
import { frameOf, type StandIn } from './stand-in.ts';
import { STAND_INS } from './stand-ins.ts';
import { closeAll, joins, opened, servers, visitor } from './visitor.ts';

const JOIN_MS = 8000;
afterAll(closeAll);

/** The product's name of a key. */
function personOf({ fingerprint }: Foreign): Fingerprint {
  if (!isFingerprint(fingerprint)) throw new Error('no fingerprint');
  return fingerprint;
}

const messages = (rig: Rig): readonly MessageView[] =>
  rig.events.flatMap((event) => (event.type === 'messages' ? event.upsert : []));

/** Waits until the text is shown, and gives the message. */
async function shows(rig: Rig, text: string): Promise<MessageView> {
  await rig.until(`"${text}"`, () => messages(rig).some((one) => one.text === text), 5000);
  const found = messages(rig).find((one) => one.text === text);
  if (found === undefined) throw new Error('it was there a moment ago');
  return found;
}
const sees = (rig: Rig, other: Foreign): Promise<void> =>
  rig.until('their light', () => rig.people.get(personOf(other))?.light === 'on', 15_000);

const unhurt = (server: StandIn, ...people: readonly Foreign[]): void => {
  expect(server.died).toBeUndefined();
  expect(server.hurts).toEqual([]);
  // Before agr is told by one of its users, our note to ourselves, which it floods to all, is a string that they pass over.
  const mayLose = server instanceof Agr ? ['data in another form'] : [];
  for (const { lost } of people) expect([[], mayLose]).toContainEqual(lost);
};

interface Scene {
  readonly server: StandIn;
  readonly anna: Rig;
  /** Anna's key as the list has it. */
  readonly pem: string;
  readonly bob: Foreign;
}
async function scene(make: () => StandIn, id: ProgramId): Promise<Scene> {
  const server = await opened(make());
  // First: a list that has to be asked for shows newcomers after ten seconds only.
  const bob = await Foreign.join(id, server.address);
  const anna = await visitor();
  await joins(anna, server, JOIN_MS);
  const [pem = ''] = server.listed().slice(-1);
  await bob.sees(pem);
  await sees(anna, bob);
  // At agr nobody can be told from v1.2 before they have written.
  if (id === 'agr') {
    bob.write([pem], 'First');
    await anna.until('told', () => servers(anna)[0]?.speaks === 'agr');
  }
  return { server, anna, pem, bob };
}

describe.concurrent.each(STAND_INS)('at a server like $id', ({ id, make }) => {
  it('a public post is read both ways', async () => {
    const { server, anna, bob } = await scene(make, id);
    bob.say('Good morning, “everybody” 😀');
    expect(await shows(anna, 'Good morning, “everybody” 😀')).toMatchObject({
      author: personOf(bob),
      conversation: SQUARE,
    });
    await anna.engine.sendText(SQUARE, 'Good morning, Böb');
    expect(await bob.hears('Good morning, Böb')).toMatchObject({ kind: 'public' });
    unhurt(server, bob);
  });

  it('a direct message is read both ways, whoever begins', async () => {
    const { server, anna, pem, bob } = await scene(make, id);
    const chat = await anna.engine.openDirect(personOf(bob));
    await anna.engine.sendText(chat, 'See you at six? 😀');
    expect(await bob.hears('See you at six? 😀')).toMatchObject({ kind: 'chat', from: pem });
    bob.write([pem], 'Yes, at the “pond”');
    expect(await shows(anna, 'Yes, at the “pond”')).toMatchObject({
      author: personOf(bob),
      conversation: chat,
    });
    await anna.engine.sendText(chat, 'Good, döner');
    expect(await bob.hears('Good, döner')).toMatchObject({ kind: 'chat', from: pem });
    expect(server.heard.filter((text) => text.includes('public_chat'))).toEqual([]);
    unhurt(server, bob);
  });

  it.skipIf(id === 'frew')('a group is one conversation to all of them', async () => {
    const { server, anna, pem, bob } = await scene(make, id);
    const carol = await Foreign.join(id, server.address);
    await Promise.all([carol.sees(pem), carol.sees(bob.pem), bob.sees(carol.pem), sees(anna, carol)]);
    bob.write([pem, carol.pem], 'Who brings bread?');
    carol.write([pem, bob.pem], 'Not me');
    const { conversation } = await shows(anna, 'Who brings bread?');
    expect((await shows(anna, 'Not me')).conversation).toBe(conversation);
    const members = anna.events.flatMap((event) =>
      event.type === 'conversations' ? event.upsert.filter((one) => one.id === conversation) : [],
    );
    expect(members.at(-1)).toMatchObject({
      kind: 'group',
      members: [personOf(bob), personOf(carol)].sort(),
    });
    await anna.engine.sendText(conversation, 'I do');
    expect(await bob.hears('I do')).toMatchObject({ people: 3, from: pem });
    expect(await carol.hears('I do')).toMatchObject({ people: 3, from: pem });
    unhurt(server, bob, carol);
  });

  it('a message that a server repeats for ever is shown once', async () => {
    const { server, anna, pem, bob } = await scene(make, id);
    bob.write([pem], 'Once');
    await shows(anna, 'Once');
    const looped = bob.frames.at(-1) ?? server.heard.findLast((text) => text.includes('chat'));
    if (looped === undefined) throw new Error('nothing to loop');
    const his = [...server.guests].find((guest) => guest.pem === bob.pem);
    for (let at = 0; at < 3000; at += 1) server.tell(looped, his);
    bob.say('After the storm');
    await shows(anna, 'After the storm');
    const once = new Set(messages(anna).flatMap((one) => (one.text === 'Once' ? [one.id] : [])));
    expect(once.size).toBe(1);
    expect(anna.last('counts')?.counts).not.toMatchObject({ unproven: expect.toSatisfy((n) => n > 0) });
  });
});

describe('people of several habits in one place', () => {
  it('change nothing of what a server that shows its program is spoken to in', async () => {
    const { server, anna, pem } = await scene(() => new Kat(), 'kat');
    // In full as another program writes, so that all of it could be taken for the server's.
    const gina = await Foreign.join('kat', server.address, 'g17');
    await Promise.all([gina.sees(pem), sees(anna, gina)]);
    gina.write([pem], 'From Gina');
    await shows(anna, 'From Gina');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(servers(anna)[0]?.speaks).toBe('kat');
    await anna.engine.sendText(SQUARE, 'To all');
    await expect.poll(() => server.heard.some((text) => text.includes('To all'))).toBe(true);
    const post = frameOf(server.heard.find((text) => text.includes('To all')) ?? '');
    expect(post !== undefined && isSigned(PROGRAMS.kat, pem, post)).toBe(true);
  });

  it('are each written to as they write, in one group, too', async () => {
    const { server, anna, pem, bob } = await scene(() => new G17(), 'g17');
    const kate = await Foreign.join('kat', server.address);
    await Promise.all([kate.sees(pem), sees(anna, kate)]);
    bob.write([pem], 'From Bob');
    kate.write([pem], 'From Kate');
    await Promise.all([shows(anna, 'From Bob'), shows(anna, 'From Kate')]);
    await anna.engine.sendText(await anna.engine.openDirect(personOf(bob)), 'To Bob');
    await anna.engine.sendText(await anna.engine.openDirect(personOf(kate)), 'To Kate');
    await Promise.all([bob.hears('To Bob'), kate.hears('To Kate')]);
    const group = await anna.engine.openGroup([personOf(bob), personOf(kate)]);
    await anna.engine.sendText(group, 'To both');
    const heard = await Promise.all([bob.hears('To both'), kate.hears('To both')]);
    expect(heard.map(({ people }) => people)).toEqual([3, 3]);
    expect(server.died).toBeUndefined();
    expect(server.hurts).toEqual([]);
  });
});
