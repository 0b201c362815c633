// Frames for fuzzing: good ones of every kind, and a seeded source of damaged and random ones.
import { toBase64 } from '../../src/lib/base64.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { openIdentity } from '../../src/relay/identity.ts';
import { chatData, type PeerKey } from '../support/relay-client.ts';
import { identityFile, keyNumber } from './support.ts';
import { sign } from '../../src/crypto/pss.ts';
import { utf8 } from '../../src/lib/bytes.ts';
import { signedText, writeSignedFrame } from '../../src/protocol/write.ts';

/** Whole numbers below `below`, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

async function signed(
  key: PeerKey,
  data: object,
  form: 'string' | 'object',
  counter: number,
): Promise<string> {
  const dataText = JSON.stringify(data);
  const signature = await sign(key.keys.sign, utf8(signedText(dataText, counter)));
  return writeSignedFrame({ dataText, form, counter, signatureText: toBase64(signature) });
}

export interface Corpus {
  readonly key: PeerKey;
  readonly frames: readonly string[];
  /** Of the server whose server_hello is among them. */
  readonly server: string;
}

/** Good frames of one key, of a server, and unsigned ones. */
export async function makeCorpus(address: string): Promise<Corpus> {
  const key = await keyNumber(4);
  const server = await openIdentity(identityFile(5), systemClock);
  const frames = [
    '{"type":"client_list_request"}',
    '{"type":"client_update_request"}',
    '{"error":"x"}',
    '[]',
    '{}',
  ];
  frames.push(JSON.stringify({ type: 'client_update', clients: [key.pem, key.pem] }));
  frames.push(JSON.stringify({ type: 'client_list', servers: [{ address, clients: [key.pem] }] }));
  frames.push(await server.hello(address));
  let counter = 10;
  for (const form of ['string', 'object'] as const) {
    frames.push(await signed(key, { public_key: key.pem, type: 'hello' }, form, (counter += 1)));
    for (const message of ['hi', '👋 \u007f \u2028', '"\\/', '']) {
      const data = { message, sender: key.fingerprint, type: 'public_chat' };
      frames.push(await signed(key, data, form, (counter += 1)));
    }
    const to = [address, 'other:1', '__proto__'].map((at) => ({ key, server: at }));
    frames.push(await signed(key, await chatData(key, to, 'hello'), form, (counter += 1)));
  }
  return { key, frames, server: server.fingerprint };
}

const SCRAPS = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '\\',
  '\\u',
  '\\ud800',
  '\0',
  '﻿',
  '\ud83d',
  '\u2028',
  '‮',
  'null',
  'true',
  '1e400',
  '-0',
  '9007199254740992',
  '0.1',
  '"type":',
  '"type":"chat",',
  '"__proto__":{},',
  '"data":',
  '"counter":1,',
  '"signature":"",',
  '[[[[[[[[[[[[[[[[[',
  '{"a":{"a":{"a":{"a":',
  '=',
  '\r\n',
  ' ',
  'signed_data',
  'hello',
  'public_chat',
  'server_hello',
  'client_update',
  'constructor',
  '-----BEGIN',
  '////',
];

function mutateOnce(text: string, random: (below: number) => number): string {
  const at = random(text.length + 1);
  const end = at + random(Math.min(40, text.length - at + 1));
  switch (random(7)) {
    case 0:
      return text.slice(0, at) + text.slice(end);
    case 1:
      return text.slice(0, at) + (SCRAPS[random(SCRAPS.length)] ?? '') + text.slice(at);
    case 2:
      return text.slice(0, at) + String.fromCharCode(random(0x10000)) + text.slice(at + 1);
    case 3:
      return text.slice(0, at) + String.fromCharCode(0x20 + random(0x5f)) + text.slice(at + 1);
    case 4:
      return text.slice(0, end) + text.slice(at);
    case 5:
      return text.slice(0, at);
    default:
      return text.slice(0, at) + (SCRAPS[random(SCRAPS.length)] ?? '') + text.slice(end);
  }
}

/** An endless supply of damaged frames, and some that never were frames. */
export function* damaged(frames: readonly string[], seed: number): Generator<string, never> {
  const random = randomFrom(seed);
  for (;;) {
    let text = frames[random(frames.length)] ?? '';
    if (random(10) === 0)
      text = Array.from({ length: random(30) }, () => SCRAPS[random(SCRAPS.length)]).join('');
    for (let rounds = random(4); rounds > 0; rounds -= 1) text = mutateOnce(text, random);
    yield text;
  }
}
