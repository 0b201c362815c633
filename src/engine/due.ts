// Which rows of the outbox want frames now, for whom, and in whose words (PROTOCOL.md rule 9, "Resend"). Decisions only.
import type { Fingerprint } from '../domain/ids.ts';
import type { Speech } from '../protocol/speech.ts';
import type { OutboxFrame, OutboxRow } from '../store/rows.ts';
import { hasAccepted, isForNobody, isMessage, latestFrames } from './outbox-book.ts';
import type { Listed } from './parts.ts';
import { groupsOf, hasX, type SpeechGroup } from './speech-groups.ts';

export interface DueFacts {
  /** Who is listed right now; undefined: light off. */
  readonly listed: (person: Fingerprint) => Listed | undefined;
  readonly showsX: (person: Fingerprint) => boolean;
  /** Can no longer be accepted as it is: something above it was written or accepted, or it was made for another server. */
  readonly isDead: (frame: OutboxFrame) => boolean;
  /** False only for frames that certainly never left this device. */
  readonly mayHaveLeft: (frame: OutboxFrame) => boolean;
  /** Accepted by the server, but the person's Porchlight has been silent about it for too long. */
  readonly isOverdue: (row: OutboxRow, person: Fingerprint, frame: OutboxFrame) => boolean;
  readonly speechTo: (person: Fingerprint) => Speech;
  /** How everybody is written to at once. */
  readonly serverSpeech: () => Speech;
}

/** A row and the frames it wants now, one for each way of writing. */
export interface Due {
  readonly row: OutboxRow;
  readonly groups: readonly SpeechGroup[];
}
export interface DueRows {
  readonly due: readonly Due[];
  /** Rows that can reach nobody, whatever one waits for. */
  readonly hopeless: readonly OutboxRow[];
}

/** The first of `rows` that want something, at most `most`. */
export function dueRows(rows: Iterable<OutboxRow>, facts: DueFacts, most: number): DueRows {
  const due: Due[] = [];
  const hopeless: OutboxRow[] = [];
  for (const row of rows) {
    if (due.length === most) break;
    const targets = targetsOf(row, facts);
    const groups = targets === undefined ? [] : groupsFor(row, targets, facts);
    // An act waits for those who are away, whatever those speak who are there.
    const isMute = targets !== undefined && groups.length === 0 && row.kind !== 'act';
    if (isMute || isHopeless(row, facts)) hopeless.push(row);
    else if (groups.length > 0) due.push({ row, groups });
  }
  return { due, hopeless };
}

/** Receipts and acts are words of Porchlight alone: they go where `x` does. */
function groupsFor(
  row: OutboxRow,
  targets: readonly Listed[] | 'everybody',
  { speechTo, serverSpeech }: DueFacts,
): readonly SpeechGroup[] {
  const groups =
    targets === 'everybody' ? [{ speech: serverSpeech(), targets: [] }] : groupsOf(targets, speechTo);
  return isMessage(row) ? groups : groups.filter(hasX);
}

/**
 * Who gets a frame of `row` now; `everybody` for rows without recipients; undefined: nothing to do. Those whose key was
 * never listed get none (PROTOCOL.md rule 4).
 */
function targetsOf(row: OutboxRow, facts: DueFacts): readonly Listed[] | 'everybody' | undefined {
  if (row.state === 'failed' || isUnfinishedFile(row)) return undefined;
  if (isForNobody(row)) return wantsFirst(row, facts) ? 'everybody' : undefined;
  const targets: Listed[] = [];
  const latest = latestFrames(row);
  const delivered = new Set(row.delivered);
  const dead = new Set(row.frames.filter((frame) => facts.isDead(frame)));
  const isUnderWay = row.state !== 'queued' && dead.size === 0 && !hasAccepted(row);
  if (isUnderWay && latest.size === row.recipients.length) return undefined;
  const known = { ...facts, isDead: (frame: OutboxFrame) => dead.has(frame) };
  for (const person of row.recipients) {
    const listed = delivered.has(person) ? undefined : facts.listed(person);
    if (listed?.usable === true && wants(row, person, latest.get(person), known)) targets.push(listed);
  }
  return targets.length > 0 ? targets : undefined;
}

/** True when nobody the row is for has a key that messages could be sealed for (T27). */
function isHopeless(row: OutboxRow, facts: DueFacts): boolean {
  if (row.state !== 'queued' || isForNobody(row)) return false;
  return row.recipients.every((person) => facts.listed(person)?.usable === false);
}

/** A file that is still on its way up: its message is written when it has an address. */
export function isUnfinishedFile(row: OutboxRow): boolean {
  return isMessage(row) && row.message === '';
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
