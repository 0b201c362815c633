// Frames as an honest sender makes them, and as nobody honest would.
import { gcmSeal } from '../../../src/crypto/gcm.ts';
import { makeMessageKey } from '../../../src/crypto/message-key.ts';
import { wrapKey } from '../../../src/crypto/oaep.ts';
import { sign } from '../../../src/crypto/pss.ts';
import { importEncryptKey } from '../../../src/crypto/public-key.ts';
import { toBase64 } from '../../../src/lib/base64.ts';
import { utf8 } from '../../../src/lib/bytes.ts';
import { systemRandom } from '../../../src/lib/clock.ts';
import { signedText, writeSignedFrame } from '../../../src/protocol/write.ts';
import type { ChatTarget, PeerKey } from '../../support/relay-client.ts';

/** Signs exactly this text of `data`. */
export async function signText(key: PeerKey, dataText: string, counter: number): Promise<string> {
  const signature = await sign(key.keys.sign, utf8(signedText(dataText, counter)));
  return writeSignedFrame({ dataText, form: 'string', counter, signatureText: toBase64(signature) });
}

/** A chat whose payload is any JSON; `data` as its text. */
export async function chatText(to: ChatTarget, payload: object): Promise<string> {
  const aes = makeMessageKey(systemRandom);
  const iv = systemRandom(16);
  const sealed = await gcmSeal(aes, iv, utf8(JSON.stringify(payload)));
  const wrapped = toBase64(await wrapKey(await importEncryptKey(to.key.spki), aes));
  return JSON.stringify({
    chat: toBase64(sealed),
    destination_servers: [to.server],
    iv: toBase64(iv),
    symm_keys: [wrapped],
    type: 'chat',
  });
}

/** An honest direct message. */
export async function chatFrame(
  key: PeerKey,
  to: ChatTarget,
  message: string,
  counter: number,
): Promise<string> {
  const participants = [key.fingerprint, to.key.fingerprint];
  return signText(key, await chatText(to, { participants, message }), counter);
}

export const publicText = (sender: string, message: string): string =>
  JSON.stringify({ message, sender, type: 'public_chat' });

interface Envelope {
  data: string;
  counter: number;
  signature: string;
}
/** The same frame with a change nobody signed. */
export function tamper(frame: string, change: (envelope: Envelope) => void): string {
  const { data, counter, signature } = JSON.parse(frame) as Envelope;
  const envelope = { data, counter, signature };
  change(envelope);
  return JSON.stringify({ type: 'signed_data', ...envelope });
}

/** Another letter of base64 in the middle. */
export function flipLetter(text: string, at = text.length >> 1): string {
  return text.slice(0, at) + (text.charAt(at) === 'A' ? 'B' : 'A') + text.slice(at + 1);
}

/** The signed text of a frame. */
export const dataOf = (frame: string): string => (JSON.parse(frame) as Envelope).data;

/** Texts that are no frames at all. */
export function garbage(): (string | Buffer)[] {
  const deep = 100_000;
  return [
    '',
    '{',
    'null',
    '[]',
    '"text"',
    '{}',
    '42',
    '\uFEFF{"type":"client_list","servers":[]}',
    '{"type":"client_list"}',
    '{"type":"client_list","servers":{"__proto__":[]}}',
    '{"type":"client_list","type":"signed_data","servers":[]}',
    '{"type":"signed_data"}',
    '{"type":"signed_data","data":null,"counter":1,"signature":"AAAA"}',
    '{"type":"signed_data","data":"{}","counter":-1,"signature":"AAAA"}',
    '{"type":"signed_data","data":"{}","counter":1e400,"signature":"AAAA"}',
    '{"type":"signed_data","data":"{}","counter":"5","signature":"AAAA"}',
    '{"__proto__":{"type":"client_list","servers":[]}}',
    '{"constructor":{"prototype":{"polluted":true}},"type":"client_list"}',
    '{"type":"status","state":"delivered"}',
    '{"error":"something"}',
    `${'['.repeat(deep)}${']'.repeat(deep)}`,
    `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`,
    '{"type":"client_list","servers":[{"address":"\ud800","clients":[]}]}',
    Buffer.from(Uint8Array.from({ length: 4096 }, (_, i) => (i * 167) & 255)),
  ];
}
