// Small files inside the message itself, between Porchlights: sealed like its text, and at home without any upload.
import { toBase64 } from '../lib/base64.ts';
import { LIMITS } from '../protocol/limits.ts';
import type { PersonRow } from '../store/person-rows.ts';

/** Stands in a row where the address of a file would: its bytes came, or went, inside the message. */
export const INLINE_URL = 'data:,';

/** What a Porchlight tells by `x.caps` when it takes files inside messages. */
const CAP = 'inline';

/** True when a file of `size` bytes may travel inside a message to these people, none of whom is unknown. */
export function mayGoInside(size: number, people: readonly (PersonRow | undefined)[]): boolean {
  return size <= LIMITS.inlineFile && people.every((person) => person?.caps.includes(CAP) === true);
}

export async function inlineData(blob: Blob): Promise<string> {
  return toBase64(new Uint8Array(await blob.arrayBuffer()));
}
