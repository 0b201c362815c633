// The outbox in memory, and what its rows say about themselves (RELIABILITY.md, "Send states").
import type { Fingerprint } from '../domain/ids.ts';
import type { MessageRow, OutboxFrame, OutboxRow } from '../store/rows.ts';
import type { Draft } from './draft.ts';

/** A row of the outbox with one of the frames that were made of it. */
export interface FrameOfRow {
  readonly row: OutboxRow;
  readonly frame: OutboxFrame;
}

export class OutboxBook {
  /** In the order of sending. */
  readonly rows = new Map<string, OutboxRow>();
  /** Signatures of frames that are known to be accepted and not stored so yet. */
  readonly confirmed = new Set<string>();
  readonly #keyBySignature = new Map<string, string>();
  /** Messages of the rows, as stored: those that were stored in this run. */
  readonly #messages = new Map<string, MessageRow>();

  /** How many of a message's people are absent, where any are. */
  readonly #absent = new Map<string, number>();

  constructor(rows: readonly OutboxRow[]) {
    for (const row of rows) {
      this.#put(row);
      const { length } = absentIn(row);
      if (length > 0) this.#absent.set(row.key, length);
    }
  }

  /** Follows what was stored. Keys of messages that other people are now absent for. */
  stored(draft: Draft): readonly string[] {
    for (const key of draft.outbox.gone) this.#remove(key);
    for (const row of draft.outbox.puts.values()) this.#put(row);
    for (const key of draft.messages.gone) this.#messages.delete(key);
    for (const row of draft.messages.puts.values())
      if (this.rows.has(row.key)) this.#messages.set(row.key, row);
    return this.#haveOthersAbsent(draft);
  }

  /** The message that the row `key` carries, where it need not be read from the store. */
  message(key: string): MessageRow | undefined {
    return this.#messages.get(key);
  }

  /** Whom the message `key` has not been made for yet, though it went out to others. */
  absent(key: string): readonly Fingerprint[] {
    const row = this.rows.get(key);
    return row === undefined ? [] : absentIn(row);
  }

  /** The own frame that carries this signature. */
  bySignature(signature: string): FrameOfRow | undefined {
    const row = this.rows.get(this.#keyBySignature.get(signature) ?? '');
    const frame = row?.frames.find((one) => one.signature === signature);
    return row && frame && { row, frame };
  }

  /** Frames without evidence that any server has taken them, lowest counter first. */
  unaccepted(): FrameOfRow[] {
    const found: FrameOfRow[] = [];
    for (const row of this.rows.values()) {
      for (const frame of row.frames) if (!this.isAccepted(frame)) found.push({ row, frame });
    }
    return found.sort((a, b) => a.frame.counter - b.frame.counter);
  }

  isAccepted(frame: OutboxFrame): boolean {
    return frame.accepted || this.confirmed.has(frame.signature);
  }

  #haveOthersAbsent(draft: Draft): readonly string[] {
    const keys = [...draft.outbox.puts.keys(), ...draft.outbox.gone];
    return keys.filter((key) => {
      const [before, now] = [this.#absent.get(key) ?? 0, this.absent(key).length];
      this.#absent.set(key, now);
      if (now === 0) this.#absent.delete(key);
      return before !== now;
    });
  }

  #put(row: OutboxRow): void {
    this.rows.set(row.key, row);
    for (const frame of row.frames) this.#keyBySignature.set(frame.signature, row.key);
  }

  #remove(key: string): void {
    for (const frame of this.rows.get(key)?.frames ?? []) this.#keyBySignature.delete(frame.signature);
    this.rows.delete(key);
    this.#messages.delete(key);
  }
}

/** For everybody who has a key in a frame of `row`, the latest such frame. One pass: a group has a thousand people. */
export function latestFrames({ frames }: OutboxRow): ReadonlyMap<Fingerprint, OutboxFrame> {
  const known = latestOf.get(frames);
  if (known !== undefined) return known;
  const latest = new Map<Fingerprint, OutboxFrame>();
  for (const frame of frames) for (const person of frame.recipients) latest.set(person, frame);
  latestOf.set(frames, latest);
  return latest;
}

/** Rows are never changed in place, and asked about again and again. */
const latestOf = new WeakMap<OutboxRow['frames'], ReadonlyMap<Fingerprint, OutboxFrame>>();

/** People whose light was off when the others got it: theirs goes out when it comes on. */
export function absentIn(row: OutboxRow): readonly Fingerprint[] {
  if (row.kind !== 'chat' || row.frames.length === 0 || row.state === 'failed') return [];
  const latest = latestFrames(row);
  const delivered = new Set(row.delivered);
  return row.recipients.filter((person) => !latest.has(person) && !delivered.has(person));
}

export function hasAccepted(row: OutboxRow): boolean {
  return row.frames.some((frame) => frame.accepted);
}

/** `row` with the frames that `isAccepted` names marked so. */
export function withAccepted(
  row: OutboxRow,
  now: number,
  isAccepted: (frame: OutboxFrame) => boolean,
): OutboxRow {
  const frames = row.frames.map((frame) => (isAccepted(frame) ? { ...frame, accepted: true } : frame));
  const accepted = { ...row, frames, acceptedAt: row.acceptedAt ?? now };
  const isSettled = row.state === 'delivered' || row.state === 'read';
  return isSettled || !isCovered(accepted) ? accepted : { ...accepted, state: 'accepted' };
}

/** True when something was taken, and nobody was sent a frame of which nothing is known. */
export function isCovered(row: OutboxRow): boolean {
  if (isForNobody(row)) return hasAccepted(row);
  const latest = latestFrames(row);
  const delivered = new Set(row.delivered);
  const isOpen = (person: Fingerprint): boolean =>
    !delivered.has(person) && latest.get(person)?.accepted === false;
  return (hasAccepted(row) || row.delivered.length > 0) && !row.recipients.some(isOpen);
}

/** True for rows of which the pages show a message: no receipt, no act. */
export function isMessage({ kind }: OutboxRow): boolean {
  return kind === 'chat' || kind === 'public';
}

/** True when somebody was sent frames of which nothing is known, after others had theirs: they were away then. */
export function hasLeftOut({ recipients, delivered, frames }: OutboxRow): boolean {
  const isTaken = new Map<Fingerprint, boolean>();
  for (const frame of frames)
    for (const person of frame.recipients)
      isTaken.set(person, frame.accepted || isTaken.get(person) === true);
  return recipients.some((person) => isTaken.get(person) === false && !delivered.includes(person));
}

/** True for rows that go to nobody in particular: to the square, or to oneself. */
export function isForNobody(row: OutboxRow): boolean {
  return row.recipients.length === 0;
}

/**
 * True when the row is needed no more: taken for everybody, and confirmed by all who would say so. What one other person
 * has read is told to the message itself; a group must count its readers here. `showsX`: who has shown to be a Porchlight.
 */
export function isFinished(row: OutboxRow, showsX: (person: Fingerprint) => boolean): boolean {
  if (isForNobody(row) || row.kind === 'receipt') return hasAccepted(row);
  const isRead = row.kind === 'chat' && row.recipients.length > 1;
  const confirmed = new Set(isRead ? row.read : row.delivered);
  const latest = latestFrames(row);
  return row.recipients.every(
    (person) => confirmed.has(person) || (!showsX(person) && latest.get(person)?.accepted === true),
  );
}

/** The row's state by its receipts: `delivered` and `read` when all Porchlights among the recipients say so. */
export function stateByReceipts(
  row: OutboxRow,
  showsX: (person: Fingerprint) => boolean,
): OutboxRow['state'] {
  if (!isCovered(row)) return row.state;
  const delivered = new Set(row.delivered);
  const read = new Set(row.read);
  const porchlights = row.recipients.filter((person) => showsX(person) || delivered.has(person));
  if (porchlights.length === 0) return row.state;
  if (porchlights.every((person) => read.has(person))) return 'read';
  return porchlights.every((person) => delivered.has(person)) ? 'delivered' : row.state;
}
