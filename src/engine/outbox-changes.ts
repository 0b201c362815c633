// What happens to a row of the outbox and to the message it carries, as changes of one draft. Call within `Desk.edit` or
// `Desk.join`: rows are read as the draft will have them.
import type { FailCause, SendState } from '../domain/delivery.ts';
import { furthest } from '../domain/progress.ts';
import type { Fingerprint } from '../domain/ids.ts';
import type { MessageRow, OutboxFrame, OutboxRow } from '../store/rows.ts';
import { begun } from './conversation-rows.ts';
import type { Draft } from './draft.ts';
import { isFinished, isMessage, stateByReceipts, withAccepted, type OutboxBook } from './outbox-book.ts';
import type { Ground, Ledger } from './parts.ts';

export interface ChangeContext {
  readonly ground: Ground;
  readonly ledger: Ledger;
  readonly book: OutboxBook;
  readonly showsX: (person: Fingerprint) => boolean;
}
/** The frames that were made of a row at once, each for other people. */
export interface Sealed {
  readonly row: OutboxRow;
  readonly frames: readonly (OutboxFrame | 'too-long')[];
}
/** A frame that may be written now; with the last of its row's the message as stored, undefined for receipts. */
export interface Stored {
  readonly frame: OutboxFrame;
  readonly message: MessageRow | undefined;
}

/** The row as it will be after the draft; undefined when it is gone. */
export function rowIn(draft: Draft, { book }: ChangeContext, key: string): OutboxRow | undefined {
  return draft.outbox.over(key, book.rows.get(key));
}

/** The message as it will be after the draft. */
export async function messageIn(
  draft: Draft,
  { ground, book }: ChangeContext,
  key: string,
): Promise<MessageRow | undefined> {
  if (draft.messages.touches(key)) return draft.messages.over(key, undefined);
  return book.message(key) ?? (await ground.store.message(key));
}

/** Exact bytes and counters, strictly, before anything is written. Rows removed or given another text meanwhile are skipped. */
export async function keepSealed(
  draft: Draft,
  context: ChangeContext,
  sealed: readonly Sealed[],
): Promise<readonly Stored[]> {
  const stored: Stored[] = [];
  draft.strict = true;
  draft.ledger = context.ledger.row();
  for (const { row: before, frames } of sealed) {
    const row = rowIn(draft, context, before.key);
    if (row === undefined || row.message !== before.message) continue;
    const made = frames.filter((frame) => frame !== 'too-long');
    if (made.length < frames.length) await fail(draft, context, row, 'too-long');
    else stored.push(...(await keepAll(draft, context, row, made)));
  }
  return stored;
}

async function keepAll(
  draft: Draft,
  context: ChangeContext,
  row: OutboxRow,
  made: readonly OutboxFrame[],
): Promise<readonly Stored[]> {
  const { frames, resealed } = row;
  draft.outbox.put(row.key, {
    ...row,
    state: row.state === 'queued' ? 'sealed' : row.state,
    frames: [...frames, ...made],
    resealed: frames.length === 0 ? resealed : resealed + 1,
  });
  const message =
    row.state === 'queued' && isMessage(row) ? await messageIn(draft, context, row.key) : undefined;
  const [first] = made;
  const last = made.at(-1);
  const kept: MessageRow | undefined = message &&
    first && { ...message, counter: first.counter, signature: first.signature, state: { kind: 'sealed' } };
  if (kept !== undefined) draft.messages.put(kept.key, kept);
  return made.map((frame) => ({ frame, message: frame === last ? kept : undefined }));
}

/** These frames will never be sent as they are: what remains says who might have got them. */
export function dropBytes(draft: Draft, context: ChangeContext, signatures: ReadonlySet<string>): void {
  draft.strict = true;
  for (const signature of signatures) {
    const known = context.book.bySignature(signature);
    const row = known && rowIn(draft, context, known.row.key);
    if (row === undefined) continue;
    const frames = row.frames.map((frame) =>
      frame.signature === signature ? { ...frame, text: '' } : frame,
    );
    draft.outbox.put(row.key, { ...row, frames });
  }
}

/** The message failed for a reason that waiting does not cure. Its row stays for a retry, unless it is too long. */
export async function fail(
  draft: Draft,
  context: ChangeContext,
  row: OutboxRow,
  cause: FailCause,
): Promise<void> {
  if (cause === 'too-long' || !isMessage(row)) draft.outbox.remove(row.key);
  else draft.outbox.put(row.key, { ...row, state: 'failed' });
  await setState(draft, context, row.key, { kind: 'failed', cause }, 'force');
}

/** Moves the message on to `state`; `force` also backwards. */
export async function setState(
  draft: Draft,
  context: ChangeContext,
  key: string,
  state: SendState,
  force?: 'force',
): Promise<void> {
  const message = await messageIn(draft, context, key);
  if (message?.state === undefined) return;
  const next = force === undefined ? furthest(message.state, state) : state;
  if (next === message.state) return;
  const moved = { ...message, state: next };
  const isSent = next.kind === 'accepted' || next.kind === 'delivered' || next.kind === 'read';
  draft.messages.put(key, isSent ? begun(moved, context.ground.clock.now()) : moved);
}

/** The server has taken these frames. */
export async function accept(
  draft: Draft,
  context: ChangeContext,
  signatures: Iterable<string>,
): Promise<void> {
  draft.ledger = context.ledger.row();
  for (const signature of signatures) {
    const known = context.book.bySignature(signature);
    const row = known && rowIn(draft, context, known.row.key);
    if (row === undefined) continue;
    const accepted = withAccepted(row, context.ground.clock.now(), (frame) => frame.signature === signature);
    await settle(draft, context, accepted);
  }
}

/** `from` has the message, and has read it when `kind` says so. False when the outbox does not know it any more. */
export async function confirm(
  draft: Draft,
  context: ChangeContext,
  key: string,
  from: Fingerprint,
  kind: 'delivered' | 'read',
): Promise<boolean> {
  const row = rowIn(draft, context, key);
  if (row === undefined) return false;
  if (!row.recipients.includes(from)) return true;
  const delivered = withOne(row.delivered, from);
  // Which of several frames came through is not known; but one that all of its people need no more is settled, too.
  const isOnly = row.frames.filter((frame) => frame.recipients.includes(from)).length === 1;
  const have = new Set(delivered);
  const isTaken = ({ recipients }: OutboxFrame): boolean =>
    (isOnly && recipients.includes(from)) || recipients.every((person) => have.has(person));
  const taken = withAccepted(row, context.ground.clock.now(), (frame) => frame.accepted || isTaken(frame));
  const read = kind === 'read' ? withOne(row.read, from) : row.read;
  await settle(draft, context, { ...taken, delivered, read });
  return true;
}

async function settle(draft: Draft, context: ChangeContext, row: OutboxRow): Promise<void> {
  const settled = { ...row, state: stateByReceipts(row, context.showsX) };
  if (isFinished(settled, context.showsX)) draft.outbox.remove(row.key);
  else draft.outbox.put(row.key, settled);
  const kind = settled.state;
  if (!isMessage(row)) return;
  if (kind === 'accepted' || kind === 'delivered' || kind === 'read') {
    await setState(draft, context, row.key, { kind });
  }
}

function withOne(people: readonly Fingerprint[], person: Fingerprint): readonly Fingerprint[] {
  return people.includes(person) ? people : [...people, person];
}
