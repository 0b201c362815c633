// A change of key, seen from all three sides: the new identity signs that it comes after the old one, the old one signs too
// and tells its contacts, and somebody who was told says what they make of it.
import type { Fingerprint } from '../domain/ids.ts';
import { isFingerprint } from '../domain/fingerprint.ts';
import { toBase64, toBase64Url } from '../lib/base64.ts';
import { utf8 } from '../lib/bytes.ts';
import { cleanClaimedName } from '../lib/clean-name.ts';
import { PortError } from '../lib/port.ts';
import { directId } from '../domain/conversation.ts';
import { plainRich } from '../protocol/acts.ts';
import { movedStatement, type MovedDeed } from '../protocol/moved.ts';
import type { MovedRow, PersonRow } from '../store/person-rows.ts';
import { actIn } from './act-sender.ts';
import type { Draft } from './draft.ts';
import type { MessageSide } from './message-side.ts';
import { hasSigned, identityIn } from './moved-key.ts';
import { actKey, newOutboxRow } from './outbox.ts';
import { newPerson } from './person-rows.ts';
import type { MoveAnswer, MoveHalf, MoveState, TakenPerson } from './port/moving.ts';

/** Characters of what an act says to the eye. */
const TEXT = 500;
const MOST_PEOPLE = 10_000;

/** The new key's word. */
export async function signMove({ ground, self }: MessageSide, from: Fingerprint): Promise<MoveHalf> {
  if (!isFingerprint(from) || from === self.fingerprint) throw new PortError('bad-move');
  const signature = await ground.runner.sign(utf8(movedStatement(from, self.fingerprint)));
  return { pem: self.pem, signature: toBase64(signature) };
}

/** The old key's word, and the news to all who understand it. Answers when it is stored. */
export async function announceMove(side: MessageSide, half: MoveHalf, text: string): Promise<MoveState> {
  const { ground, self, desk } = side;
  const next = await identityIn(half.pem);
  if (next === undefined || next.fingerprint === self.fingerprint) throw new PortError('bad-move');
  const move = { from: self.fingerprint, to: next.fingerprint };
  if (!(await hasSigned(ground.runner, move, next.spki, half.signature))) throw new PortError('bad-move');
  const old = toBase64(await ground.runner.sign(utf8(movedStatement(move.from, move.to))));
  const deed: MovedDeed = { kind: 'moved', pem: next.pem, old, next: half.signature };
  await desk.edit((draft) => {
    for (const key of waitingRows(side).keys()) draft.outbox.remove(key);
    const contacts = peopleOf(side).filter((row) => isTold(row) && row.fingerprint !== move.to);
    for (const { fingerprint } of contacts) queue(side, draft, fingerprint, deed, text.slice(0, TEXT));
    const row = rowOf(side, draft, next);
    const myNext = { at: ground.clock.now(), told: contacts.length };
    draft.people.put(move.to, { ...row, accepted: true, myNext });
  });
  side.outbox.go();
  const state = await moveState(side);
  if (state === undefined) throw new PortError('bad-move');
  return state;
}

export async function moveState(side: MessageSide): Promise<MoveState | undefined> {
  const people = peopleOf(side);
  const moves = people.flatMap(({ fingerprint, myNext }) => (myNext ? [{ fingerprint, ...myNext }] : []));
  const latest = moves.sort((a, b) => b.at - a.at)[0];
  if (latest === undefined) return undefined;
  const others = people.filter((row) => row.accepted && row.xSeenAt === 0 && row.myNext === undefined);
  return {
    to: latest.fingerprint,
    at: latest.at,
    told: latest.told,
    waiting: [...waitingRows(side).values()].flat(),
    others: others.map(({ fingerprint }) => fingerprint),
  };
}

/** My names for people, and whom I know; none of the messages. */
export async function peopleToTake(side: MessageSide): Promise<readonly TakenPerson[]> {
  return peopleOf(side)
    .filter(({ myNext }) => myNext === undefined)
    .filter(({ accepted, petname, blockedAt }) => accepted || petname !== '' || blockedAt !== undefined)
    .map(({ pem, petname, accepted, firstSeen, lastSeen, blockedAt }) => ({
      ...(blockedAt !== undefined && { blockedAt }),
      pem,
      petname,
      accepted,
      firstSeen,
      lastSeen,
    }));
}

export async function takePeople(side: MessageSide, people: readonly TakenPerson[]): Promise<number> {
  const { desk, self } = side;
  const read = people
    .slice(0, MOST_PEOPLE)
    .map(async (taken) => ({ taken, key: await identityIn(taken.pem) }));
  const all = await Promise.all(read);
  return desk.edit((draft) => {
    let added = 0;
    for (const { taken, key } of all) {
      if (key === undefined || key.fingerprint === self.fingerprint) continue;
      const known = side.outbox.parts.people.row(key.fingerprint);
      const { firstSeen, lastSeen } = taken;
      const row = known ?? { ...rowOf(side, draft, key), firstSeen, lastSeen };
      const petname = row.petname || cleanClaimedName(taken.petname);
      const { blockedAt } = taken;
      draft.people.put(key.fingerprint, {
        ...(blockedAt !== undefined && { blockedAt }),
        ...row,
        petname,
        accepted: row.accepted || taken.accepted,
      });
      if (known === undefined) added += 1;
    }
    return added;
  });
}

/** Nothing of what is known about the old key goes over but my name for it: above all not that it was verified. */
export async function answerMove(
  side: MessageSide,
  person: Fingerprint,
  next: Fingerprint,
  answer: MoveAnswer,
): Promise<void> {
  return side.desk.edit((draft) => {
    const row = side.outbox.parts.people.row(person);
    const movedTo = row?.movedTo;
    // Another statement may have come while the reader looked at this one.
    if (row === undefined || movedTo?.fingerprint !== next) throw new PortError('unknown-move');
    if (answer.kind === 'later')
      draft.people.put(person, { ...row, movedTo: { ...movedTo, answered: 'later' } });
    if (answer.kind === 'compare') draft.people.put(movedTo.fingerprint, rowOf(side, draft, movedTo));
    if (answer.kind === 'use') follow(side, draft, { ...row, movedTo }, answer.oldName);
  });
}

function follow(
  side: MessageSide,
  draft: Draft,
  old: PersonRow & { readonly movedTo: MovedRow },
  oldName: string,
): void {
  const next = rowOf(side, draft, old.movedTo);
  const takesName = old.petname !== '' && next.petname === '';
  const petname = takesName ? old.petname : next.petname;
  draft.people.put(next.fingerprint, { ...next, petname, accepted: true });
  const kept = takesName ? cleanClaimedName(oldName) : old.petname;
  // One name for two keys would let either pass for the other.
  const rest = kept === petname ? '' : kept;
  draft.people.put(old.fingerprint, { ...old, petname: rest, movedTo: { ...old.movedTo, answered: 'used' } });
}

function queue(side: MessageSide, draft: Draft, to: Fingerprint, deed: MovedDeed, text: string): void {
  const { ground, desk } = side;
  const { ledger } = side.outbox.parts;
  const id = toBase64Url(ground.random(16));
  const rich = plainRich({ act: { ...deed, n: ledger.nextFrame() } });
  draft.strict = true;
  draft.ledger = ledger.row();
  const place = {
    key: actKey(id),
    seq: desk.nextSeq(),
    conversation: directId(to),
    text,
    at: ground.clock.now(),
  };
  const row = newOutboxRow(place, 'act', [to], { v: 1, id, more: rich });
  draft.outbox.put(row.key, row);
}

/** Only a Porchlight understands it; others would be shown a text that nobody wrote. */
const isTold = ({ accepted, blockedAt, xSeenAt }: PersonRow): boolean =>
  accepted && blockedAt === undefined && xSeenAt > 0;

/** News of ours that is still on its way, by its key: who waits for it. */
function waitingRows({ book }: MessageSide): ReadonlyMap<string, readonly Fingerprint[]> {
  const rows = [...book.rows.values()].filter((row) => row.kind === 'act' && actIn(row)?.kind === 'moved');
  return new Map(
    rows.map(({ key, recipients, delivered }) => [key, recipients.filter((one) => !delivered.includes(one))]),
  );
}

function peopleOf({ outbox }: MessageSide): readonly PersonRow[] {
  const { directory, people } = outbox.parts;
  return [...directory.known()].flatMap(({ fingerprint }) => people.row(fingerprint) ?? []);
}

/** The row that is there, or a new one of somebody whom nothing is known about. */
function rowOf(
  { outbox, ground }: MessageSide,
  draft: Draft,
  { fingerprint, pem }: Pick<PersonRow, 'fingerprint' | 'pem'>,
): PersonRow {
  const known = draft.people.over(fingerprint, outbox.parts.people.row(fingerprint));
  return known ?? newPerson(fingerprint, pem, ground.clock.now());
}
