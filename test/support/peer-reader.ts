// Reads a frame as one of the recorded programs does, by the facts of its file to the letter, with Node's own crypto: nothing
// of the product is used here, so that it can judge what the product writes.
import {
  constants,
  createDecipheriv,
  createHash,
  createPublicKey,
  privateDecrypt,
  verify,
} from 'node:crypto';
import { dump, PYTHON, PYTHON_SORTED, SORTED } from './other-json.ts';

export interface PeerFacts {
  readonly facts: Readonly<Record<string, unknown>>;
}
export interface PeerFrame {
  readonly type: string;
  readonly data: unknown;
  readonly counter: number;
  readonly signature: string;
}
export interface PeerMessage {
  readonly text: string;
  readonly participants: readonly string[];
  readonly destinations: readonly string[];
  /** How many keys the frame has, and which of them opened it. */
  readonly keys: number;
  readonly key: number;
}

/** A frame, which must be JSON with `data` in the form that this program reads. */
export function readFrame({ facts }: PeerFacts, raw: string): PeerFrame {
  const frame = JSON.parse(raw) as PeerFrame;
  if (typeof frame.data !== facts['data']) throw new Error(`data is no ${String(facts['data'])}`);
  return frame;
}

/** `data` as an object. */
export function dataOf(frame: PeerFrame): Readonly<Record<string, unknown>> {
  return (typeof frame.data === 'string' ? JSON.parse(frame.data) : frame.data) as Record<string, unknown>;
}

/** What this program makes of a frame to check its signature against. */
export function signedInput({ facts }: PeerFacts, { data, counter }: PeerFrame): string {
  switch (facts['signedInput']) {
    case 'data-text+counter':
      return `${String(data)}${counter}`;
    case 'js-json(data)+counter':
      return `${JSON.stringify(data)}${counter}`;
    case 'py-json(data)+counter':
      return `${dump(data, PYTHON)}${counter}`;
    case 'sorted-json(data)+counter':
      return `${dump(data, SORTED)}${counter}`;
    case 'py-sorted-compact({counter,data})':
      return dump({ counter, data }, PYTHON_SORTED);
    default:
      throw new Error('unknown form');
  }
}

/** Whether it holds under the key, with exactly the salt of this program. */
export function isSignedBy(peer: PeerFacts, frame: PeerFrame, pem: string): boolean {
  const key = {
    key: createPublicKey(pem),
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: Number(peer.facts['saltLength']),
  };
  return verify('sha256', Buffer.from(signedInput(peer, frame)), key, Buffer.from(frame.signature, 'base64'));
}

/** The name this program gives to the key that it knows by this text. */
export function nameOf({ facts }: PeerFacts, pem: string): string {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  const body = pem.replace(/-----[^-]+-----|\s/g, '');
  const around = (inside: string): string =>
    `-----BEGIN PUBLIC KEY-----\n${inside}\n-----END PUBLIC KEY-----`;
  switch (facts['fingerprint']) {
    case 'base64(sha256(pem-oneline))':
      return hash(around(body)).toString('base64');
    case 'base64(hex(sha256(pem64)))':
      return Buffer.from(hash(around(body.replace(/(.{64})(?=.)/g, '$1\n'))).toString('hex')).toString(
        'base64',
      );
    case 'base64(sha256(pem64nl))': // of the text exactly as its owner sent it
      return hash(pem).toString('base64');
    default:
      throw new Error('unknown fingerprint');
  }
}

/** Opens a chat with the private key (PKCS#8 in base64); undefined when none of its keys is for it. */
export function openChat(peer: PeerFacts, frame: PeerFrame, privateKey: string): PeerMessage | undefined {
  const { facts } = peer;
  const data = dataOf(frame);
  const wrapped = data['symm_keys'] as string[];
  const found = wrapped.map((one) => unwrapped(facts, one, privateKey));
  const key = found.findIndex((one) => one !== undefined);
  const aesKey = found[key];
  if (aesKey === undefined) return undefined;
  const inClear = data['chat'] as { readonly message: string; readonly participants: string[] };
  const isFrew = facts['layout'] === 'frew';
  const bytes = Buffer.from(isFrew ? inClear.message : String(data['chat']), 'base64');
  const ivBytes = Number(facts['ivBytes']);
  const iv = isFrew ? bytes.subarray(0, ivBytes) : Buffer.from(String(data['iv']), 'base64');
  if (isFrew && data['iv'] !== '0') throw new Error('iv is not the text 0');
  if (iv.length !== ivBytes || aesKey.length !== facts['aesKeyBytes']) throw new Error('wrong lengths');
  const text = decrypted(facts, aesKey, iv, isFrew ? bytes.subarray(ivBytes) : bytes);
  const destinations = data['destination_servers'] as string[];
  const rest = { destinations, keys: wrapped.length, key };
  if (facts['payload'] === 'bare') return { ...rest, text, participants: inClear.participants };
  const payload = JSON.parse(text) as Record<string, unknown>;
  const copy = (facts['payload'] === 'wrapped' ? payload['chat'] : payload) as Record<string, unknown>;
  return { ...rest, text: String(copy['message']), participants: copy['participants'] as string[] };
}

function unwrapped(facts: PeerFacts['facts'], wrapped: string, pkcs8: string): Buffer | undefined {
  const armoured = `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----`;
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  const oaepHash = String(facts['oaepHash']).replace('-', '').toLowerCase();
  try {
    const inside = privateDecrypt({ key: armoured, padding, oaepHash }, Buffer.from(wrapped, 'base64'));
    if (facts['wrapped'] === 'raw') return inside;
    return Buffer.from(inside.toString('ascii'), facts['wrapped'] === 'hex-text' ? 'hex' : 'base64');
  } catch {
    return undefined;
  }
}

function decrypted(facts: PeerFacts['facts'], key: Buffer, iv: Buffer, sealed: Buffer): string {
  const decipher = createDecipheriv(key.length === 16 ? 'aes-128-gcm' : 'aes-256-gcm', key, iv);
  if (facts['tag'] === 'none') return decipher.update(sealed).toString('utf8');
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]).toString('utf8');
}
