// What leaves for people whose programs differ: a frame for each way of writing, and nothing that a server suffers from.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SQUARE } from '../../src/domain/conversation.ts';
import type { Habits } from '../../src/domain/habits.ts';
import { parseFrame } from '../../src/protocol/frame.ts';
import type { Dialect } from '../../src/protocol/dialect.ts';
import type { Speech } from '../../src/protocol/speech.ts';
import { DIALECTS } from '../../src/protocol/dialects.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import { pemIn, pemToDer } from '../../src/protocol/pem.ts';
import type { PersonRow } from '../../src/store/person-rows.ts';
import { vector } from '../protocol/support.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { Hall } from '../support/hall.ts';
import { Disk, memoryStore } from '../support/memory-store.ts';
import { dump, PYTHON } from '../support/other-json.ts';
import { fingerprint, type FakeList, type KeyFacts } from '../support/parts-fakes.ts';
import { isSignedBy, nameOf, openChat, readFrame, type PeerMessage } from '../support/peer-reader.ts';
import { fakeIdentity, Party, realIdentity, settleAll, type Identity } from '../support/two-parties.ts';

/** How the peer's own client writes: g17's wraps its payload, where we write a superset of that. */
const spokenBy = (peer: 'kat' | 'g17' | 'frew'): Speech => ({
  ...DIALECTS[peer].speech,
  ...(peer === 'g17' && { payload: 'wrapped' }),
});

const HERE = 'here:1';

let identity: Identity;
let clock: FakeClock;
let anna: Party;
let dialect: Dialect;

beforeAll(async () => {
  identity = await realIdentity('Anna');
});
beforeEach(() => {
  clock = createFakeClock(Date.UTC(2026, 10, 23));
});

async function start(row: Dialect): Promise<void> {
  dialect = row;
  const store = memoryStore(new Disk());
  anna = await Party.start({ identity, clock, hall: new Hall(), store, dialect: () => dialect });
}

/** Somebody of a recording, as a server lists them. */
function keyOf(peer: string, name: string): KeyFacts {
  const { publicKeyPem: received } = vector(peer).identities[name]!;
  const spki = pemToDer(received) ?? new Uint8Array();
  const canonical = fingerprint(nameOf(vector('xvk'), received));
  return { fingerprint: canonical, pem: pemIn('one-line', spki), spki, received };
}

function knows(key: KeyFacts, habits: Habits, xSeenAt = 0): void {
  const row: PersonRow = {
    fingerprint: key.fingerprint,
    pem: key.pem,
    petname: '',
    claimed: '',
    firstSeen: 1,
    lastSeen: 1,
    accepted: true,
    saidHello: false,
    xSeenAt,
    caps: [],
    habits,
  };
  anna.people.stored([row]);
}

/** The socket opens, and this is who is listed. */
function join(others: FakeList): void {
  const mine = { ...identity.key, received: pemIn(dialect.manners.pem, identity.key.spki) };
  anna.directory.apply(new Map([...others, [HERE, [mine, ...(others.get(HERE) ?? [])]]]));
  anna.link.join();
}

/** What was written since the last look, list requests left out. */
async function written(): Promise<string[]> {
  await work();
  return anna.link.written.splice(0).filter((text) => text !== '?');
}
async function work(): Promise<void> {
  for (let quiet = 0; quiet < 3; quiet += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    if (anna.side.isBusy()) quiet = 0;
  }
}
/** Time in which the server answers every question for the list. */
async function wait(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 250) {
    clock.advance(250);
    await work();
    anna.link.listCame();
    await work();
  }
}

const opened = (peer: string, name: string, raw: string): PeerMessage | undefined => {
  const file = vector(peer);
  return openChat(file, readFrame(file, raw), file.identities[name]!.privateKeyPkcs8Base64);
};

describe('a group of three programs', () => {
  const kat = keyOf('kat', 'alice');
  const g17 = keyOf('g17', 'bob');
  const frew = keyOf('frew', 'carol');
  const members = [
    { peer: 'kat', name: 'alice', key: kat },
    { peer: 'g17', name: 'bob', key: g17 },
    { peer: 'frew', name: 'carol', key: frew },
  ] as const;

  async function toAll(text: string): Promise<{ id: string; frames: string[] }> {
    await start(DIALECTS.kat);
    for (const { peer, key } of members) knows(key, spokenBy(peer));
    join(new Map([[HERE, [kat, g17, frew]]]));
    const id = await anna.side.conversations.openGroup([kat, g17, frew].map((key) => key.fingerprint));
    await anna.side.outbox.sendText(id, text);
    return { id, frames: await written() };
  }
  const state = async (id: string): Promise<unknown> =>
    (await anna.messages(id as Parameters<Party['messages']>[0]))[0]?.state;
  const comesBack = (raw: string): void => anna.link.frame(parseFrame(raw, LIMITS.inboundFrame), raw);

  it('gets three frames, each for one of them and with the names of all', async () => {
    const { frames } = await toAll('To all three: é');
    expect(frames).toHaveLength(3);
    const counters = frames.map((raw) => (JSON.parse(raw) as { counter: number }).counter);
    expect(new Set(counters).size).toBe(3);
    for (const { peer, name } of members) {
      const file = vector(peer);
      const readable = frames.filter((raw) => opened(peer, name, raw) !== undefined);
      expect(readable).toHaveLength(1);
      const [raw = ''] = readable;
      const message = opened(peer, name, raw);
      expect(message).toMatchObject({ text: 'To all three: é', keys: 1, destinations: [HERE] });
      // We said hello in the form of this server's clients: that is the text others hash.
      const mine = pemIn(DIALECTS.kat.manners.pem, identity.key.spki);
      expect(isSignedBy(file, readFrame(file, raw), mine)).toBe(true);
      expect(message?.participants[0]).toBe(nameOf(file, mine));
      const names = members.map(({ key }) => nameOf(file, key.received ?? ''));
      expect([...(message?.participants.slice(1) ?? [])].sort()).toEqual(names.sort());
    }
  });

  it('has the message when the server has taken all three, not before', async () => {
    const { id, frames } = await toAll('hi');
    const [first = ''] = frames;
    expect(opened('kat', 'alice', first)).toBeDefined(); // the one that carries x
    comesBack(first);
    await work();
    expect(await state(id)).toMatchObject({ kind: 'sealed' });
    await wait(12_000);
    expect(await state(id)).toMatchObject({ kind: 'accepted' });
  });

  it('is told anew as it was, byte for byte, after the socket was cut', async () => {
    const { frames } = await toAll('hi');
    anna.link.close();
    anna.directory.apply(new Map());
    join(new Map([[HERE, [kat, g17, frew]]]));
    expect(await written()).toEqual(frames);
  });

  it('is one frame where all speak alike, and where the server allows one form only', async () => {
    await start(DIALECTS.g17);
    for (const { key } of members) knows(key, DIALECTS.g17.speech);
    join(new Map([[HERE, [kat, g17, frew]]]));
    const id = await anna.side.conversations.openGroup([kat, g17, frew].map((key) => key.fingerprint));
    await anna.side.outbox.sendText(id, 'one for all');
    const frames = await written();
    expect(frames).toHaveLength(1);
    expect(opened('g17', 'bob', frames[0] ?? '')?.keys).toBe(3);
  });

  it('waits for one who is away, who then gets a frame of their own', async () => {
    await start(DIALECTS.kat);
    for (const { peer, key } of members) knows(key, spokenBy(peer));
    join(new Map([[HERE, [kat, g17]]]));
    anna.directory.learn(frew);
    const id = await anna.side.conversations.openGroup([kat, g17, frew].map((key) => key.fingerprint));
    await anna.side.outbox.sendText(id, 'who is there?');
    expect(await written()).toHaveLength(2);
    anna.directory.apply(new Map([[HERE, [identity.key, kat, g17, frew]]]));
    const late = await written();
    expect(late).toHaveLength(1);
    expect(opened('frew', 'carol', late[0] ?? '')).toMatchObject({ text: 'who is there?', keys: 1 });
  });

  it('says that one has a key nobody has seen, and goes to the others', async () => {
    await start(DIALECTS.kat);
    join(new Map([[HERE, [kat, g17]]]));
    const known = await anna.side.conversations.openGroup([kat, g17].map((key) => key.fingerprint));
    const row = anna.desk.conversations.get(known);
    if (row === undefined) throw new Error('no group');
    // As a message of somebody’s would have made it: `frew` was named there and never listed here.
    const withStranger = { ...row, members: [...row.members, frew.fingerprint].sort() };
    await anna.desk.edit((draft) => draft.conversations.put(known, withStranger));
    await anna.side.outbox.sendText(known, 'who is the third?');
    expect(await written()).toHaveLength(1); // both in the server's own form
    await wait(12_000);
    const message = async (): Promise<unknown> => (await anna.messages(known))[0];
    expect(await message()).toMatchObject({ state: { kind: 'accepted' }, unreached: 1 });
    anna.directory.apply(new Map([[HERE, [identity.key, kat, g17, frew]]]));
    expect(await written()).toHaveLength(1);
    expect(await message()).not.toHaveProperty('unreached');
  });

  it('fails as a whole when one of its frames would be too long', async () => {
    const { kat: row } = DIALECTS;
    await start({ ...row, manners: { ...row.manners, frameLimit: 1500 } });
    for (const { peer, key } of members) knows(key, spokenBy(peer));
    join(new Map([[HERE, [kat, g17, frew]]]));
    const id = await anna.side.conversations.openGroup([kat, g17, frew].map((key) => key.fingerprint));
    await anna.side.outbox.sendText(id, 'x'.repeat(300)); // its bare form alone would pass
    expect(await written()).toEqual([]);
    expect(await state(id)).toEqual({ kind: 'failed', cause: 'too-long' });
  });
});

describe('a server that writes everything anew', () => {
  it.each(['kat', 'g17', 'frew'] as const)('confirms by its echo what was said there: %s', async (peer) => {
    await start(DIALECTS[peer]);
    join(new Map());
    await anna.side.conversations.ensureSquare();
    await anna.side.outbox.sendText(SQUARE, 'Good evening, é "😀" \u007f');
    const [raw = ''] = await written();
    const { data, counter, signature, type } = JSON.parse(raw) as Record<string, unknown>;
    const again = dump({ type, signature, data, counter }, PYTHON);
    expect(again).not.toBe(raw);
    const forged = dump({ type, signature, data: { ...(data as object), message: 'no' }, counter }, PYTHON);
    anna.link.frame(parseFrame(forged, LIMITS.inboundFrame), forged);
    await work();
    expect((await anna.messages(SQUARE)).map((one) => one.state?.kind)).not.toContain('accepted');
    anna.link.frame(parseFrame(again, LIMITS.inboundFrame), again);
    await work();
    expect(await anna.messages(SQUARE)).toMatchObject([{ author: 'me', state: { kind: 'accepted' } }]);
  });
});

describe('bytes of unknown fate', () => {
  const bob = keyOf('g17', 'bob');
  type Chat = Parameters<Party['messages']>[0];

  /** Bob is written to, the socket is cut, and then we are at `next`, where he is listed under the address given. */
  async function cutBeforeTaken(
    from: Dialect,
    next: Dialect,
    habits: Habits,
    { address = HERE, xSeenAt = 0 } = {},
  ): Promise<Chat> {
    await start(from);
    knows(bob, habits, xSeenAt);
    join(new Map([['there:2', [bob]]]));
    const id = await anna.side.conversations.openDirect(bob.fingerprint);
    await anna.side.outbox.sendText(id, 'are you there?');
    expect(await written()).toHaveLength(1);
    anna.link.close();
    anna.directory.apply(new Map());
    dialect = next;
    join(new Map([[address, [bob]]]));
    await wait(15_000);
    return id;
  }
  async function heldThenAgain(id: Chat): Promise<string> {
    expect(await written()).toEqual([]);
    const [message] = await anna.messages(id);
    expect(message?.state).toEqual({ kind: 'held' });
    if (message !== undefined) await anna.side.retry(message.id);
    const frames = await written();
    expect(frames).toHaveLength(1);
    return frames[0] ?? '';
  }

  it('never name a server that is no longer listed, where that does harm', async () => {
    const { g17 } = DIALECTS;
    const again = await heldThenAgain(await cutBeforeTaken(g17, g17, {}));
    expect(opened('g17', 'bob', again)).toMatchObject({ text: 'are you there?', destinations: [HERE] });
  });

  it('are not sent to where nobody is any more', async () => {
    const { kat } = DIALECTS;
    await heldThenAgain(await cutBeforeTaken(kat, kat, {}, { address: 'elsewhere:3' }));
  });

  it('go out again as they are where they still lead somewhere', async () => {
    const { kat, g17 } = DIALECTS;
    for (const row of [kat, g17]) {
      const id = await cutBeforeTaken(row, row, {}, { address: 'there:2' });
      expect(await written()).toHaveLength(1);
      expect((await anna.messages(id))[0]?.state).toEqual({ kind: 'accepted' });
    }
  });

  it('are sealed anew for a Porchlight, whose payload carries x', async () => {
    const { g17 } = DIALECTS;
    await cutBeforeTaken(g17, g17, { payload: 'flat' }, { xSeenAt: 1 });
    const frames = await written();
    expect(frames).toHaveLength(1);
    expect(frames[0]).not.toContain('there:2');
    await heldThenAgain(await cutBeforeTaken(g17, g17, { payload: 'wrapped' }, { xSeenAt: 1 }));
  });

  it.each([
    ['a text where objects are read', DIALECTS.v12, DIALECTS.kat],
    ['an object where it would kill', DIALECTS.kat, DIALECTS.v12],
    ['a signature that is checked in another form', DIALECTS.kat, DIALECTS.seed],
  ])('never go to a server that cannot take them: %s', async (_, from, next) => {
    const again = await heldThenAgain(await cutBeforeTaken(from, next, {}, { address: 'there:2' }));
    const { data } = JSON.parse(again) as { data: unknown };
    expect(typeof data).toBe(next.speech.dataForm);
  });
});

describe('receipts', () => {
  it('go to nobody whose payload has no room for them', async () => {
    const bob = keyOf('frew', 'bob');
    await start(DIALECTS.frew);
    knows(bob, DIALECTS.frew.speech, 1);
    join(new Map([[HERE, [bob]]]));
    const id = 'B'.repeat(22);
    const row = {
      key: `${bob.fingerprint}|${id}`,
      author: bob.fingerprint,
      delivered: [id],
      read: [],
    } as const;
    await anna.desk.edit((draft) => draft.receipts.put(row.key, row as never));
    await wait(3000);
    expect(await written()).toEqual([]);
    expect((await anna.store.load()).outbox).toEqual([]);
  });
});

describe('text that somebody’s program escaped before signing it', () => {
  it('is shown as it was typed, and stored as it was signed', async () => {
    const hall = new Hall();
    const [annaAs, benAs] = await Promise.all(['Anna', 'Ben'].map(fakeIdentity));
    const start = (as: Identity): Promise<Party> =>
      Party.start({ identity: as, clock, hall, store: memoryStore(new Disk()) });
    const [me, ben] = [await start(annaAs!), await start(benAs!)];
    for (const party of [me, ben]) party.connect();
    await settleAll([me, ben], hall);
    const said = '&lt;b&gt; &amp;amp; &quot;Q&amp;A&quot;';
    await ben.say(me, said);
    await settleAll([me, ben], hall);
    const line = (): string | undefined => me.side.conversations.views().find((one) => one.last)?.last?.text;
    expect(await me.chatWith(ben)).toMatchObject([{ text: said }]);
    expect(line()).toBe(said);
    me.side.voices.learn(ben.me, spokenBy('g17'));
    const [message] = await me.chatWith(ben);
    expect(message?.text).toBe('<b> &amp; "Q&A"');
    expect(line()).toBe('<b> &amp; "Q&A"');
    expect((await me.store.message(message?.id ?? ''))?.text).toBe(said);
    await me.say(ben, said); // our own words are nobody's escapes
    expect((await me.chatWith(ben)).at(-1)?.text).toBe(said);
    expect(line()).toBe(said);
  });
});
