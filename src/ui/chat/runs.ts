// Cuts a conversation into what is drawn together: days, the "New" line, and runs of one author within five minutes.
import type { Author, MessageView } from '../../engine/port/messages.ts';
import { isSameDay } from '../words/formats.ts';

export type Block =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'new'; readonly key: string }
  | { readonly kind: 'notice'; readonly key: string; readonly message: MessageView }
  | {
      readonly kind: 'run';
      readonly key: string;
      readonly author: Author;
      readonly messages: readonly MessageView[];
    };

const RUN_MS = 5 * 60_000;

/** @param newFrom `seq` of the first message that was unread when the chat was opened. */
export function blocksOf(
  messages: readonly MessageView[],
  newFrom: number | undefined,
  now = Date.now(),
): readonly Block[] {
  const blocks: Block[] = [];
  const days = daysOf(messages, now);
  let before: MessageView | undefined;
  let run: MessageView[] = [];
  for (const [i, message] of messages.entries()) {
    const day = days[i] ?? now;
    const isNewDay = i === 0 || !isSameDay(days[i - 1] ?? now, day);
    if (isNewDay) blocks.push({ kind: 'day', key: `day ${message.seq}`, at: day });
    const isNew = message.seq === newFrom;
    if (isNew) blocks.push({ kind: 'new', key: 'new' });
    if (message.notice) blocks.push({ kind: 'notice', key: `notice ${message.seq}`, message });
    else if (isNewDay || isNew || before === undefined || !joins(before, message)) {
      run = [message];
      blocks.push({ kind: 'run', key: `run ${message.seq}`, author: message.author, messages: run });
    } else run.push(message);
    before = message;
  }
  return blocks;
}

/**
 * Under which day each is shown. Clocks jump, and the order of arrival does not: a time yet to come cannot be right, so such a
 * message goes with the next one; and no day is followed by an earlier one.
 */
function daysOf(messages: readonly MessageView[], now: number): readonly number[] {
  const days: number[] = [];
  let next = now;
  for (const { at } of messages.toReversed()) {
    if (at <= now) next = at;
    days.push(next);
  }
  let latest = -Infinity;
  return days.reverse().map((at) => (latest = Math.max(latest, at)));
}

/** What needs its own line under it ends a run, so that the line stands by its own message. */
function joins(before: MessageView, message: MessageView): boolean {
  if (before.notice || before.author !== message.author || Math.abs(message.at - before.at) >= RUN_MS)
    return false;
  return !hasStatusLine(before) && !hasStatusLine(message);
}

export const hasStatusLine = ({ state }: MessageView): boolean =>
  state?.kind === 'failed' || state?.kind === 'held' || state?.kind === 'queued';

/** The first message behind `readUpTo` that somebody else wrote. */
export const firstUnread = (messages: readonly MessageView[], readUpTo: number): number | undefined =>
  messages.find(({ author, seq, notice }) => author !== 'me' && !notice && seq > readUpTo)?.seq;
