// A change of key (SECURITY.md, "Rotation"), as one act says it. Both keys sign the same short text, which names the old one
// first: neither can be made to move by the other alone. One frame, from the old key, carries both signatures; the new key
// need not write by itself. It proves who holds the keys and not who the person is: so it is an offer to compare, no more.
import { member, type JsonObject } from './fields.ts';
import { LIMITS } from './limits.ts';

export interface MovedDeed {
  readonly kind: 'moved';
  /** PEM of the new key. */
  readonly pem: string;
  /** Base64 of the signatures over `movedStatement`, by the old key and by the new one. */
  readonly old: string;
  readonly next: string;
}

/** What both keys sign (RSA-PSS, SHA-256, salt 32): no frame of the protocol looks like it. */
export const movedStatement = (from: string, to: string): string => `porchlight moved 1\n${from}\n${to}`;

/** Undefined for what is none. Nothing in it is proven yet. */
export function readMoved(value: JsonObject): MovedDeed | undefined {
  const [pem, old, next] = ['pem', 'old', 'next'].map((name) => member(value, name));
  if (!isText(pem, LIMITS.pem) || !isText(old, SIGNATURE) || !isText(next, SIGNATURE)) return undefined;
  return { kind: 'moved', pem, old, next };
}

/** Characters: RSA-4096 makes 684. */
const SIGNATURE = 700;

function isText(value: unknown, max: number): value is string {
  return typeof value === 'string' && value !== '' && value.length <= max;
}
