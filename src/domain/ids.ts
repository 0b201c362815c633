// The names things go by inside Porchlight.
import type { Brand } from '../lib/brand.ts';

/** Canonical fingerprint of a key: base64(SHA-256(one-line SPKI PEM)), 44 characters (PROTOCOL.md, "fingerprint"). */
export type Fingerprint = Brand<string, 'Fingerprint'>;
/** `square`, `d:` + the other's fingerprint, or `g:` + base64(SHA-256(members sorted and joined by a blank)). */
export type ConversationId = Brand<string, 'ConversationId'>;
/** `x.id` of a message (22 characters of base64url), or one made here for a message that carried none. Unique with its author. */
export type MessageId = Brand<string, 'MessageId'>;
