// The edge: text from a socket becomes one of five frames here, once, or a `ProtocolError`. Inside there are only types.
import { fromHex, fromUtf8 } from '../lib/bytes.ts';
import { readClientList, readClientUpdate } from './client-list.ts';
import type { ClientList, ClientListRequest, ClientUpdate, ClientUpdateRequest } from './client-list.ts';
import { readSignedData, type SignedData } from './data.ts';
import { asBytes, asString, isJsonObject, member, readObject, type JsonObject } from './fields.ts';
import { LIMITS } from './limits.ts';
import { ProtocolError } from './problem.ts';
import { parseStrictJson, parseWithSpans, type Span } from './strict-json.ts';

export type { ClientList, ClientListRequest, ClientUpdate, ClientUpdateRequest };
/** How `data` stands in the envelope: as an object (seed) or as that object's text (v1.2). */
export type DataForm = 'string' | 'object';
export interface SignedFrame {
  readonly type: 'signed_data';
  readonly form: DataForm;
  /** Exactly what was received: the string's value, or the object's piece of the source. Signatures cover this. */
  readonly dataText: string;
  readonly data: SignedData;
  readonly counter: number;
  readonly signature: Uint8Array<ArrayBuffer>;
  readonly signatureText: string;
}
export type Frame = SignedFrame | ClientListRequest | ClientList | ClientUpdate | ClientUpdateRequest;

/**
 * Parses one text frame. `limit` counts UTF-16 units (`text.length`): bytes are never fewer, so what a byte limit on
 * the socket refuses is not looked at here. Throws `ProtocolError` and nothing else.
 */
export function parseFrame(text: string, limit: number): Frame {
  if (text.length > limit) throw new ProtocolError('too-large', `more than ${limit}`);
  const { value, members } = parseWithSpans(text);
  const frame = readObject(value, 'the frame');
  const type = member(frame, 'type');
  switch (type) {
    case 'signed_data':
      return readSignedFrame(text, frame, members);
    case 'client_list':
      return readClientList(frame);
    case 'client_update':
      return readClientUpdate(frame);
    case 'client_list_request':
    case 'client_update_request':
      return { type };
    default:
      // Servers also answer with objects without a type, such as {"error":…}.
      throw new ProtocolError('unknown-type', 'type is none of ours');
  }
}

function readSignedFrame(text: string, frame: JsonObject, members: ReadonlyMap<string, Span>): SignedFrame {
  const signatureText = asString(member(frame, 'signature'), 'signature', LIMITS.signature * 3);
  const counter = readCounter(pieceOf(text, members.get('counter')));
  const received = member(frame, 'data');
  const isText = typeof received === 'string';
  if (!isText && !isJsonObject(received)) throw new ProtocolError('bad-shape', 'data is no object or string');
  const dataText = isText ? received : pieceOf(text, members.get('data'));
  return {
    type: 'signed_data',
    form: isText ? 'string' : 'object',
    dataText,
    data: readSignedData(isText ? parseStrictJson(received) : received),
    counter,
    signature: readSignature(signatureText),
    signatureText,
  };
}

/**
 * The counter from its token in the source. Only plain decimal integers pass (no `-0`, `1.0`, `1e3`): it is signed as
 * text, so each number may have one spelling.
 */
function readCounter(token: string): number {
  const counter = /^(?:0|[1-9][0-9]{0,15})$/.test(token) ? Number(token) : -1;
  if (counter < 0 || counter > LIMITS.counterMax) throw new ProtocolError('bad-counter', 'counter');
  return counter;
}

/** Base64, or as some programs write it: hex digits, or base64 of them. */
function readSignature(text: string): Uint8Array<ArrayBuffer> {
  return (text.length < HEX_MIN ? undefined : hexIn(text)) ?? asBytes(text, 'signature', LIMITS.signature);
}

/** Hex digits of the shortest RSA signature there is (T27). */
const HEX_MIN = 512;

function hexIn(text: string): Uint8Array<ArrayBuffer> | undefined {
  const digits = fromHex(text);
  if (digits !== undefined || text.length % 4 !== 0) return digits;
  const inner = fromUtf8(asBytes(text, 'signature', LIMITS.signature * 2));
  return inner === undefined ? undefined : fromHex(inner);
}

function pieceOf(text: string, span: Span | undefined): string {
  return span === undefined ? '' : text.slice(span.start, span.end);
}
