// The encrypted payload: who takes part, the message, and `x`. Two shapes exist in the wild (rule 5).
import { fromBase64 } from '../lib/base64.ts';
import { fromUtf8 } from '../lib/bytes.ts';
import { toWellFormed, utf8Length } from '../lib/text-shape.ts';
import { asString, isJsonObject, member, readObject, readString, type JsonObject } from './fields.ts';
import { LIMITS } from './limits.ts';
import { plainJson } from './plain-json.ts';
import { ProtocolError } from './problem.ts';
import type { Speech } from './speech.ts';
import { parseStrictJson } from './strict-json.ts';
import { plainX, readX, type XPart } from './x.ts';

export interface Payload {
  /** Fingerprints in the sender's dialect, the sender's first; not yet compared with any key. */
  readonly participants: readonly string[];
  readonly message: string;
  readonly x?: XPart;
}

/**
 * Reads the decrypted text: flat `{participants, message}`, wrapped `{"chat":{…}}`, or both at once.
 * Throws `ProtocolError`; kind `differ` when both copies are there and say different things.
 */
export function readPayload(text: string): Payload {
  refuseLong(text);
  return payloadIn(readObject(parseStrictJson(text), 'payload'));
}

function refuseLong({ length }: string): void {
  if (length > LIMITS.inboundFrame) throw new ProtocolError('too-large', 'payload');
}

function payloadIn(top: JsonObject): Payload {
  const isFlat = FLAT.some((name) => member(top, name) !== undefined);
  const wrapped = member(top, 'chat');
  if (!isFlat) return readCopy(readObject(wrapped, 'payload.chat'));
  const flat = readCopy(top);
  if (isJsonObject(wrapped) && !sameCopy(flat, readCopy(wrapped))) {
    throw new ProtocolError('differ', 'the two copies of the payload');
  }
  const x = readX(member(top, 'x'));
  return x === undefined ? flat : { ...flat, x };
}

/** A sealed text, and how it was written (speech.ts, `payload`). */
export interface SealedText {
  readonly payload: Payload;
  readonly shape: Speech['payload'];
}

/** As `readPayload`; what is none of its shapes is the message alone, whose participants the text does not name. */
export function readSealedText(text: string): SealedText {
  refuseLong(text);
  const top = jsonIn(text);
  const isFlat = top !== undefined && FLAT.some((name) => member(top, name) !== undefined);
  const isWrapped = top !== undefined && isJsonObject(member(top, 'chat'));
  if (top === undefined || (!isFlat && !isWrapped))
    return { payload: { participants: [], message: text }, shape: 'bare' };
  const shape = isFlat && isWrapped ? 'both' : isFlat ? 'flat' : 'wrapped';
  return { payload: payloadIn(top), shape };
}

const FLAT = ['participants', 'message'];

/** The object that `text` is; undefined for other text. Throws for what is JSON but not to be trusted. */
function jsonIn(text: string): JsonObject | undefined {
  try {
    const value = parseStrictJson(text);
    return isJsonObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof ProtocolError && error.kind === 'not-json') return undefined;
    throw error;
  }
}

/**
 * The text to seal. JSON is compact and padded with blanks to a multiple of 256 bytes of UTF-8 (T32); `x` stands at the top of
 * the flat shape only (rule 5). Bare text is the message alone: a blank more would be part of it.
 */
export function writePayload(
  { participants, message, x }: Payload,
  shape: Speech['payload'] = 'both',
): string {
  if (shape === 'bare') return toWellFormed(message);
  const copy = { participants, message };
  const flat = { ...copy, x: x && plainX(x) };
  return padded(
    plainJson(shape === 'wrapped' ? { chat: copy } : shape === 'flat' ? flat : { ...flat, chat: copy }),
  );
}

/** True for payloads in which `x` travels. */
export function carriesX(shape: Speech['payload']): boolean {
  return shape === 'flat' || shape === 'both';
}

function padded(text: string): string {
  const length = utf8Length(text);
  return text + ' '.repeat(Math.ceil(length / LIMITS.padding) * LIMITS.padding - length);
}

function readCopy(copy: JsonObject): Payload {
  return {
    participants: readParticipants(member(copy, 'participants')),
    message: readString(copy, 'message', LIMITS.inboundFrame),
  };
}

/** An array of fingerprints, or (the seed's words) base64 text of such a list. */
function readParticipants(value: unknown): readonly string[] {
  const list = typeof value === 'string' ? decodedList(value) : value;
  if (!Array.isArray(list)) throw new ProtocolError('bad-shape', 'participants is no array');
  if (list.length === 0) throw new ProtocolError('bad-shape', 'participants is empty');
  if (list.length > LIMITS.participants) throw new ProtocolError('limit', 'participants');
  return list.map((entry: unknown) => asString(entry, 'participants', LIMITS.name));
}

function decodedList(text: string): unknown {
  const bytes = fromBase64(text);
  const inner = bytes && fromUtf8(bytes);
  if (inner === undefined) throw new ProtocolError('bad-base64', 'participants');
  return parseStrictJson(inner);
}

function sameCopy(a: Payload, b: Payload): boolean {
  return (
    a.message === b.message &&
    a.participants.length === b.participants.length &&
    a.participants.every((entry, at) => entry === b.participants[at])
  );
}
