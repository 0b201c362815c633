// Which rows of the outbox want a frame now, and for whom (PROTOCOL.md rule 9, "Resend"). Decisions only.
import type { Fingerprint } from '../domain/ids.ts';
import type { OutboxFrame, OutboxRow } from '../store/rows.ts';
import { isForNobody, latestFrames } from './outbox-book.ts';
import type { Listed } from './parts.ts';

export interface DueFacts {
  /** Who is listed right now; undefined: light off. */
  readonly listed: (person: Fingerprint) => Listed | undefined;
  readonly showsX: (person: Fingerprint) => boolean;
  /** Can no longer be accepted as it is: something above it was written or accepted. */
  readonly isDead: (frame: OutboxFrame) => boolean;
  /** False only for frames that certainly never left this device. */
  readonly mayHaveLeft: (frame: OutboxFrame) => boolean;
  /** Accepted by the server, but the person's Porchlight has been silent about it for too long. */
  readonly isOverdue: (row: OutboxRow, person: Fingerprint, frame: OutboxFrame) => boolean;
}

/** Who gets a frame of `row` now; `everybody` for rows without recipients; undefined: nothing to do. */
export function targetsOf(row: OutboxRow, facts: DueFacts): readonly Listed[] | 'everybody' | undefined {
  if (row.state === 'failed' || isUnfinishedFile(row)) return undefined;
  if (isForNobody(row)) return wantsFirst(row, facts) ? 'everybody' : undefined;
  const targets: Listed[] = [];
  const latest = latestFrames(row);
  const delivered = new Set(row.delivered);
  for (const person of row.recipients) {
    const listed = delivered.has(person) ? undefined : facts.listed(person);
    if (listed?.usable === true && wants(row, person, latest.get(person), facts)) targets.push(listed);
  }
  return targets.length > 0 ? targets : undefined;
}

/** True when nobody the row is for has a key that messages could be sealed for (T27). */
export function isHopeless(row: OutboxRow, facts: DueFacts): boolean {
  if (row.state !== 'queued' || isForNobody(row)) return false;
  return row.recipients.every((person) => facts.listed(person)?.usable === false);
}

/** A file that is still on its way up: its message is written when it has an address. */
export function isUnfinishedFile(row: OutboxRow): boolean {
  return row.kind !== 'receipt' && row.message === '';
}

function wantsFirst(row: OutboxRow, facts: DueFacts): boolean {
  return (
    row.state === 'queued' || row.frames.every((frame) => facts.isDead(frame) && !facts.mayHaveLeft(frame))
  );
}

/** `frame`: the latest one with a key for them. */
function wants(
  row: OutboxRow,
  person: Fingerprint,
  frame: OutboxFrame | undefined,
  facts: DueFacts,
): boolean {
  // Without a frame of theirs: the first one for them, or they were away when the others got it.
  if (frame === undefined || (row.state === 'queued' && !frame.accepted)) return true;
  if (frame.accepted)
    return row.kind !== 'receipt' && facts.showsX(person) && facts.isOverdue(row, person, frame);
  if (!facts.isDead(frame)) return false;
  // Sealed again with the same x.id only for those who show a message once; others wait for "Send again".
  return facts.showsX(person) || !facts.mayHaveLeft(frame);
}
