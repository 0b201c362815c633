// What the pages ask of a conversation as a whole and others hear of: a title, a timer, that one is writing.
import { PortError } from '../lib/port.ts';
import type { ConversationId } from '../domain/ids.ts';
import type { Deed } from '../protocol/acts.ts';
import { LIMITS } from '../protocol/limits.ts';
import type { ConversationRow, Settled } from '../store/rows.ts';
import { cleanTitle } from './acts-on-talk.ts';
import type { Draft } from './draft.ts';
import type { MessageSide } from './message-side.ts';
import { WritingSigns } from './writing-signs.ts';

/** Of a group; '' takes it away. Refuses with `unknown-conversation` and `no-group`. */
export async function setTitle(side: MessageSide, id: ConversationId, typed: string): Promise<void> {
  const title = cleanTitle(typed);
  await perform(side, id, `✏️ ${title === '' ? '–' : title}`, (row) => {
    if (row.kind !== 'group') throw new PortError('no-group');
    return title === (row.title?.value ?? '') ? undefined : { kind: 'title', title, ...following(row.title) };
  });
}

/** Refuses with `unknown-conversation`, `no-timer-here` and `bad-timer`. */
export async function setTimer(side: MessageSide, id: ConversationId, seconds: number): Promise<void> {
  if (!Number.isSafeInteger(seconds) || seconds < 0 || seconds > LIMITS.ttl) throw new PortError('bad-timer');
  await perform(side, id, `⏱️ ${seconds} s`, (row) => {
    if (row.kind === 'square') throw new PortError('no-timer-here');
    return seconds === (row.timer?.value ?? 0)
      ? undefined
      : { kind: 'timer', seconds, ...following(row.timer) };
  });
}

const following = (before: Settled<unknown> | undefined): { readonly after?: number } =>
  before === undefined ? {} : { after: before.counter };

const signs = new WeakMap<MessageSide, WritingSigns>();

/** Never refuses: that it is not told is nobody's loss. */
export async function writing(side: MessageSide, id: ConversationId, isOn: boolean): Promise<void> {
  const known = signs.get(side) ?? new WritingSigns(side);
  signs.set(side, known);
  await known.tell(id, isOn);
}

async function perform(
  side: MessageSide,
  id: ConversationId,
  text: string,
  deedFor: (row: ConversationRow) => Deed | undefined,
): Promise<void> {
  const { desk, outbox } = side;
  const { sender } = await side.acts();
  await desk.edit(async (draft: Draft) => {
    const row = desk.conversations.get(id);
    if (row === undefined) throw new PortError('unknown-conversation');
    const deed = deedFor(row);
    if (deed !== undefined) await sender.send(draft, row, deed, { before: '', text });
  });
  outbox.go();
}
