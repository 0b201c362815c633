// A sealed chat as any program may have written it: where its parts stand, how their bytes are written, how it may be read.
import { describe, expect, it } from 'vitest';
import { readAnyChat } from '../../src/protocol/any-chat.ts';
import { parseFrame } from '../../src/protocol/frame.ts';
import type { ChatData } from '../../src/protocol/chat.ts';
import { readingsOf } from '../../src/protocol/readings.ts';

const bytes = (length: number, first = 1) => Uint8Array.from({ length }, (_, at) => first + at);
const b64 = (value: Uint8Array | string) => Buffer.from(value).toString('base64');
const hex = (value: Uint8Array) => Buffer.from(value).toString('hex');
const [iv, sealed, key, tag] = [bytes(16), bytes(40, 60), bytes(200, 3), bytes(16, 9)];
const plain = {
  type: 'chat',
  destination_servers: ['a'],
  iv: b64(iv),
  symm_keys: [b64(key)],
  chat: b64(sealed),
};

function read(change: Readonly<Record<string, unknown>>): ChatData {
  const data = { ...plain, ...change };
  const frame = parseFrame(
    JSON.stringify({ type: 'signed_data', data, counter: 1, signature: 'AAAA' }),
    100_000,
  );
  if (frame.type !== 'signed_data' || frame.data.type !== 'chat') throw new Error('no chat');
  return frame.data.irregular === undefined ? frame.data : readAnyChat(frame.data.irregular);
}

describe('the parts of a chat', () => {
  it('are as v1.2 has them, and nothing is remarked', () => {
    const parts = { type: 'chat', destinationServers: ['a'], iv, symmKeys: [key], chat: sealed };
    expect(read({})).toEqual(parts);
  });

  it.each([
    ['nonce', { iv: undefined, nonce: b64(iv) }],
    ['destinations', { destination_servers: undefined, destinations: ['a'] }],
    ['one destination', { destination_servers: 'a' }],
    ['keys with names', { symm_keys: [{ fingerprint: 'f', symm_key: b64(key) }] }],
    ['keys under another name', { symm_keys: [{ to: 'f', wrapped: b64(key) }] }],
    ['keys by name', { symm_keys: { f: b64(key) } }],
    ['one key', { symm_keys: b64(key) }],
    ['hex', { iv: hex(iv), symm_keys: [hex(key)], chat: hex(sealed) }],
    ['base64 of hex', { iv: b64(hex(iv)), symm_keys: [b64(hex(key))], chat: b64(hex(sealed)) }],
    ['a hex IV alone', { iv: hex(iv) }],
  ])('are found in the words of other programs: %s', (_, change) => {
    const parts = { destinationServers: ['a'], iv, symmKeys: [key], chat: sealed };
    expect(read(change)).toMatchObject(parts);
  });

  it('short texts are hex where all else is', () => {
    expect(read({ iv: hex(iv), chat: 'a1b2' }).chat).toEqual(Uint8Array.of(0xa1, 0xb2));
    expect(read({ chat: 'a1b2' }).chat).toHaveLength(3);
  });

  it('names in the open make another layout', () => {
    const chat = { message: b64(sealed), participants: ['f', 'nick'] };
    expect(read({ iv: '0', chat })).toMatchObject({
      chat: sealed,
      participants: ['f', 'nick'],
    });
    expect(read({ chat: { message: b64(sealed) } }).participants).toEqual([]);
  });
});

describe('readings', () => {
  const told = (data: ChatData) =>
    readingsOf(data).map((one) => [one.tag, one.ivBytes, one.sealed.length, one.tagged]);

  it('with the IV in its own member: with a tag, then without', () => {
    expect(told(read({}))).toEqual([
      ['appended', 16, 40, true],
      ['none', 16, 40, false],
    ]);
  });

  it('with a tag of its own: that alone, behind the ciphertext', () => {
    const data = read({ tag: b64(tag) });
    expect(told(data)).toEqual([['separate', 16, 56, true]]);
    expect(readingsOf(data)[0]?.sealed.subarray(40)).toEqual(tag);
  });

  it('without an IV: it stands in front, short or long', () => {
    const data = read({ iv: '0' });
    expect(told(data)).toEqual([
      ['appended', 12, 28, true],
      ['appended', 16, 24, true],
      ['none', 12, 28, false],
      ['none', 16, 24, false],
    ]);
    expect(readingsOf(data)[0]?.iv).toEqual(sealed.subarray(0, 12));
    expect(told(read({ iv: '0', chat: b64(bytes(5)) }))).toEqual([]);
  });
});

describe('a signature', () => {
  const signature = bytes(256);
  const signed = (text: string) =>
    parseFrame(JSON.stringify({ type: 'signed_data', data: plain, counter: 1, signature: text }), 100_000);

  it.each([
    ['base64', b64(signature)],
    ['hex', hex(signature)],
    ['base64 of hex', b64(hex(signature))],
  ])('may be written as %s', (_, text) => {
    expect(signed(text)).toMatchObject({ signature, signatureText: text });
  });

  it('of a long key is not taken for hex', () => {
    expect(signed(b64(bytes(512)))).toMatchObject({ signature: bytes(512) });
  });

  it('that is neither is refused', () => {
    for (const text of [`${hex(signature)}0`, '%'.repeat(512), `${b64(signature)}=`])
      expect(() => signed(text)).toThrow(/signature/);
  });
});
