// Answers outside the protocol that say no: some servers send `{"error":…}` or `{"status":"error","message":…}`.
import { isJsonObject, member } from './fields.ts';
import { ProtocolError } from './problem.ts';
import { parseStrictJson } from './strict-json.ts';

/** Longer ones say something else. */
const LONGEST = 4096;
const REFUSING = /err|fail|invalid|denied|refus|unauth/i;

/** True for such an answer; a greeting or a `{"status":"ok"}` is none. */
export function isComplaint(text: string): boolean {
  if (text.length > LONGEST) return false;
  try {
    const frame = parseStrictJson(text);
    if (!isJsonObject(frame)) return false;
    // Some answer with all members they have, also where nothing is wrong.
    const error = member(frame, 'error') ?? false;
    const says = [member(frame, 'type'), member(frame, 'status')];
    return error !== false || says.some((one) => typeof one === 'string' && REFUSING.test(one));
  } catch (error) {
    if (error instanceof ProtocolError) return false;
    throw error;
  }
}
