// A change of key between real keys: what a contact is offered, what nobody can make up, and what goes over only by a tap.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { directId } from '../../src/domain/conversation.ts';
import type { Fingerprint } from '../../src/domain/ids.ts';
import {
  announceMove,
  answerMove,
  moveState,
  peopleToTake,
  signMove,
  takePeople,
} from '../../src/engine/moving.ts';
import { hasSigned } from '../../src/engine/moved-key.ts';
import type { MoveHalf } from '../../src/engine/port/moving.ts';
import { toBase64 } from '../../src/lib/base64.ts';
import { utf8 } from '../../src/lib/bytes.ts';
import { movedStatement, type MovedDeed } from '../../src/protocol/moved.ts';
import type { PersonRow } from '../../src/store/person-rows.ts';
import { Company, framesOf, give } from '../support/company.ts';
import { letter } from '../support/plain-program.ts';
import { realIdentity, type Identity, type Party } from '../support/two-parties.ts';

let [annaId, benId, cemId, nextId, thirdId]: Identity[] = [];
let company: Company;
let anna: Party;
let ben: Party;
let cem: Party;

beforeAll(async () => {
  [annaId, benId, cemId, nextId, thirdId] = await Promise.all(
    ['anna', 'ben', 'cem', 'anna again', 'anna a third time'].map(realIdentity),
  );
});
beforeEach(async () => {
  company = new Company();
  [anna, ben, cem] = await company.meet(known(annaId), known(benId), known(cemId));
});

const known = <Value>(value: Value | undefined): Value => {
  if (value === undefined) throw new Error('not there');
  return value;
};
const personAt = (party: Party, who: Fingerprint): PersonRow | undefined => party.people.row(who);
const movedAt = (party: Party, who: Fingerprint = anna.me) => personAt(party, who)?.movedTo;
const begin = (identity: Identity | undefined): Promise<Party> => company.start(known(identity));
/** Anna's old key tells of `next`. */
async function tell(next: Party): Promise<void> {
  await announceMove(anna.side, await signMove(next.side, anna.me), 'I have a new key');
  await company.settle();
  await company.wait(2000);
}
async function callAnna(petname: string): Promise<void> {
  const row = known(personAt(ben, anna.me));
  await ben.desk.edit((draft) => draft.people.put(anna.me, { ...row, petname }));
}
/** What `from` says in a frame of their own, signed well. */
let counter = 2 ** 30;
async function say(from: Identity | undefined, act: object, people: readonly Party[] = [ben]): Promise<void> {
  counter += 1;
  const id = String(counter).padEnd(22, 'x');
  const to = people.map(({ identity }) => identity);
  const x = { v: 1, id, more: { act: { ...act } } } as const;
  give(ben, await letter({ by: known(from), to, counter, message: 'moved', x }));
  await company.settle();
}
async function deed(from: Identity | undefined, to: Identity | undefined): Promise<MovedDeed> {
  const [old, next] = [known(from), known(to)];
  const bytes = utf8(movedStatement(old.key.fingerprint, next.key.fingerprint));
  return {
    kind: 'moved',
    pem: next.key.pem,
    old: toBase64(await old.runner.sign(bytes)),
    next: toBase64(await next.runner.sign(bytes)),
  };
}

describe('a change of key', () => {
  it('is offered to every contact, and nothing follows from it by itself', async () => {
    const next = await begin(nextId);
    await callAnna('Anna');
    await tell(next);
    for (const party of [ben, cem]) {
      expect(movedAt(party)).toMatchObject({ fingerprint: next.me, pem: next.identity.key.pem });
      expect(personAt(party, next.me)).toBeUndefined();
    }
    expect(personAt(ben, anna.me)).toMatchObject({ petname: 'Anna', accepted: true });
    // Nobody is shown a text, and no chat was opened for it.
    expect((await ben.chatWith(anna)).map(({ text }) => text)).not.toContain('I have a new key');
    expect(await moveState(anna.side)).toMatchObject({ to: next.me, told: 2, waiting: [], others: [] });
  });

  it('waits for who is away, through a restart of either', async () => {
    const next = await begin(nextId);
    ben.disconnect();
    await company.settle();
    await tell(next);
    expect(await moveState(anna.side)).toMatchObject({ told: 2, waiting: [ben.me] });
    anna = await company.restart(anna);
    ben = await company.restart(ben);
    await company.wait(5000);
    expect(movedAt(ben)?.fingerprint).toBe(next.me);
    expect((await moveState(anna.side))?.waiting).toEqual([]);
  });

  it('is not sent to programs that would show it as a text, which are named instead', async () => {
    const program = await company.addProgram(known(thirdId));
    await anna.openDirectWith(known(thirdId));
    await anna.side.outbox.sendText(directId(program.me), 'hello');
    await company.settle();
    const before = framesOf(company.hall, anna.me).length;
    await tell(await begin(nextId));
    expect(framesOf(company.hall, anna.me).length - before).toBeGreaterThanOrEqual(2);
    expect((await moveState(anna.side))?.others).toEqual([program.me]);
    expect(program.shown).not.toContain('I have a new key');
  });

  it('takes the name over by a tap, and nothing that was verified', async () => {
    const next = await begin(nextId);
    await callAnna('Anna');
    // What another part of the app may note about a key stays with that key.
    const row = { ...known(personAt(ben, anna.me)), verified: 1 };
    await ben.desk.edit((draft) => draft.people.put(anna.me, row));
    await tell(next);
    await answerMove(ben.side, anna.me, next.me, { kind: 'compare' });
    expect(movedAt(ben)?.fingerprint).toBe(next.me);
    // Of another key nothing was seen.
    await expect(answerMove(ben.side, anna.me, ben.me, { kind: 'use', oldName: '' })).rejects.toMatchObject({
      kind: 'unknown-move',
    });
    expect(personAt(ben, next.me)).toMatchObject({ petname: '', accepted: false });
    await answerMove(ben.side, anna.me, next.me, { kind: 'use', oldName: 'Anna, old key' });
    expect(personAt(ben, next.me)).toMatchObject({ petname: 'Anna', accepted: true });
    expect(personAt(ben, next.me)).not.toHaveProperty('verified');
    expect(personAt(ben, anna.me)).toMatchObject({ petname: 'Anna, old key', movedTo: { answered: 'used' } });
    // The old chat stays where it is.
    expect((await ben.chatWith(anna)).length).toBeGreaterThan(0);
  });

  it('never leaves two keys with one name', async () => {
    const next = await begin(nextId);
    await callAnna('Anna');
    await tell(next);
    await answerMove(ben.side, anna.me, next.me, { kind: 'use', oldName: 'Anna' });
    expect([personAt(ben, next.me)?.petname, personAt(ben, anna.me)?.petname]).toEqual(['Anna', '']);
  });

  it('can be put off, and comes back as news only with another key', async () => {
    const [next, third] = [await begin(nextId), await begin(thirdId)];
    await tell(next);
    await answerMove(ben.side, anna.me, next.me, { kind: 'later' });
    await tell(next);
    expect(movedAt(ben)).toMatchObject({ fingerprint: next.me, answered: 'later' });
    await tell(third);
    expect(movedAt(ben)).toMatchObject({ fingerprint: third.me, others: [next.me] });
    expect(movedAt(ben)).not.toHaveProperty('answered');
  });
});

describe('what is no change of key', () => {
  const nothing = (): void => expect(movedAt(ben)).toBeUndefined();

  it('half signed, either half, or signed over other words', async () => {
    const good = await deed(annaId, nextId);
    const other = await deed(annaId, thirdId);
    const turned = await deed(nextId, annaId);
    for (const wrong of [
      { ...good, next: good.old },
      { ...good, old: good.next },
      { ...good, next: other.next },
      { ...good, old: other.old },
      { ...good, pem: other.pem },
      { ...good, old: turned.next, next: turned.old },
      { ...good, next: '' },
      { ...good, old: 'AAAA' },
    ])
      await say(annaId, wrong);
    nothing();
    await say(annaId, good);
    expect(movedAt(ben)?.fingerprint).toBe(known(nextId).key.fingerprint);
  });

  it('handed on by somebody else, who signs the frame well', async () => {
    await say(cemId, await deed(annaId, nextId));
    nothing();
    expect(movedAt(ben, cem.me)).toBeUndefined();
  });

  it('to the key itself, to the reader’s own, or to a key that is not to spec', async () => {
    await say(annaId, await deed(annaId, annaId));
    await say(annaId, await deed(annaId, benId));
    const good = await deed(annaId, nextId);
    await say(annaId, { ...good, pem: '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----' });
    nothing();
  });

  it('said by a stranger, or in a group', async () => {
    ben.directory.learn(known(nextId).key);
    await say(nextId, await deed(nextId, thirdId));
    expect(movedAt(ben, known(nextId).key.fingerprint)).toBeUndefined();
    await say(annaId, await deed(annaId, nextId), [ben, cem]);
    nothing();
  });
});

describe('more than one change of key', () => {
  it('is told with both keys, whichever comes first', async () => {
    const [next, third] = [known(nextId).key.fingerprint, known(thirdId).key.fingerprint];
    await say(annaId, { ...(await deed(annaId, thirdId)), n: 20 });
    await say(annaId, { ...(await deed(annaId, nextId)), n: 10 });
    expect(movedAt(ben)).toMatchObject({ fingerprint: third, others: [next], counter: 20 });
    // A copy of the earlier one changes nothing.
    const before = movedAt(ben);
    await say(annaId, { ...(await deed(annaId, nextId)), n: 10 });
    expect(movedAt(ben)).toEqual(before);
  });

  it('in a chain or a ring moves one step at a time', async () => {
    const [next, third] = [await begin(nextId), await begin(thirdId)];
    await tell(next);
    await answerMove(ben.side, anna.me, next.me, { kind: 'use', oldName: 'Anna, old key' });
    await say(nextId, await deed(nextId, thirdId));
    await say(nextId, await deed(nextId, annaId));
    expect(movedAt(ben)?.fingerprint).toBe(next.me);
    expect(movedAt(ben, next.me)).toMatchObject({ fingerprint: anna.me, others: [third.me] });
    expect(personAt(ben, third.me)).toBeUndefined();
  });

  it('of ours: news about the first that still waits does not go out', async () => {
    const [next, third] = [await begin(nextId), await begin(thirdId)];
    ben.disconnect();
    await company.settle();
    await tell(next);
    await tell(third);
    expect((await moveState(anna.side))?.to).toBe(third.me);
    ben.connect();
    await company.settle();
    await company.wait(5000);
    expect(movedAt(ben)).toMatchObject({ fingerprint: third.me });
    expect(movedAt(ben)).not.toHaveProperty('others');
  });
});

describe('the two halves', () => {
  it('are refused where they do not fit', async () => {
    const [next, third] = [await begin(nextId), await begin(thirdId)];
    const half = await signMove(next.side, anna.me);
    const refused = (wrong: MoveHalf) =>
      expect(announceMove(anna.side, wrong, '')).rejects.toMatchObject({ kind: 'bad-move' });
    await refused({ ...half, pem: third.identity.key.pem });
    await refused(await signMove(next.side, ben.me));
    await refused({ ...half, signature: 'AAAA' });
    await refused({ pem: anna.identity.key.pem, signature: half.signature });
    await expect(signMove(next.side, next.me)).rejects.toMatchObject({ kind: 'bad-move' });
    await expect(answerMove(ben.side, anna.me, next.me, { kind: 'later' })).rejects.toMatchObject({
      kind: 'unknown-move',
    });
    expect(await moveState(anna.side)).toBeUndefined();
  });

  it('stand for themselves: anybody who has them can check them later', async () => {
    const next = await begin(nextId);
    await tell(next);
    const said = await deed(annaId, nextId);
    const move = { from: anna.me, to: next.me };
    expect(await hasSigned(ben.identity.runner, move, anna.identity.key.spki, said.old)).toBe(true);
    expect(await hasSigned(ben.identity.runner, move, anna.identity.key.spki, said.next)).toBe(false);
  });
});

describe('people who are taken along', () => {
  it('come with the names I gave them and nothing else', async () => {
    const next = await begin(nextId);
    const row = known(personAt(anna, ben.me));
    await anna.desk.edit((draft) =>
      draft.people.put(ben.me, { ...row, petname: 'Ben\u202E', claimed: 'Benno' }),
    );
    await tell(next);
    const people = await peopleToTake(anna.side);
    expect(people).toHaveLength(2);
    expect(JSON.stringify(people)).not.toContain('Benno');
    expect(await takePeople(next.side, [...people, { ...known(people[0]), pem: 'none' }])).toBe(2);
    expect(personAt(next, ben.me)).toMatchObject({ petname: 'Ben', claimed: '', accepted: true, xSeenAt: 0 });
    expect(next.desk.conversations.size).toBe(0);
    // A second time adds nobody, and a name given here stands.
    const again = await takePeople(
      next.side,
      people.map((one) => ({ ...one, petname: 'Other' })),
    );
    expect([again, personAt(next, ben.me)?.petname]).toEqual([0, 'Ben']);
  });
});
