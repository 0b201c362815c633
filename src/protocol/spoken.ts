// What v1.2 alone does not ask: whether a frame or a person speaks otherwise. How, speech-for.ts says.
import { V12, type Dialect } from './dialect.ts';
import { same, type Speech } from './speech.ts';

/** True when a server of `row` takes a frame written like this. */
export function isSpoken(
  { dataForm, signed, saltLength }: Pick<Speech, 'dataForm' | 'signed' | 'saltLength'>,
  { speech, manners }: Dialect,
): boolean {
  if (dataForm !== speech.dataForm) return false;
  return !manners.verifiesFrames || (same(signed, speech.signed) && saltLength === speech.saltLength);
}

/** True for who writes as v1.2 does, as far as is known. What we write is a superset of the flat payload. */
export function isV12(habits: Partial<Speech>): boolean {
  const known = new Map<string, unknown>(Object.entries(V12.speech));
  const isFlat = habits.dataForm === 'string' && habits.payload === 'flat';
  return Object.entries(habits).every(
    ([feature, value]) => same(value, known.get(feature)) || (isFlat && feature === 'payload'),
  );
}
