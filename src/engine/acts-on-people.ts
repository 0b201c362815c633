// Acts on people: that somebody's key was given up for another one. Only contacts are heard, in their direct chat, and only
// where both keys have signed. All that follows is a note in their row: the reader compares, and says whether it is so.
import type { Fingerprint } from '../domain/ids.ts';
import { pemToDer } from '../protocol/pem.ts';
import type { MovedRow } from '../store/person-rows.ts';
import { on, type Handler } from './acts-scene.ts';
import { hasSigned, identityIn, type PublicIdentity } from './moved-key.ts';

/** Keys remembered of somebody who names one after the other. */
const OTHERS = 4;

const moved: Handler<'moved'> = async ({ draft, people, self, ground }, act, said) => {
  const { by, counter, conversation, isStranger } = said;
  if (by === 'me' || isStranger || conversation.kind !== 'direct') return false;
  const person = draft.people.over(by, people.row(by));
  const spki = person && pemToDer(person.pem);
  const next = await identityIn(act.pem);
  if (person === undefined || spki === undefined || next === undefined) return false;
  const to = next.fingerprint;
  if (to === by || to === self.fingerprint) return false;
  if (isKnown(person.movedTo, to, counter)) return false;
  const move = { from: by, to };
  const { runner } = ground;
  if (!(await hasSigned(runner, move, next.spki, act.next))) return false;
  if (!(await hasSigned(runner, move, spki, act.old))) return false;
  const movedTo = movedRow(person.movedTo, next, { counter, at: ground.clock.now() });
  draft.people.put(by, { ...person, movedTo });
  return true;
};

export const peopleActs = [on('moved', moved)];

/** Nothing new: a copy, or an earlier word about a key that was named already. */
function isKnown(before: MovedRow | undefined, to: Fingerprint, counter: number): boolean {
  if (before === undefined || counter > before.counter) return false;
  return before.fingerprint === to || before.others?.includes(to) === true;
}

/** The later word stands; another key beside it makes it news again. */
function movedRow(
  before: MovedRow | undefined,
  { fingerprint, pem }: PublicIdentity,
  when: Pick<MovedRow, 'counter' | 'at'>,
): MovedRow {
  if (before === undefined) return { fingerprint, pem, ...when };
  if (before.fingerprint === fingerprint)
    return { ...before, counter: Math.max(before.counter, when.counter) };
  const isLater = when.counter > before.counter;
  const stands = isLater
    ? { fingerprint, pem, ...when }
    : { fingerprint: before.fingerprint, pem: before.pem, counter: before.counter, at: before.at };
  const named = [...(before.others ?? []), isLater ? before.fingerprint : fingerprint];
  const others = [...new Set(named)].filter((one) => one !== stands.fingerprint).slice(-OTHERS);
  return { ...stands, others };
}
