// Acts on a conversation as a whole: its title, its timer, and that somebody is writing. Anybody in it may set the first two;
// everywhere the same one wins, the one with the higher counter, then with the higher fingerprint.
import { isMessageId, messageId, messageKey } from '../domain/message.ts';
import { cleanClaimedName } from '../lib/clean-name.ts';
import type { MessageRow, Settled } from '../store/rows.ts';
import { on, type Handler, type Said, type Scene } from './acts-scene.ts';
import { writersAt } from './writers.ts';

/** Of a group: as clean as a name, so that nothing in it ends the quotes around it in our own words. */
export const cleanTitle = cleanClaimedName;

const title: Handler<'title'> = async (scene, act, done) => {
  const said = following(act, done);
  if (said.conversation.kind !== 'group' || isUninvited(scene, said)) return false;
  const value = cleanTitle(act.title);
  const before = said.conversation.title;
  if (!wins(scene, said, before)) return false;
  const next = { ...said.conversation, title: settled(scene, said, value) };
  scene.draft.conversations.put(next.id, next);
  if (value !== (before?.value ?? '')) note(scene, said, { kind: 'title', title: value });
  return true;
};

const timer: Handler<'timer'> = async (scene, act, done) => {
  const said = following(act, done);
  const { seconds } = act;
  if (said.conversation.kind === 'square' || isUninvited(scene, said)) return false;
  const before = said.conversation.timer;
  if (!wins(scene, said, before)) return false;
  const next = { ...said.conversation, timer: settled(scene, said, seconds) };
  scene.draft.conversations.put(next.id, next);
  if (seconds !== (before?.value ?? 0)) note(scene, said, { kind: 'timer', seconds });
  return true;
};

/** Shown for a moment, kept nowhere. */
const typing: Handler<'typing'> = async ({ ground, desk }, act, { by, conversation, isStranger, isOld }) => {
  const isShown = ground.preferences().typing && desk.conversations.get(conversation.id) !== undefined;
  if (by !== 'me' && isShown && !isStranger && !isOld)
    writersAt(desk, ground).set(conversation.id, by, act.on);
  return false;
};

export const talkActs = [on('title', title), on('timer', timer), on('typing', typing)];

/** A stranger's act makes no chat that is not there. */
const isUninvited = ({ desk, draft }: Scene, { isStranger, conversation: { id } }: Said): boolean =>
  isStranger && draft.conversations.over(id, desk.conversations.get(id)) === undefined;

/** Counters of different people run apart; who changes what they see comes after it, within reason. */
const AHEAD = 2 ** 22;

function following({ after = -1 }: { readonly after?: number }, said: Said): Said {
  return { ...said, counter: Math.min(Math.max(said.counter, after + 1), said.counter + AHEAD) };
}

/** Beyond what rule 9 counts to before 2060: a value set like this could never be changed again. */
const SANE = 2 ** 32;

function wins({ self }: Scene, { by, counter }: Said, before: Settled<unknown> | undefined): boolean {
  if (counter > SANE) return false;
  if (before === undefined || counter !== before.counter) return counter > (before?.counter ?? -1);
  return (by === 'me' ? self.fingerprint : by) > before.by;
}

function settled<Value>({ self }: Scene, { by, counter }: Said, value: Value): Settled<Value> {
  return { value, counter, by: by === 'me' ? self.fingerprint : by };
}

/** The line in the log that says so. It is nothing to be read: no count, and it does not stand last in the list of chats. */
function note({ draft, desk, ground }: Scene, said: Said, notice: NonNullable<MessageRow['notice']>): void {
  const { by, counter, conversation, isStranger } = said;
  const id = said.key.slice(by.length + 1);
  // Of a stranger the latest of each kind only: they cost nothing to make.
  const own = isStranger || !isMessageId(id) ? messageId(`s.${notice.kind.padEnd(22, '-')}`) : messageId(id);
  const key = messageKey(by, own);
  draft.messages.put(key, {
    key,
    id: own,
    seq: desk.nextSeq(),
    conversation: conversation.id,
    author: by,
    text: '',
    at: ground.clock.now(),
    counter,
    signature: '',
    firstFromKey: false,
    file: undefined,
    state: undefined,
    notice,
  });
}
