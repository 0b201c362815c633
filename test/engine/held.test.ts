// What is held back of somebody whose program was started anew (PROTOCOL.md rule 3): listed, accepted, dropped.
import { afterAll, describe, expect, it } from 'vitest';
import { directId } from '../../src/domain/conversation.ts';
import { isFingerprint } from '../../src/domain/fingerprint.ts';
import type { ConversationId } from '../../src/domain/ids.ts';
import { Foreign } from '../interop/foreign.ts';
import type { StandIn } from '../interop/stand-in.ts';
import { again, closeAll, isOnline, joins, opened, visitor } from '../interop/visitor.ts';
import { Xvk } from '../interop/xvk.ts';
import type { Rig } from '../support/engine-rig.ts';

afterAll(closeAll);

interface Scene {
  readonly server: StandIn;
  readonly anna: Rig;
  /** Anna's key as the list has it. */
  readonly pem: string;
  readonly bob: Foreign;
  readonly chat: ConversationId;
}
/** Bob has written three messages; then his program was started anew. */
async function scene(): Promise<Scene> {
  const server = await opened(new Xvk());
  const bob = await Foreign.join('xvk', server.address);
  const anna = await visitor();
  await joins(anna, server, 8000);
  const [pem = ''] = server.listed().slice(-1);
  await bob.sees(pem);
  if (!isFingerprint(bob.fingerprint)) throw new Error('no fingerprint');
  const chat = directId(bob.fingerprint);
  for (const text of ['one', 'two', 'three']) bob.write([pem], text);
  await anna.until('all three', () => anna.events.some((event) => textsOf(event).includes('three')), 5000);
  await bob.startAnew(server.address);
  await bob.sees(pem);
  return { server, anna, pem, bob, chat };
}
const textsOf = (event: Rig['events'][number]): readonly string[] =>
  event.type === 'messages' ? event.upsert.map(({ text }) => text) : [];
const shown = async ({ anna, chat }: Pick<Scene, 'anna' | 'chat'>): Promise<readonly string[]> =>
  (await anna.engine.messages(chat, 'newest', 50)).messages.map(({ text }) => text);
const listed = async ({ anna, chat }: Pick<Scene, 'anna' | 'chat'>): Promise<readonly string[]> =>
  (await anna.engine.heldMessages(chat)).messages.map(({ text }) => text);
const holds = ({ anna, chat }: Pick<Scene, 'anna' | 'chat'>, count: number): Promise<void> =>
  anna.until(
    `${count} held`,
    () => {
      const views = anna.events.flatMap((event) => (event.type === 'conversations' ? event.upsert : []));
      return views.findLast(({ id }) => id === chat)?.held === count;
    },
    5000,
  );

describe('what somebody writes whose program was started anew', () => {
  it('is listed and not shown; accepted, it stands at the end, once', async () => {
    const it = await scene();
    const { anna, bob, pem, chat } = it;
    bob.write([pem], 'I had to start anew');
    bob.write([pem], 'So again: hello');
    await holds(it, 2);
    expect(await shown(it)).toEqual(['one', 'two', 'three']);
    expect((await anna.engine.heldMessages(chat)).messages).toMatchObject([
      { text: 'I had to start anew', author: bob.fingerprint, conversation: chat, state: undefined },
      { text: 'So again: hello', author: bob.fingerprint },
    ]);
    await anna.engine.acceptHeld(chat, false);
    const all = ['one', 'two', 'three', 'I had to start anew', 'So again: hello'];
    expect(await shown(it)).toEqual(all);
    expect(await listed(it)).toEqual([]);
    await holds(it, 0);
    expect((await anna.engine.start()).conversations.find(({ id }) => id === chat)).toMatchObject({
      held: 0,
      unread: 5,
      last: { text: 'So again: hello' },
    });
    // Once more, and by a page that was told late.
    await anna.engine.acceptHeld(chat, false);
    expect(await shown(it)).toEqual(all);
  });

  it('is gone when it is dropped; a copy of it is held again in the next run', async () => {
    const it = await scene();
    const { anna, bob, pem, server, chat } = it;
    bob.write([pem], 'I had to start anew');
    await holds(it, 1);
    await anna.engine.dropHeld(chat);
    expect(await listed(it)).toEqual([]);
    expect(await shown(it)).toEqual(['one', 'two', 'three']);
    const copy = bob.frames.at(-1) ?? '';
    const next = { anna: await again(anna), chat };
    await next.anna.until('online again', () => isOnline(next.anna), 8000);
    await bob.startAnew(server.address);
    bob.sendAgain(copy);
    await holds(next, 1);
    expect(await listed(next)).toEqual(['I had to start anew']);
    await next.anna.engine.acceptHeld(chat, false);
    expect(await shown(next)).toEqual(['one', 'two', 'three', 'I had to start anew']);
  });

  it('is not held back any more when the reader counts anew from there', async () => {
    const it = await scene();
    const { anna, bob, pem, chat } = it;
    bob.write([pem], 'I had to start anew');
    await holds(it, 1);
    await anna.engine.acceptHeld(chat, true);
    bob.write([pem], 'Do you read me?');
    await anna.until(
      'the next',
      () => anna.events.some((event) => textsOf(event).includes('Do you read me?')),
      5000,
    );
    expect(await shown(it)).toEqual(['one', 'two', 'three', 'I had to start anew', 'Do you read me?']);
    await holds(it, 0);
    // Also in the next run; and older numbers than the new ones are held as ever.
    const next = { anna: await again(anna), chat };
    await next.anna.until('online again', () => isOnline(next.anna), 8000);
    const [first = ''] = bob.frames.slice(-2);
    bob.sendAgain(first);
    bob.write([pem], 'And now?');
    await next.anna.until(
      'one more',
      () => next.anna.events.some((event) => textsOf(event).includes('And now?')),
      5000,
    );
    expect(await listed(next)).toEqual([]); // a byte-identical copy of what is stored vanishes
  });

  it('is told to be for good where a counter has run to its end', async () => {
    const it = await scene();
    const { anna, bob, pem, server, chat } = it;
    bob.count(Number.MAX_SAFE_INTEGER - 1);
    bob.write([pem], 'My counter broke');
    await anna.until(
      'it',
      () => anna.events.some((event) => textsOf(event).includes('My counter broke')),
      5000,
    );
    await bob.startAnew(server.address); // the server, too, wants a rising count on a line
    await bob.sees(pem);
    bob.write([pem], 'Mended');
    await holds(it, 1);
    expect((await anna.engine.heldMessages(chat)).ended).toEqual([bob.fingerprint]);
    await anna.engine.acceptHeld(chat, true);
    bob.write([pem], 'Better');
    await anna.until('it', () => anna.events.some((event) => textsOf(event).includes('Better')), 5000);
    expect((await anna.engine.heldMessages(chat)).ended).toEqual([]);
  });

  it('has no list, and nothing to accept, where there is no such conversation', async () => {
    const { anna } = await scene();
    const nowhere = directId(anna.me());
    expect((await anna.engine.heldMessages(nowhere)).messages).toEqual([]);
    await expect(anna.engine.acceptHeld(nowhere, false)).rejects.toMatchObject({
      kind: 'unknown-conversation',
    });
    await expect(anna.engine.dropHeld(nowhere)).rejects.toMatchObject({ kind: 'unknown-conversation' });
  });
});
