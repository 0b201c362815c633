// What is known of how somebody's program writes, made whole: the row of the table that fits it best says the rest.
import type { Dialect } from './dialect.ts';
import { DIALECTS } from './dialects.ts';
import { same, type SignedForm, type Speech } from './speech.ts';

/**
 * How to write to somebody of whom `habits` is known, through a server of `row`. Their habits come first, then the row that
 * shares most of them (the server's own on a tie, and when nothing is known). The server has the last word: in the form of
 * `data` always; where it checks the frames of its clients, in what is signed, too, and in the members that a chat has: one
 * that it does not know may be its end.
 */
export function speechFor(habits: Partial<Speech>, row: Dialect): Speech {
  const base = bestFit(habits, row).speech;
  const { dataForm, saltLength } = row.speech;
  const speech = { ...base, ...habits, dataForm };
  // Ours to those who speak v1.2 is a superset of what they write.
  const payload = base.payload === 'both' && speech.payload === 'flat' ? 'both' : speech.payload;
  if (row.manners.verifiesFrames) {
    return isShapedAs(row, speech)
      ? { ...speech, payload, signed: row.speech.signed, saltLength }
      : row.speech;
  }
  return { ...speech, payload, signed: whole(speech, base, row) };
}

/** True when a chat has the same members as one of this row, of the same kinds. */
function isShapedAs({ speech }: Dialect, { layout, binary, tag }: Speech): boolean {
  const isSeparate = tag === 'separate';
  return layout === speech.layout && binary === speech.binary && isSeparate === (speech.tag === 'separate');
}

/** The row that shares most features with `habits`. */
function bestFit(habits: Partial<Speech>, row: Dialect): Dialect {
  let best = row;
  for (const other of Object.values(DIALECTS)) if (shared(habits, other) > shared(habits, best)) best = other;
  return best;
}

function shared(habits: Partial<Speech>, { speech }: Dialect): number {
  const said = new Map<string, unknown>(Object.entries(habits));
  return Object.entries(speech).filter(([feature, value]) => same(said.get(feature), value)).length;
}

/** An object is written anew on its way: a signature over the text as sent would not live to see its reader. */
function whole({ signed, dataForm }: Speech, base: Speech, row: Dialect): SignedForm {
  if (signed.over !== 'received' || dataForm !== 'object') return signed;
  return base.signed.over === 'received' ? row.speech.signed : base.signed;
}
