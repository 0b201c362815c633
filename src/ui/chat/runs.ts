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
export function blocksOf(messages: readonly MessageView[], newFrom: number | undefined): readonly Block[] {
  const blocks: Block[] = [];
  let before: MessageView | undefined;
  let run: MessageView[] = [];
  for (const message of messages) {
    const isNewDay = before === undefined || !isSameDay(before.at, message.at);
    if (isNewDay) blocks.push({ kind: 'day', key: `day ${message.seq}`, at: message.at });
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

/** What needs its own line under it ends a run, so that the line stands by its own message. */
function joins(before: MessageView, message: MessageView): boolean {
  if (before.notice || before.author !== message.author || Math.abs(message.at - before.at) >= RUN_MS)
    return false;
  return !hasStatusLine(before) && !hasStatusLine(message);
}

export const hasStatusLine = ({ state }: MessageView): boolean =>
  state?.kind === 'failed' || state?.kind === 'held' || state?.kind === 'queued';

/** The first of the last `unread` messages that others wrote; undefined when none is unread. */
export function firstUnread(messages: readonly MessageView[], unread: number): number | undefined {
  if (unread === 0) return undefined;
  let left = unread;
  let first: number | undefined;
  for (let i = messages.length - 1; i >= 0 && left > 0; i -= 1) {
    const message = messages[i];
    if (message === undefined || message.author === 'me' || message.notice) continue;
    first = message.seq;
    left -= 1;
  }
  return first;
}
