// What can and cannot get into a conversation: real RSA, a real store, hostile frames (SECURITY.md T01-T14).
import '../support/fake-idb.ts';
import { createHash } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { gcmSeal } from '../../src/crypto/gcm.ts';
import { CryptoError } from '../../src/crypto/problem.ts';
import { directId, SQUARE } from '../../src/domain/conversation.ts';
import { sortRank } from '../../src/domain/fingerprint.ts';
import { toBase64, toBase64Url } from '../../src/lib/base64.ts';
import { utf8 } from '../../src/lib/bytes.ts';
import { systemRandom } from '../../src/lib/clock.ts';
import { acceptHeld, dropHeld } from '../../src/engine/held.ts';
import { dataTextOf, type SignedData } from '../../src/protocol/data.ts';
import { parseFrame } from '../../src/protocol/frame.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import { writePayload } from '../../src/protocol/payload.ts';
import { pemIn } from '../../src/protocol/pem.ts';
import { readingsOf } from '../../src/protocol/readings.ts';
import { signedText, writeSignedFrame } from '../../src/protocol/write.ts';
import type { XPart } from '../../src/protocol/x.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { Hall, HALL } from '../support/hall.ts';
import { Disk, memoryStore } from '../support/memory-store.ts';
import type { KeyFacts } from '../support/parts-fakes.ts';
import { Party, realIdentity, type Identity } from '../support/two-parties.ts';

let anna: Identity;
let ben: Identity;
let mallory: Identity;
let clock: FakeClock;
let stores = 0;

beforeAll(async () => {
  [anna, ben, mallory] = await Promise.all([
    realIdentity('anna'),
    realIdentity('ben'),
    realIdentity('mallory'),
  ]);
});
beforeEach(() => {
  clock = createFakeClock(Date.UTC(2026, 10, 23));
});

function newStore(name = `inbox-${(stores += 1)}`): Promise<Store> {
  return openStore(name, { onTrouble: () => undefined });
}
/** Ben, who has joined and sees these people listed. */
async function startBen(listed: readonly Identity[] = [anna, mallory], store?: Store): Promise<Party> {
  const party = await Party.start({
    identity: ben,
    clock,
    hall: new Hall(),
    store: store ?? (await newStore()),
  });
  list(party, listed);
  party.link.join();
  await quiet(party);
  return party;
}
function list(party: Party, listed: readonly Identity[]): void {
  party.directory.apply(new Map([[HALL, [ben, ...listed].map((one): KeyFacts => one.key)]]));
}
async function quiet(party: Party): Promise<void> {
  for (let calm = 0; calm < 5;) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    calm = party.side.isBusy() ? 0 : calm + 1;
  }
}
function give(party: Party, text: string): void {
  party.link.frame(parseFrame(text, LIMITS.inboundFrame), text);
}
async function receive(party: Party, ...frames: readonly string[]): Promise<void> {
  for (const text of frames) give(party, text);
  await quiet(party);
}

interface Letter {
  readonly by: Identity;
  readonly counter: number;
  readonly message?: string;
  readonly participants?: readonly string[];
  readonly to?: readonly Identity[];
  readonly x?: XPart;
  readonly payload?: string;
  readonly signer?: Identity;
  readonly keys?: number;
}

/** A chat as any client may make it. */
async function chat(letter: Letter): Promise<string> {
  return sign(letter.signer ?? letter.by, await chatData(letter), letter.counter);
}
async function chatData(letter: Letter): Promise<SignedData> {
  const { by, to = [ben], message = 'hi', x } = letter;
  const participants = letter.participants ?? [by, ...to].map((one) => one.key.fingerprint);
  const [key, iv] = [systemRandom(16), systemRandom(16)];
  const payload = letter.payload ?? writePayload({ participants, message, ...(x !== undefined && { x }) });
  const wrapped = await by.runner.wrap(
    to.map((one) => one.key.spki),
    key,
  );
  const symmKeys = wrapped.map((one) => new Uint8Array(one));
  // Ben's own is put where nobody would look first.
  const isEarly = sortRank(ben.key.fingerprint) < 0.5;
  while (symmKeys.length < (letter.keys ?? 0)) {
    if (isEarly) symmKeys.unshift(systemRandom(256));
    else symmKeys.push(systemRandom(256));
  }
  return {
    type: 'chat',
    destinationServers: [HALL],
    iv,
    symmKeys,
    chat: await gcmSeal(key, iv, utf8(payload)),
  };
}
async function sign(
  by: Identity,
  data: SignedData,
  counter: number,
  dataText = dataTextOf(data),
): Promise<string> {
  const signatureText = toBase64(await by.runner.sign(utf8(signedText(dataText, counter))));
  return writeSignedFrame({ dataText, form: 'string', counter, signatureText });
}
const inSquare = (by: Identity, sender: Identity, message: string, counter: number) =>
  sign(by, { type: 'public_chat', sender: sender.key.fingerprint, message }, counter);
const newId = () => toBase64Url(systemRandom(16));
const withAnna = () => directId(anna.key.fingerprint);
async function heard(party: Party, from: Identity = anna): Promise<string[]> {
  return (await party.messages(directId(from.key.fingerprint))).map((one) => one.text);
}

describe('a good message', () => {
  it('is shown, counted unread, and marked when it is the first of its key', async () => {
    const party = await startBen();
    await receive(
      party,
      await chat({ by: anna, counter: 5, message: 'one' }),
      await chat({ by: anna, counter: 6, message: 'two' }),
    );
    expect(await party.messages(withAnna())).toMatchObject([
      { text: 'one', author: anna.key.fingerprint, firstFromKey: true, state: undefined },
      { text: 'two', firstFromKey: false },
    ]);
    expect(party.desk.conversations.get(withAnna())).toMatchObject({ unread: 2, kind: 'direct' });
    expect(party.people.row(anna.key.fingerprint)).toMatchObject({ accepted: false, xSeenAt: 0 });
  });

  it('may have counter 0 when nothing was heard before', async () => {
    const party = await startBen();
    await receive(party, await chat({ by: anna, counter: 0 }));
    expect(await heard(party)).toEqual(['hi']);
  });

  it('verifies in the words of clients that send an object and sign it as Python writes it', async () => {
    const party = await startBen();
    const data = { type: 'public_chat', sender: anna.key.fingerprint, message: 'grüße' } as const;
    const python = `{"type": "public_chat", "sender": "${data.sender}", "message": "gr\\u00fc\\u00dfe"}`;
    const signatureText = toBase64(await anna.runner.sign(utf8(`${python}7`)));
    const relayed = JSON.stringify(data);
    await receive(
      party,
      `{"type":"signed_data","data":${relayed},"counter":7,"signature":"${signatureText}"}`,
    );
    expect(await party.messages(SQUARE)).toMatchObject([{ text: 'grüße' }]);
  });

  it('goes to the conversation of its participants, wherever it came from (T13)', async () => {
    const party = await startBen();
    const frame = await chat({ by: anna, counter: 5, to: [ben, mallory], message: 'to both' });
    await receive(party, frame, frame, frame);
    expect(await heard(party)).toEqual([]);
    const group = [...party.desk.conversations.values()].find((row) => row.kind === 'group');
    expect(group?.members).toEqual([anna.key.fingerprint, mallory.key.fingerprint].sort());
    expect(group === undefined ? [] : await party.messages(group.id)).toHaveLength(1);
  });

  it('is shown once for each x.id, also under a new counter, and its receipt is owed again', async () => {
    const party = await startBen();
    const x: XPart = { v: 1, id: newId(), name: 'Anna\u202e' };
    await receive(party, await chat({ by: anna, counter: 5, message: 'once', x }));
    await receive(party, await chat({ by: anna, counter: 21, message: 'once', x }));
    expect(await heard(party)).toEqual(['once']);
    expect(party.desk.conversations.get(withAnna())).toMatchObject({ unread: 1, lastSeq: 1 });
    expect(party.people.row(anna.key.fingerprint)).toMatchObject({ claimed: 'Anna' });
    expect((await party.store.load()).receipts).toHaveLength(1);
    expect((await party.store.heard([anna.key.fingerprint])).get(anna.key.fingerprint)).toBe(21);
  });

  it('with the x.id of somebody else is another message', async () => {
    const party = await startBen();
    const x: XPart = { v: 1, id: newId() };
    await receive(party, await chat({ by: anna, counter: 5, message: 'mine', x }));
    await receive(party, await chat({ by: mallory, counter: 5, message: 'stolen id', x }));
    expect(await heard(party)).toEqual(['mine']);
    expect(await heard(party, mallory)).toEqual(['stolen id']);
  });

  it('is stored with others that come at once, in few commits and in order', async () => {
    const store = await newStore();
    let commits = 0;
    const counted: Store = { ...store, commit: (changes) => ((commits += 1), store.commit(changes)) };
    const party = await startBen([anna], counted);
    const frames = await Promise.all(
      Array.from({ length: 120 }, (_, index) => chat({ by: anna, counter: index, message: `${index}` })),
    );
    commits = 0;
    await receive(party, ...frames);
    expect(await heard(party)).toEqual(frames.map((_, index) => `${index}`));
    expect(commits).toBeLessThan(40);
  });
});

describe('a frame that proves nothing', () => {
  it('with somebody else as sender is not shown (T01)', async () => {
    const party = await startBen();
    await receive(party, await inSquare(mallory, anna, 'I am Anna', 5));
    await receive(party, await chat({ by: anna, signer: mallory, counter: 5 }));
    expect(await party.messages(SQUARE)).toEqual([]);
    expect(await heard(party)).toEqual([]);
    expect(party.side.tally.counts()).toMatchObject({ unproven: 2 });
    expect(await party.store.heard([anna.key.fingerprint])).toEqual(new Map());
  });

  it("with Anna's very words, signed again by a member of the group, is not Mallory's (T02)", async () => {
    const party = await startBen();
    const data = await chatData({ by: anna, counter: 5, to: [ben, mallory], message: 'by Anna' });
    await receive(party, await sign(mallory, data, 99));
    expect([...party.desk.conversations.values()].filter((row) => row.kind !== 'square')).toEqual([]);
    await receive(party, await sign(anna, data, 5));
    expect([...party.desk.conversations.values()].filter((row) => row.kind === 'group')).toHaveLength(1);
  });

  it('cannot poison a counter (T08)', async () => {
    const party = await startBen();
    for (let index = 0; index < 20; index += 1) {
      await receive(party, await chat({ by: anna, signer: mallory, counter: 2 ** 53 - 1 - index }));
    }
    await receive(party, await chat({ by: anna, counter: 7, message: 'still heard' }));
    expect(await heard(party)).toEqual(['still heard']);
  });

  it('whose captured signature stands on other words does not silence the true one', async () => {
    const party = await startBen();
    const good = await inSquare(anna, anna, 'true', 5);
    const frame = JSON.parse(good) as { data: string };
    const bad = JSON.stringify({ ...frame, data: frame.data.replace('true', 'lies') });
    await receive(party, bad, good);
    expect((await party.messages(SQUARE)).map((one) => one.text)).toEqual(['true']);
  });

  it('or is not for us leaves no trace', async () => {
    const party = await startBen();
    await receive(party, await chat({ by: anna, to: [mallory], counter: 5 }));
    expect(await heard(party)).toEqual([]);
    expect(party.side.tally.counts()).toEqual({ unproven: 0, malformed: 0, held: 0, blocked: 0 });
  });
});

describe('participants (T02)', () => {
  const [a, b, m] = [() => anna.key.fingerprint, () => ben.key.fingerprint, () => mallory.key.fingerprint];
  const mutations: readonly (readonly [string, () => readonly string[]])[] = [
    ['without us', () => [a(), m()]],
    ['the sender alone', () => [a()]],
    ['us alone', () => [b()]],
    ['us first', () => [b(), a()]],
    ['another one first', () => [m(), a(), b()]],
    ['us twice', () => [a(), b(), b()]],
    ['the sender twice', () => [a(), b(), a()]],
    ['us twice, once in hex', () => [a(), b(), Buffer.from(b(), 'base64').toString('hex')]],
    ['us with a blank', () => [a(), `${b()} `]],
    ['an empty one', () => [a(), b(), '']],
    [
      'too many',
      () => [
        a(),
        b(),
        ...Array.from({ length: 1023 }, (_, index) =>
          toBase64(new Uint8Array(32).fill(index % 256, 0, 1).fill(index >> 8, 1, 2)),
        ),
      ],
    ],
  ];
  for (const [name, participants] of mutations) {
    it(`${name}: refused`, async () => {
      const party = await startBen();
      await receive(party, await chat({ by: anna, counter: 5, participants: participants() }));
      expect([...party.desk.conversations.values()].filter((row) => row.kind !== 'square')).toEqual([]);
      expect(await party.store.heard([a()])).toEqual(new Map());
    });
  }

  const odd: readonly (readonly [string, () => string])[] = [
    ['a fingerprint that nobody has', () => toBase64(new Uint8Array(32).fill(9))],
    ['one that is not canonical', () => `${m().slice(0, 42)}B=`],
    ['a name', () => 'Carla'],
  ];
  for (const [name, stranger] of odd) {
    it(`with ${name} among them: readable, as a group with somebody unknown (rule 4)`, async () => {
      const party = await startBen();
      for (const counter of [5, 6])
        await receive(party, await chat({ by: anna, counter, participants: [a(), b(), stranger()] }));
      const [row, ...more] = [...party.desk.conversations.values()].filter(({ kind }) => kind === 'group');
      expect(more).toEqual([]);
      expect(row?.members).toHaveLength(2);
      expect(row?.members.filter((one) => party.directory.lookup(one) === undefined)).toHaveLength(1);
      expect(row === undefined ? [] : await party.messages(row.id)).toHaveLength(2);
      // Nothing can be sealed for somebody without a key.
      if (row !== undefined) await party.side.outbox.sendText(row.id, 'hello all');
      await quiet(party);
      const [sent] = party.link.written.filter((text) => text !== '?');
      const frame = parseFrame(sent ?? '', LIMITS.inboundFrame);
      expect(frame.type === 'signed_data' && frame.data.type === 'chat' && frame.data.symmKeys.length).toBe(
        1,
      );
    });
  }

  it('named in another way, before their key was listed: the same conversation once it is', async () => {
    const party = await startBen([anna]);
    const name = createHash('sha256').update(pemIn('lines', mallory.key.spki)).digest('hex');
    const names = [a(), b(), name];
    await receive(party, await chat({ by: anna, counter: 5, message: 'early', participants: names }));
    const [before] = [...party.desk.conversations.values()].filter(({ kind }) => kind === 'group');
    list(party, [anna, mallory]);
    await quiet(party);
    await receive(
      party,
      await chat({ by: anna, counter: 6, message: 'late', participants: [a(), b(), m()] }),
    );
    const [row, ...more] = [...party.desk.conversations.values()].filter(({ kind }) => kind === 'group');
    expect(more).toEqual([]);
    expect(row?.id).not.toBe(before?.id);
    expect(row).toMatchObject({ members: [a(), m()].sort(), unread: 2, lastLine: { text: 'late' } });
    const messages = row === undefined ? [] : await party.messages(row.id);
    expect(messages.map(({ text }) => text)).toEqual(['early', 'late']);
    expect((await party.store.load()).conversations.filter(({ kind }) => kind === 'group')).toHaveLength(1);
  });

  it('in the names of another program: the same people', async () => {
    const party = await startBen();
    const hex = (name: string): string => Buffer.from(name, 'base64').toString('hex');
    const names = [a(), b(), m()];
    await receive(party, await chat({ by: anna, counter: 5, participants: names }));
    await receive(party, await chat({ by: anna, counter: 6, participants: names.map(hex) }));
    const [row, ...more] = [...party.desk.conversations.values()].filter(({ kind }) => kind === 'group');
    expect(more).toEqual([]);
    expect(row === undefined ? [] : await party.messages(row.id)).toHaveLength(2);
    expect(party.people.row(a())?.habits).toMatchObject({ fingerprint: { of: 'one-line', text: 'hex' } });
  });

  it('of two copies that differ: refused', async () => {
    const party = await startBen();
    const payload = JSON.stringify({
      participants: [a(), b()],
      message: 'shown',
      chat: { participants: [a(), b()], message: 'shown to others' },
    });
    await receive(party, await chat({ by: anna, counter: 5, payload }));
    expect(await heard(party)).toEqual([]);
    expect(party.side.tally.counts()).toMatchObject({ malformed: 1 });
  });
});

describe('names of other programs', () => {
  const inHex = (one: Identity): string =>
    createHash('sha256').update(pemIn('lines', one.key.spki)).digest('hex');
  const square = (by: Identity, sender: string, message: string, counter: number) =>
    sign(by, { type: 'public_chat', sender, message }, counter);

  it('lead to the key whose signature must hold (T01)', async () => {
    const party = await startBen();
    await receive(party, await square(mallory, inHex(anna), 'as Anna', 5));
    expect(await party.messages(SQUARE)).toEqual([]);
    expect(party.side.tally.counts()).toMatchObject({ unproven: 1 });
    await receive(party, await square(anna, inHex(anna), 'myself', 5));
    expect(await party.messages(SQUARE)).toMatchObject([{ author: anna.key.fingerprint, text: 'myself' }]);
  });

  it("that are no key's say nothing: the author is whose signature holds", async () => {
    const party = await startBen();
    await receive(party, await square(anna, 'Anna', 'one', 5));
    await receive(party, await square(mallory, 'Anna', 'two', 5));
    await receive(party, await square(anna, 'Anna', 'three', 6));
    expect((await party.messages(SQUARE)).map(({ author }) => author)).toEqual(
      [anna, mallory, anna].map((one) => one.key.fingerprint),
    );
  });

  it('wait for a list as others do (T01)', async () => {
    const party = await startBen([mallory]);
    await receive(party, await square(anna, inHex(anna), 'early', 5));
    expect(await party.messages(SQUARE)).toEqual([]);
    expect(party.link.written).toContain('?');
    list(party, [anna, mallory]);
    await quiet(party);
    expect(await party.messages(SQUARE)).toMatchObject([{ author: anna.key.fingerprint, text: 'early' }]);
  });
});

describe('a counter that its signature leaves out', () => {
  it('moves none, and a copy under another one is a copy', async () => {
    const party = await startBen();
    const dataText = JSON.stringify({ type: 'public_chat', sender: anna.key.fingerprint, message: 'open' });
    const signatureText = toBase64(await anna.runner.sign(utf8(dataText)));
    for (const counter of [5, LIMITS.counterMax, 9])
      await receive(party, writeSignedFrame({ dataText, form: 'string', counter, signatureText }));
    await receive(party, await inSquare(anna, anna, 'counted', 7));
    expect((await party.messages(SQUARE)).map(({ text }) => text)).toEqual(['open', 'counted']);
    expect(party.side.tally.counts()).toMatchObject({ held: 0 });
  });
});

describe('an old counter', () => {
  it('on the same bytes vanishes: same socket, new socket, after a restart (T04)', async () => {
    const name = `inbox-${(stores += 1)}`;
    const store = await newStore(name);
    const party = await startBen([anna, mallory], store);
    const frames = [
      await chat({ by: anna, counter: 5, message: 'one', x: { v: 1, id: newId() } }),
      await chat({ by: anna, counter: 6, message: 'two' }), // no x: of another client
      await inSquare(anna, anna, 'three', 7),
    ];
    await receive(party, ...frames, ...frames);
    party.link.close();
    party.link.join();
    await receive(party, ...frames);
    store.close();
    const again = await startBen([anna, mallory], await newStore(name));
    await receive(again, ...frames);
    expect(await heard(again)).toEqual(['one', 'two']);
    expect(await again.messages(SQUARE)).toHaveLength(1);
    expect(again.side.tally.counts()).toEqual({ unproven: 0, malformed: 0, held: 0, blocked: 0 });
  });

  it('on other words is held back, visibly, and comes in when the user says so (T11)', async () => {
    const party = await startBen();
    await receive(party, await chat({ by: anna, counter: 50, message: 'before' }));
    const restarted = await chat({ by: anna, counter: 1, message: 'after my restart' });
    await receive(party, restarted);
    await receive(party, restarted, await chat({ by: anna, counter: 2, message: 'me again' }));
    expect(await heard(party)).toEqual(['before']);
    expect(party.desk.conversations.get(withAnna())).toMatchObject({ held: 2, unread: 1 });
    expect(party.side.tally.counts()).toMatchObject({ held: 2 });
    await acceptHeld(party.side, withAnna());
    expect(await heard(party)).toEqual(['before', 'after my restart', 'me again']);
    expect(party.desk.conversations.get(withAnna())).toMatchObject({ held: 0, unread: 3 });
    await receive(party, restarted);
    expect(await heard(party)).toHaveLength(3);
    expect(party.side.tally.counts()).toMatchObject({ held: 0 });
  });

  it('on a file inside its message keeps the file, as long as the message is held (rule 3)', async () => {
    const party = await startBen([anna], memoryStore(new Disk()));
    const file = { name: 'menu.txt', size: 4, type: 'text/plain', url: '', data: toBase64(utf8('soup')) };
    const withFile = (counter: number) =>
      chat({ by: anna, counter, message: '📎 menu.txt', x: { v: 1, id: newId(), file } });
    await receive(party, await chat({ by: anna, counter: 50, message: 'before' }));
    await receive(party, await withFile(1));
    expect(party.desk.conversations.get(withAnna())).toMatchObject({ held: 1 });
    await acceptHeld(party.side, withAnna());
    const [, shown] = await party.messages(withAnna());
    expect(shown?.file).toMatchObject({ name: 'menu.txt', size: 4, state: { kind: 'local' } });
    expect(await (shown && (await party.side.fileBlob(shown.id)))?.text()).toBe('soup');
    await receive(party, await withFile(2));
    await dropHeld(party.side, withAnna());
    expect(await party.store.blobKeys()).toHaveLength(1);
  });

  it('on files fills no disk: beyond twenty of a stranger they are counted and dropped (T30)', async () => {
    const party = await startBen([mallory], memoryStore(new Disk()));
    await receive(party, await chat({ by: mallory, counter: 50 }));
    const file = { name: 'a.txt', size: 4, type: 'text/plain', url: '', data: toBase64(utf8('soup')) };
    const numbers = Array.from({ length: 22 }, (_, number) => number);
    const letters = numbers.map((counter) =>
      chat({ by: mallory, counter, message: `📎 ${counter}`, x: { v: 1, id: newId(), file } }),
    );
    await receive(party, ...(await Promise.all(letters)));
    expect(party.side.tally.counts()).toMatchObject({ held: 20, unproven: 2 });
  });

  it('on what has come in another frame meanwhile is shown once, accepted or not', async () => {
    const party = await startBen();
    const [x, again]: [XPart, XPart] = [
      { v: 1, id: newId() },
      { v: 1, id: newId() },
    ];
    await receive(party, await chat({ by: anna, counter: 50, message: 'before' }));
    await receive(party, await chat({ by: anna, counter: 1, message: 'one', x }));
    for (const counter of [2, 3])
      await receive(party, await chat({ by: anna, counter, message: 'two', x: again }));
    await receive(party, await chat({ by: anna, counter: 51, message: 'one', x }));
    expect(party.side.tally.counts()).toMatchObject({ held: 3 });
    await acceptHeld(party.side, withAnna());
    expect(await heard(party)).toEqual(['before', 'one', 'two']);
    expect(party.desk.conversations.get(withAnna())).toMatchObject({ held: 0, unread: 3 });
    expect(party.side.tally.counts()).toMatchObject({ held: 0 });
  });

  it('is one that was used before, on other words', async () => {
    const party = await startBen();
    await receive(party, await chat({ by: anna, counter: 5, message: 'one' }));
    await receive(party, await chat({ by: anna, counter: 5, message: 'another' }));
    expect(await heard(party)).toEqual(['one']);
    expect(party.desk.conversations.get(withAnna())?.held).toBe(1);
  });

  it('of a stranger fills no disk: beyond two hundred they are counted and dropped (T30)', async () => {
    const party = await startBen();
    await receive(party, await inSquare(mallory, mallory, 'first', 9));
    const numbers = Array.from({ length: 203 }, (_, number) => number);
    const frames = await Promise.all(numbers.map((number) => inSquare(mallory, mallory, `no. ${number}`, 5)));
    await receive(party, ...frames);
    expect(await party.store.held()).toHaveLength(200);
    expect(party.side.tally.counts()).toMatchObject({ held: 200, unproven: 3 });
    await receive(party, await inSquare(mallory, mallory, 'new', 10));
    expect((await party.messages(SQUARE)).map(({ text }) => text)).toEqual(['first', 'new']);
  });

  it('after the highest possible one is held, not lost (T07)', async () => {
    const party = await startBen();
    await receive(party, await chat({ by: anna, counter: 2 ** 53 - 1, message: 'last' }));
    await receive(party, await chat({ by: anna, counter: 5, message: 'too late' }));
    expect(await heard(party)).toEqual(['last']);
    expect(party.desk.conversations.get(withAnna())?.held).toBe(1);
  });

  it('is judged by the order of arrival: a frame with many keys is overtaken and not held', async () => {
    const party = await startBen();
    const big = await chat({ by: anna, to: [mallory, ben], keys: 150, counter: 5, message: 'to many' });
    const small = await chat({ by: anna, counter: 21, message: 'to you' });
    await receive(party, big, small);
    const group = [...party.desk.conversations.values()].find((row) => row.kind === 'group');
    expect(group === undefined ? [] : await party.messages(group.id)).toMatchObject([{ text: 'to many' }]);
    expect(await heard(party)).toEqual(['to you']);
    expect(party.side.tally.counts().held).toBe(0);
    const [first, second] = [
      (await party.messages(withAnna()))[0],
      group && (await party.messages(group.id))[0],
    ];
    expect(first?.seq).toBeLessThan(second?.seq ?? 0); // the direct message did not wait
    await receive(party, await chat({ by: anna, counter: 20, message: 'truly old' }));
    expect(party.side.tally.counts().held).toBe(1);
  });
});

describe('a sender who is not known yet', () => {
  it('is asked for, and shown in order once listed', async () => {
    const party = await startBen([]);
    await receive(
      party,
      await chat({ by: anna, counter: 5, message: 'one' }),
      await inSquare(anna, anna, 'two', 6),
    );
    expect(await heard(party)).toEqual([]);
    expect(party.link.written).toContain('?');
    list(party, [anna]);
    await quiet(party);
    expect(await heard(party)).toEqual(['one']);
    expect(await party.messages(SQUARE)).toHaveLength(1);
    expect(party.side.tally.counts()).toEqual({ unproven: 0, malformed: 0, held: 0, blocked: 0 });
  });

  it('is dropped after ten seconds, and may come again', async () => {
    const party = await startBen([]);
    const frame = await chat({ by: anna, counter: 5, message: 'late' });
    await receive(party, frame);
    clock.advance(10_000);
    expect(party.side.tally.counts().unproven).toBe(1);
    list(party, [anna]);
    await quiet(party);
    expect(await heard(party)).toEqual([]);
    await receive(party, frame);
    expect(await heard(party)).toEqual(['late']);
  });

  it('finds room for 64 frames and no more', async () => {
    const party = await startBen([]);
    const frames = await Promise.all(
      Array.from({ length: 66 }, (_, index) => inSquare(anna, anna, `${index}`, index)),
    );
    await receive(party, ...frames);
    expect(party.side.tally.counts().unproven).toBe(2);
    list(party, [anna]);
    await quiet(party);
    expect(await party.messages(SQUARE)).toHaveLength(64);
  });
});

describe('frames of the largest size', () => {
  it.each([
    ['that wait push out older ones that wait', 64],
    ['that are all begun already leave no room for another', 0],
  ])('%s, and are counted: memory has a bound (T24)', async (_name, before) => {
    const gates: (() => void)[] = [];
    const { runner } = ben;
    const slow = {
      setPrivateKeys: runner.setPrivateKeys.bind(runner),
      open: runner.open.bind(runner),
      sign: runner.sign.bind(runner),
      wrap: runner.wrap.bind(runner),
      close: () => undefined,
      async verify(job: Parameters<typeof runner.verify>[0]) {
        if (isGood) return runner.verify(job);
        await new Promise<void>((open) => gates.push(open));
        throw new CryptoError('failed');
      },
    };
    let isGood = false;
    const identity = { ...ben, runner: slow };
    const party = await Party.start({ identity, clock, hall: new Hall(), store: await newStore() });
    list(party, [anna]);
    party.link.join();
    await quiet(party);
    const small = await inSquare(anna, anna, 'small', 1);
    const giveLong = (counter: number, size = LIMITS.inboundFrame): void => {
      const frame = parseFrame(small, LIMITS.inboundFrame);
      if (frame.type !== 'signed_data') throw new Error('no message');
      party.link.frame({ ...frame, counter, dataText: frame.dataText + ' '.repeat(size) }, '');
    };
    for (const round of [1, 2]) {
      for (let count = 0; count < before; count += 1) giveLong(round * 1000 + count, 0);
      for (let count = 0; count < 9; count += 1) giveLong(round * 2000 + count);
      const others = (round - 1) * (before + 9);
      expect(party.side.tally.counts().unproven - others).toBe(2);
      while (party.side.inbox.size > 0) {
        for (const open of gates.splice(0)) open();
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      expect(party.side.tally.counts().unproven).toBe(round * (before + 9));
    }
    isGood = true;
    await receive(party, small);
    expect((await party.messages(SQUARE)).map(({ text }) => text)).toEqual(['small']);
  });
});

describe('a frame that breaks the judge', () => {
  it('is counted, and stops nobody behind it', async () => {
    let faults = 1;
    const { runner } = ben;
    const frail = {
      setPrivateKeys: runner.setPrivateKeys.bind(runner),
      open: runner.open.bind(runner),
      sign: runner.sign.bind(runner),
      wrap: runner.wrap.bind(runner),
      close: () => undefined,
      async verify(job: Parameters<typeof runner.verify>[0]) {
        if (faults > 0) {
          faults -= 1;
          throw new TypeError('nobody thought of this');
        }
        return runner.verify(job);
      },
    };
    const identity = { ...ben, runner: frail };
    const party = await Party.start({ identity, clock, hall: new Hall(), store: await newStore() });
    list(party, [anna]);
    party.link.join();
    await quiet(party);
    give(party, await chat({ by: anna, counter: 5, message: 'odd' }));
    give(party, await chat({ by: anna, counter: 6, message: 'good' }));
    await expect.poll(() => heard(party), { timeout: 2000 }).toEqual(['good']);
    expect(party.side.tally.counts()).toMatchObject({ malformed: 1 });
  });
});

describe('our own signature', () => {
  it('on what we sent confirms it and shows nothing new (T12)', async () => {
    const party = await startBen();
    const id = await party.side.conversations.openDirect(anna.key.fingerprint);
    await party.side.outbox.sendText(id, 'hello');
    await quiet(party);
    const sent = party.link.written.filter((text) => text !== '?');
    expect(sent).toHaveLength(1);
    for (let times = 0; times < 3; times += 1) await receive(party, ...sent);
    const messages = await party.messages(id);
    expect(messages).toMatchObject([{ author: 'me', state: { kind: 'accepted' } }]);
    expect(party.desk.conversations.get(id)?.unread).toBe(0);
  });

  it('on what we said in the square shows nothing twice, however often it comes back (T12)', async () => {
    const store = await newStore();
    const party = await startBen([anna], store);
    await party.side.outbox.sendText(SQUARE, 'hello all');
    await quiet(party);
    const sent = party.link.written.filter((text) => text !== '?');
    for (let times = 0; times < 3; times += 1) await receive(party, ...sent);
    const later = await startBen([anna], store);
    await receive(later, ...sent);
    expect(await later.messages(SQUARE)).toMatchObject([{ author: 'me', text: 'hello all' }]);
    expect([...party.events, ...later.events].filter((event) => event.type === 'notice')).toEqual([]);
  });

  it('on what we did not send comes from another device: own, never unread, and told once', async () => {
    const party = await startBen();
    const frame = await chat({
      by: ben,
      to: [anna, ben],
      participants: [ben.key.fingerprint, anna.key.fingerprint],
      counter: 900_000_000,
      message: 'from my phone',
    });
    await receive(party, frame, frame);
    expect(await party.messages(withAnna())).toMatchObject([
      { author: 'me', text: 'from my phone', state: { kind: 'accepted' } },
    ]);
    expect(party.desk.conversations.get(withAnna())?.unread).toBe(0);
    const notices = party.events.filter((event) => event.type === 'notice');
    expect(notices).toEqual([{ type: 'notice', notice: { kind: 'own-key-elsewhere' } }]);
    await party.side.outbox.sendText(withAnna(), 'from here');
    await quiet(party);
    const sent = parseFrame(party.link.written.at(-1) ?? '', LIMITS.inboundFrame);
    if (sent.type !== 'signed_data' || sent.data.type !== 'chat') throw new Error('no chat');
    expect(sent.counter).toBeGreaterThan(900_000_000); // learned from the other device
    expect(sent.data.symmKeys).toHaveLength(2); // and it can read what is sent here
  });

  it('on what we cannot open, and have not sent, comes from another device; it stays known over a restart', async () => {
    const store = memoryStore(new Disk());
    const party = await startBen([anna, mallory], store);
    const toCem = await chat({
      by: ben,
      to: [mallory],
      participants: [ben.key.fingerprint, mallory.key.fingerprint],
      counter: 900_000_000,
    });
    const notices = (one: Party) => one.events.filter((event) => event.type === 'notice');
    await receive(party, toCem);
    await vi.waitFor(() => expect(notices(party)).toHaveLength(1));
    await quiet(party);
    expect(party.ledger.row().highestAccepted).toBe(900_000_000);
    const later = await startBen([anna, mallory], store);
    expect(later.side.twin.isThere).toBe(true);
    expect(notices(later)).toEqual([]);
  });

  it('is not taken for another device’s where a server sends back twice what we wrote', async () => {
    const party = await startBen();
    party.link.join();
    clock.advance(31_000);
    await receive(
      party,
      await chat({
        by: anna,
        to: [ben],
        participants: [anna.key.fingerprint, ben.key.fingerprint],
        counter: 5,
      }),
    );
    await party.side.outbox.sendText(withAnna(), 'from here');
    await quiet(party);
    const sent = party.link.written.findLast((text) => text.includes('signed_data')) ?? '';
    expect(sent).not.toBe('');
    for (let times = 0; times < 3; times += 1) await receive(party, sent);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(party.events.filter((event) => event.type === 'notice')).toEqual([]);
    expect(party.side.twin.isThere).toBe(false);
  });

  it('on a chat with ourselves that nobody keeps (the doctor) leaves no conversation', async () => {
    const party = await startBen();
    await receive(party, await chat({ by: ben, to: [ben], participants: [ben.key.fingerprint], counter: 5 }));
    expect([...party.desk.conversations.values()].filter((row) => row.kind !== 'square')).toEqual([]);
  });
});

describe('what is sent', () => {
  it('names every recipient, sorted, behind the sender, and hides its length', async () => {
    const party = await startBen();
    const id = await party.side.conversations.openGroup([mallory.key.fingerprint, anna.key.fingerprint]);
    await party.side.outbox.sendText(id, 'a');
    await party.side.outbox.sendText(id, 'a'.repeat(60));
    await quiet(party);
    const frames = party.link.written
      .filter((text) => text !== '?')
      .map((text) => parseFrame(text, LIMITS.inboundFrame));
    const opened = await Promise.all(
      frames.map(async (frame) => {
        if (frame.type !== 'signed_data' || frame.data.type !== 'chat') throw new Error('no chat');
        const { symmKeys: wrapped, chat: sealed, destinationServers } = frame.data;
        expect(destinationServers).toEqual([HALL]);
        const found = await anna.runner.open({
          wrapped,
          order: [0, 1],
          readings: readingsOf(frame.data),
          priority: 'high',
        });
        if (found === undefined || found === 'broken') throw new Error('not opened');
        return { text: new TextDecoder().decode(found.plain), sealed };
      }),
    );
    const others = [anna.key.fingerprint, mallory.key.fingerprint].sort();
    expect(JSON.parse(opened[0]?.text ?? '')).toMatchObject({
      participants: [ben.key.fingerprint, ...others],
      message: 'a',
      x: { v: 1, name: 'ben' },
      chat: { participants: [ben.key.fingerprint, ...others], message: 'a' },
    });
    // ciphertext and tag: a multiple of 256 bytes and 16
    expect(opened.map(({ sealed }) => sealed.length % 256)).toEqual([16, 16]);
  });
});
