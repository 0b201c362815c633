// Strangers and blocked keys, between two and three Porchlights: what gets through, what is told, what goes out.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { directId, SQUARE } from '../../src/domain/conversation.ts';
import type { ConversationId } from '../../src/domain/ids.ts';
import { acceptRequest, declineRequest, setBlocked, setNote } from '../../src/engine/acquaintance.ts';
import { setTimer, setTitle, writing } from '../../src/engine/talk-work.ts';
import type { ConversationView } from '../../src/engine/port/messages.ts';
import { helloPost } from '../../src/lib/hello-post.ts';
import { parseFrame } from '../../src/protocol/frame.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import { Company, find, framesOf, sayIn, workOf } from '../support/company.ts';
import { fakeIdentities, type Identity, type Party } from '../support/two-parties.ts';

let identities: readonly [Identity, Identity, Identity];
let company: Company;
let anna: Party;
let ben: Party;
let cem: Party;

beforeAll(async () => {
  identities = await fakeIdentities('anna', 'ben', 'cem');
});
beforeEach(async () => {
  company = new Company();
  [anna, ben, cem] = [
    await company.start(identities[0]),
    await company.start(identities[1]),
    await company.start(identities[2]),
  ];
  for (const party of [anna, ben, cem]) party.connect();
  await company.settle();
  for (const party of company.parties)
    for (const { identity } of company.parties) party.directory.learn(identity.key);
});

const view = (party: Party, id: ConversationId): ConversationView | undefined =>
  party.side.conversations.views().find((one) => one.id === id);
const texts = async (party: Party, id: ConversationId): Promise<string[]> =>
  (await party.messages(id)).map(({ text }) => text);
const say = async (party: Party, to: Party, text: string): Promise<void> => {
  await party.say(to, text);
  await company.settle();
};
const stateOf = async (party: Party, id: ConversationId, text: string) =>
  (await find(party, id, text)).state?.kind;
const wrote = (party: Party): number => framesOf(company.hall, party.me).length;
/** What the pages were told of a conversation last. */
const told = (party: Party, id: ConversationId): ConversationView | undefined =>
  party.events
    .flatMap((event) => (event.type === 'conversations' ? event.upsert : []))
    .findLast((one) => one.id === id);

describe('what a stranger writes', () => {
  it('waits as a request, and no receipt tells that it came or was seen', async () => {
    await say(ben, anna, 'Hello, neighbour');
    expect(view(anna, directId(ben.me))).toMatchObject({ request: true, unread: 1 });
    await anna.side.conversations.markRead(directId(ben.me), Infinity);
    await company.wait(5000);
    expect(await stateOf(ben, directId(anna.me), 'Hello, neighbour')).toBe('accepted');
    expect(wrote(anna)).toBe(0);
  });

  it('is delivered and read for its sender as soon as it is accepted', async () => {
    await say(ben, anna, 'Hello, neighbour');
    await anna.side.conversations.markRead(directId(ben.me), Infinity);
    await acceptRequest(anna.side, directId(ben.me));
    await company.wait(3000);
    expect(await stateOf(ben, directId(anna.me), 'Hello, neighbour')).toBe('read');
    expect(told(anna, directId(ben.me))).toMatchObject({ request: false });
    // Asked once more, as after a change of tabs, it is no request any more: nothing happens to it.
    await declineRequest(anna.side, directId(ben.me), true);
    expect(await texts(anna, directId(ben.me))).toEqual(['Hello, neighbour']);
    expect(view(anna, directId(ben.me))?.blocked).toBe(false);
  });

  it('is no request where I wrote first, or have named them', async () => {
    await say(anna, ben, 'It is me');
    await say(ben, anna, 'I know');
    expect(view(anna, directId(ben.me))?.request).toBe(false);
    await say(cem, anna, 'Hi');
    expect(view(anna, directId(cem.me))?.request).toBe(true);
    await say(anna, cem, 'Hi, too');
    expect(told(anna, directId(cem.me))?.request).toBe(false);
  });

  it('is a request in a group, whomever they name besides, until somebody known writes in it', async () => {
    const group = await ben.side.conversations.openGroup([anna.me, cem.me]);
    await sayIn(ben, group, 'The three of us');
    await company.settle();
    expect(view(anna, group)?.request).toBe(true);
    expect(view(ben, group)?.request).toBe(false);
    await say(anna, cem, 'Do you know them?');
    expect(view(anna, group)?.request).toBe(true);
    await sayIn(cem, group, 'They are fine');
    await company.settle();
    expect(view(anna, group)?.request).toBe(false);
    // And it stays so.
    await sayIn(ben, group, 'Thank you');
    await company.settle();
    expect(view(anna, group)?.request).toBe(false);
  });

  it('makes no group by a title or a timer alone', async () => {
    const group = await ben.side.conversations.openGroup([anna.me, cem.me]);
    await say(ben, anna, 'A Porchlight');
    await setTitle(ben.side, group, 'Free prizes');
    await setTimer(ben.side, group, 60);
    await company.settle();
    expect(view(anna, group)).toBeUndefined();
  });

  it('of a group is accepted for all in it', async () => {
    const group = await ben.side.conversations.openGroup([anna.me, cem.me]);
    await sayIn(ben, group, 'The three of us');
    await company.settle();
    await sayIn(cem, group, 'Yes');
    await company.settle();
    await acceptRequest(anna.side, group);
    await company.wait(3000);
    expect(anna.people.row(cem.me)?.accepted).toBe(true);
    expect(await stateOf(cem, group, 'Yes')).toBe('delivered');
  });

  it('is gone when it is declined, stays gone when it is sent again, and what comes later is a request anew', async () => {
    await say(ben, anna, 'Hello');
    await declineRequest(anna.side, directId(ben.me), false);
    expect(view(anna, directId(ben.me))).toBeUndefined();
    await company.wait(180_000); // their Porchlight seals it again
    expect(await texts(anna, directId(ben.me))).toEqual([]);
    await say(ben, anna, 'Are you there?');
    expect(view(anna, directId(ben.me))?.request).toBe(true);
    expect(await texts(anna, directId(ben.me))).toEqual(['Are you there?']);
    expect(wrote(anna)).toBe(0);
  });

  it('brings no file along from the network', async () => {
    await say(ben, anna, 'Hello');
    const message = await find(anna, directId(ben.me), 'Hello');
    await expect(anna.side.download(message.id, true)).rejects.toMatchObject({ kind: 'no-file' });
    const row = await anna.store.message(message.id);
    if (row === undefined) return expect.fail('no row');
    await anna.desk.edit((draft) =>
      draft.messages.put(row.key, { ...row, file: { ...FILE, url: 'http://hall/files/1' } }),
    );
    await expect(anna.side.download(message.id, true)).rejects.toMatchObject({ kind: 'request' });
  });

  const FILE = {
    name: 'a.txt',
    size: 1,
    mime: 'text/plain',
    local: false,
    gone: false,
    width: undefined,
    height: undefined,
  } as const;
});

describe('a blocked key', () => {
  beforeEach(async () => {
    await say(anna, ben, 'hello');
    await say(ben, anna, 'hello back');
    await say(anna, cem, 'hello');
    await say(cem, anna, 'hello back');
    await company.wait(3000);
  });
  const block = async (): Promise<void> => {
    await setBlocked(anna.side, ben.me, true);
    await company.settle();
  };

  it('is not heard: no message, no receipt, no reaction, no sign of writing; its counter counts, and it is counted', async () => {
    await block();
    const before = wrote(anna);
    anna.preferences = { ...anna.preferences, typing: true };
    ben.preferences = { ...ben.preferences, typing: true };
    const mine = await find(ben, directId(anna.me), 'hello');
    await writing(ben.side, directId(anna.me), true);
    await company.settle();
    await (await workOf(ben)).react(mine.id, '👍');
    await say(ben, anna, 'Can you hear me?');
    await company.wait(5000);
    expect(await texts(anna, directId(ben.me))).toEqual(['hello', 'hello back']);
    expect((await find(anna, directId(ben.me), 'hello')).reactions).toBeUndefined();
    expect(anna.events.filter(({ type }) => type === 'writing')).toEqual([]);
    expect(view(anna, directId(ben.me))).toMatchObject({ blocked: true, unread: 1 });
    expect(wrote(anna)).toBe(before);
    expect(anna.side.tally.counts().blocked).toBeGreaterThanOrEqual(2);
    expect(await stateOf(ben, directId(anna.me), 'Can you hear me?')).toBe('accepted');
    // Its number was taken: an older frame of theirs is old for good.
    const heard = (await anna.store.heard([ben.me])).get(ben.me);
    const [last] = framesOf(company.hall, ben.me).slice(-1);
    const frame = parseFrame(last ?? '', LIMITS.inboundFrame);
    expect(frame.type === 'signed_data' && frame.counter).toBe(heard);
  });

  it('takes along what still waited of it: held messages, and acts on messages to come', async () => {
    const chat = directId(ben.me);
    const row = (await anna.store.messagesBefore(chat, undefined, 10)).find(
      ({ author }) => author === ben.me,
    );
    if (row === undefined) throw new Error('nothing of theirs');
    const waiting = {
      target: `${ben.me}|later`,
      conversation: chat,
      by: ben.me,
      counter: 9,
      text: '',
      at: 0,
    };
    await anna.desk.edit((draft) => {
      for (const [key, message] of [
        ['theirs', row],
        ['another', { ...row, author: cem.me }],
      ] as const)
        draft.held.put(key, { key, message, heldAt: 0 });
      draft.heldMore += 2;
      const conversation = anna.desk.conversations.get(chat);
      if (conversation !== undefined) draft.conversations.put(chat, { ...conversation, held: 2 });
      draft.pending.put('act', { ...waiting, key: 'act', act: { kind: 'react', emoji: '👍' } });
    });
    await block();
    expect((await anna.store.held()).map(({ key }) => key)).toEqual(['another']);
    expect(view(anna, chat)?.held).toBe(1);
    expect([...anna.side.door.pending.keys()]).toEqual([]);
    expect(anna.side.tally.counts().held).toBe(1);
  });

  it('is silent for us: what a group says is not sealed again for want of its receipt', async () => {
    await say(anna, cem, 'hello, too');
    await say(cem, anna, 'hello, both');
    const group = await anna.side.conversations.openGroup([ben.me, cem.me]);
    await sayIn(anna, group, 'The three of us');
    await company.wait(3000);
    await block();
    await sayIn(anna, group, 'A word to both');
    await company.wait(3000);
    const before = wrote(anna);
    await company.wait(600_000);
    // Receipts of ours may follow; the text goes out once.
    expect(wrote(anna) - before).toBeLessThanOrEqual(1);
  });

  it('does not change who they are: no new name, no word that they were here', async () => {
    await block();
    const row = anna.people.row(ben.me);
    await company.wait(1000);
    await say(ben, anna, 'I am somebody else now');
    expect(anna.people.row(ben.me)).toEqual(row);
  });

  it('gets nothing: a text is refused, what waited is stopped, and goes when it is let in again', async () => {
    ben.disconnect();
    await company.settle();
    await say(anna, ben, 'For when you are back');
    await block();
    ben.connect();
    await company.wait(5000);
    expect(await texts(ben, directId(anna.me))).not.toContain('For when you are back');
    expect((await find(anna, directId(ben.me), 'For when you are back')).state).toEqual({
      kind: 'failed',
      cause: 'cancelled',
    });
    await expect(anna.side.sendText(directId(ben.me), 'No')).rejects.toMatchObject({ kind: 'blocked' });
    const waiting = await find(anna, directId(ben.me), 'For when you are back');
    await expect(anna.side.retry(waiting.id)).rejects.toMatchObject({ kind: 'blocked' });
    const theirs = await find(anna, directId(ben.me), 'hello back');
    await expect((await workOf(anna)).react(theirs.id, '👍')).rejects.toMatchObject({ kind: 'blocked' });
    await setBlocked(anna.side, ben.me, false);
    await anna.side.retry(waiting.id);
    await company.wait(3000);
    expect(await texts(ben, directId(anna.me))).toContain('For when you are back');
    expect(told(anna, directId(ben.me))?.blocked).toBe(false);
  });

  it('is heard by others in a group, but not here, where it still gets what is said there', async () => {
    const group = await anna.side.conversations.openGroup([ben.me, cem.me]);
    await sayIn(anna, group, 'All of us');
    await company.settle();
    await block();
    await sayIn(ben, group, 'Me, too');
    await sayIn(cem, group, 'And me');
    await company.settle();
    await sayIn(anna, group, 'Fine');
    await company.wait(3000);
    expect(await texts(anna, group)).toEqual(['All of us', 'And me', 'Fine']);
    expect(await texts(cem, group)).toContain('Me, too');
    expect(await texts(ben, group)).toContain('Fine');
    expect(view(anna, group)?.blocked).toBe(false);
  });

  it('is not seen in the square', async () => {
    await anna.side.conversations.ensureSquare();
    await block();
    await sayIn(ben, SQUARE, 'Hear, hear');
    await sayIn(cem, SQUARE, 'What is it?');
    await company.settle();
    expect(await texts(anna, SQUARE)).toEqual(['What is it?']);
  });

  it('is heard again from then on when it is let in again, after a restart as well', async () => {
    await block();
    anna = await company.restart(anna);
    await say(ben, anna, 'Lost');
    expect(await texts(anna, directId(ben.me))).not.toContain('Lost');
    await setBlocked(anna.side, ben.me, false);
    await say(ben, anna, 'Heard');
    expect(await texts(anna, directId(ben.me))).toContain('Heard');
  });

  it('of a declined request writes nothing more that is seen', async () => {
    company.parties = [anna, ben, cem];
    const [dora] = await fakeIdentities('dora');
    const stranger = await company.start(dora);
    stranger.connect();
    await company.settle();
    stranger.directory.learn(anna.identity.key);
    await say(stranger, anna, 'Buy my lamps');
    await declineRequest(anna.side, directId(stranger.me), true);
    await say(stranger, anna, 'Really, buy them');
    expect(view(anna, directId(stranger.me))).toBeUndefined();
    expect(anna.people.row(stranger.me)?.blockedAt).toBeGreaterThan(0);
    expect(wrote(anna)).toBeGreaterThan(0);
  });
});

describe('a note', () => {
  it('is kept for a key that was never written to, and is taken away again', async () => {
    await setNote(anna.side, ben.me, '  Yellow door, two cats.  ');
    expect(anna.people.row(ben.me)).toMatchObject({ note: 'Yellow door, two cats.', accepted: false });
    anna = await company.restart(anna);
    expect(anna.people.row(ben.me)?.note).toBe('Yellow door, two cats.');
    await setNote(anna.side, ben.me, '');
    expect(anna.people.row(ben.me)?.note).toBe('');
    await expect(setNote(anna.side, ben.me, 'x'.repeat(2001))).rejects.toMatchObject({ kind: 'too-long' });
  });
});

describe('a name said in the square', () => {
  it('is what its signer calls themself, and no contact is made by it', async () => {
    await ben.side.conversations.ensureSquare();
    await sayIn(ben, SQUARE, helloPost('Ben \u202Eof “Elm Street”'));
    await company.settle();
    expect(anna.people.row(ben.me)).toMatchObject({
      claimed: 'Ben of Elm Street',
      accepted: false,
      saidHello: true,
    });
    await sayIn(ben, SQUARE, 'I am late, said the rabbit');
    await company.settle();
    expect(anna.people.row(ben.me)?.claimed).toBe('Ben of Elm Street');
  });
});
