// Which row of the table fits what one user of a server writes (DIALECTS.md, "Finding a server's dialect", rules 2 and 5).
import type { Habits } from '../domain/habits.ts';
import type { DialectId } from '../protocol/dialect.ts';
import { DIALECTS } from '../protocol/dialects.ts';

export { DIALECTS };

/** In the order in which they are thought of when two fit alike. */
const OBJECT_ROWS: readonly DialectId[] = ['seed', 'kat', 'g17', 'frew', 'agr'];

/**
 * The row of a server that took our hello in `row` and has a user with these habits: another one only where it fits better.
 * Strings teach nothing, since those who take them are known by that. Of the servers that take strings, only agr has users who
 * write objects and wrap a text of the key; a public post shows the first alone, and then the server must be `mute`, too: agr
 * sends nothing back to its sender.
 */
export function rowFor(row: DialectId, habits: Habits, isMute: boolean): DialectId {
  if (habits.dataForm !== 'object') return row;
  if (DIALECTS[row].speech.dataForm === 'string') {
    const isAgr = (habits.wrapText === 'base64' || isMute) && misfits('agr', habits) === 0;
    return isAgr ? 'agr' : row;
  }
  // One guest of another habit must not make us careless where an unknown destination does harm.
  const isDelicate = DIALECTS[row].manners.unknownDestinationHurts;
  let best = row;
  for (const other of OBJECT_ROWS) {
    const isCareful = !isDelicate || DIALECTS[other].manners.unknownDestinationHurts;
    if (isCareful && misfits(other, habits) < misfits(best, habits)) best = other;
  }
  return best;
}

/** True when the habits tell something about the server's row at all. */
export function isTelling(row: DialectId, habits: Habits, isMute: boolean): boolean {
  if (habits.dataForm !== 'object') return false;
  return DIALECTS[row].speech.dataForm === 'object' || rowFor(row, habits, isMute) !== row;
}

function misfits(row: DialectId, habits: Habits): number {
  const speech: Readonly<Record<string, unknown>> = { ...DIALECTS[row].speech };
  return Object.entries(habits).filter(
    ([feature, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(speech[feature]),
  ).length;
}
