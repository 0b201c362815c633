import { describe, expect, it } from 'vitest';
import { toBase64 } from '../../src/lib/base64.ts';
import { readAnyChat } from '../../src/protocol/any-chat.ts';
import type { SignedData } from '../../src/protocol/data.ts';
import { parseFrame, type SignedFrame } from '../../src/protocol/frame.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import {
  dataTextOf,
  signedText,
  writeClientList,
  writeClientListRequest,
  writeClientUpdate,
  writeClientUpdateRequest,
  writeSignedFrame,
} from '../../src/protocol/write.ts';
import { kindOf } from './support.ts';

const parse = (text: string) => parseFrame(text, LIMITS.inboundFrame);
const signatureText = toBase64(new Uint8Array(256).fill(7));
const b64 = (length: number) => toBase64(new Uint8Array(length).fill(1));

/** A frame with `data` as an object, members as given on top of a good one. */
function signed(data: unknown, members: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ type: 'signed_data', data, counter: 5, signature: signatureText, ...members });
}
const goodChat = {
  type: 'chat',
  destination_servers: ['server0'],
  iv: b64(16),
  symm_keys: [b64(256)],
  chat: b64(48),
};
const publicChat = { type: 'public_chat', sender: 'fp', message: 'hi' };
const kindOfData = (data: unknown) =>
  kindOf(() => {
    const frame = parse(signed(data));
    const read = frame.type === 'signed_data' && frame.data.type === 'chat' ? frame.data : undefined;
    if (read?.irregular !== undefined) readAnyChat(read.irregular);
  });
const without = (name: string) =>
  Object.fromEntries(Object.entries(goodChat).filter(([key]) => key !== name));

const everyData: readonly SignedData[] = [
  { type: 'hello', publicKey: '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----' },
  { type: 'public_chat', sender: 'abc=', message: 'é 😀 "q" \\ \u2028 \u007f \n' },
  { type: 'server_hello', sender: '10.0.0.27:8001' },
  {
    type: 'chat',
    destinationServers: ['a', '__proto__', 'a'],
    iv: new Uint8Array(16).fill(1),
    symmKeys: [new Uint8Array(256).fill(2), new Uint8Array(256).fill(3)],
    chat: new Uint8Array(300).fill(4),
  },
];

describe('signed frames', () => {
  it.each(everyData)('reads $type back, in both forms, with the exact text that was signed', (data) => {
    for (const form of ['string', 'object'] as const) {
      const dataText = dataTextOf(data);
      const frame = parse(writeSignedFrame({ dataText, form, counter: 17, signatureText }));
      expect(frame).toEqual({
        type: 'signed_data',
        form,
        dataText,
        data,
        counter: 17,
        signature: new Uint8Array(256).fill(7),
        signatureText,
      });
    }
  });

  it.each(everyData)('writes $type compact, keys in alphabetical order', (data) => {
    const text = dataTextOf(data);
    const value = JSON.parse(text) as object;
    expect(JSON.stringify(value)).toBe(text);
    expect(Object.keys(value)).toEqual(Object.keys(value).sort());
  });

  it('keeps the received text of an object, blanks, escapes and order included', () => {
    const dataText = '{ "type" :"public_chat",\t"2":0,"1":[ ],"message":"caf\\u00e9","sender":"x" }';
    const text = `{"counter": 3 , "data" : ${dataText} ,"signature":"${signatureText}","type":"signed_data"}`;
    const frame = parse(text) as SignedFrame;
    expect(frame.dataText).toBe(dataText);
    expect(frame.data).toEqual({ type: 'public_chat', sender: 'x', message: 'café' });
    expect(signedText(frame.dataText, frame.counter)).toBe(`${dataText}3`);
  });

  it.each(['0', '1', '2147483648', '9007199254740991'])('takes the counter %s', (token) => {
    const frame = parse(signed(publicChat).replace('"counter":5', `"counter":${token}`)) as SignedFrame;
    expect(frame.counter).toBe(Number(token));
  });

  it.each([
    '-1',
    '-0',
    '0.0',
    '1.0',
    '1.5',
    '1e3',
    '1E3',
    '1e400',
    '9007199254740992',
    '9007199254740993',
    '99999999999999999999',
    '"5"',
    'null',
    'true',
    '[5]',
    '{}',
    '""',
  ])('refuses the counter %s', (token) => {
    expect(kindOf(() => parse(signed(publicChat).replace('"counter":5', `"counter":${token}`)))).toBe(
      'bad-counter',
    );
  });

  it('wants all of its members, of the right kind', () => {
    expect(kindOf(() => parse(signed(publicChat, { counter: undefined })))).toBe('bad-counter');
    for (const signature of [undefined, null, 5, {}, [signatureText]]) {
      expect(kindOf(() => parse(signed(publicChat, { signature })))).toBe('bad-shape');
    }
    expect(kindOf(() => parse(signed(publicChat, { signature: '' })))).toBe('bad-shape');
    for (const signature of ['A', 'AAA', 'AB==', ' AAA', 'AA-_', 'zz\n=']) {
      expect(kindOf(() => parse(signed(publicChat, { signature })))).toBe('bad-base64');
    }
    expect(kindOf(() => parse(signed(publicChat, { signature: b64(LIMITS.signature) })))).toBeUndefined();
    expect(kindOf(() => parse(signed(publicChat, { signature: b64(LIMITS.signature + 1) })))).toBe('limit');
    for (const data of [undefined, null, 5, true, [], [publicChat], '[]', '5', 'null', '"x"']) {
      expect(kindOfData(data)).toBe('bad-shape');
    }
    for (const data of ['', 'x', '{', '\uFEFF{}']) expect(kindOfData(data)).toBe('not-json');
  });

  it('is as strict inside a string as outside', () => {
    expect(kindOfData('{"type":"hello","type":"public_chat","sender":"a","message":"b"}')).toBe(
      'duplicate-key',
    );
    expect(kindOfData('{"type":"public_chat","sender":"a","message":"\\ud83d"}')).toBe('ill-formed');
    expect(
      kindOfData(`{"type":"public_chat","sender":"a","message":"b","z":${'['.repeat(16)}${']'.repeat(16)}}`),
    ).toBe('too-deep');
  });

  it('knows four kinds of data', () => {
    for (const type of ['', 'Hello', 'signed_data', '__proto__', 'constructor', 'toString']) {
      expect(kindOfData({ ...publicChat, type })).toBe('unknown-type');
    }
    for (const type of [undefined, null, 5, ['hello']])
      expect(kindOfData({ ...publicChat, type })).toBe('bad-shape');
  });

  it('ignores members it does not know', () => {
    expect(kindOfData({ ...publicChat, time: 5, x: { a: [] } })).toBeUndefined();
    expect(kindOf(() => parse(signed(publicChat, { time: 5 })))).toBeUndefined();
  });
});

describe('chat', () => {
  it('wants what it cannot do without, of the right kind', () => {
    expect(kindOfData(goodChat)).toBeUndefined();
    for (const name of ['symm_keys', 'chat']) {
      expect(kindOfData(without(name))).toBe('bad-shape');
      expect(kindOfData({ ...goodChat, [name]: null })).toBe('bad-shape');
    }
    for (const name of ['destination_servers', 'iv', 'symm_keys', 'chat'])
      for (const bad of [5, {}]) expect(kindOfData({ ...goodChat, [name]: bad })).toBe('bad-shape');
    for (const bad of [[5], [null], ['a', ['b']]]) {
      expect(kindOfData({ ...goodChat, destination_servers: bad })).toBe('bad-shape');
      expect(kindOfData({ ...goodChat, symm_keys: bad.length > 1 ? [b64(256), []] : bad })).toBe('bad-shape');
    }
    for (const bad of ['A', 'AB==', ' AAA', 'AAAA\n']) {
      for (const name of ['iv', 'chat']) expect(kindOfData({ ...goodChat, [name]: bad })).toBe('bad-base64');
      expect(kindOfData({ ...goodChat, symm_keys: [b64(256), bad] })).toBe('bad-base64');
    }
  });

  it('takes an IV of 12 or 16 bytes only', () => {
    for (const length of [12, 16]) expect(kindOfData({ ...goodChat, iv: b64(length) })).toBeUndefined();
    for (const length of [1, 11, 13, 15])
      expect(kindOfData({ ...goodChat, iv: b64(length) })).toBe('bad-shape');
    for (const length of [17, 32]) expect(kindOfData({ ...goodChat, iv: b64(length) })).toBe('limit');
  });

  it('bounds destinations, keys and their lengths', () => {
    const many = (length: number, value: string) => Array.from({ length }, () => value);
    const destinations = (list: readonly string[]) => kindOfData({ ...goodChat, destination_servers: list });
    expect(destinations([])).toBeUndefined();
    expect(destinations(many(LIMITS.participants, 'a'))).toBeUndefined();
    expect(destinations(many(LIMITS.participants + 1, 'a'))).toBe('limit');
    expect(destinations(['x'.repeat(LIMITS.address)])).toBeUndefined();
    expect(destinations(['x'.repeat(LIMITS.address + 1)])).toBe('limit');
    const keys = (list: readonly string[]) => kindOfData({ ...goodChat, symm_keys: list });
    expect(keys(many(LIMITS.participants, 'AAAA'))).toBeUndefined();
    expect(keys(many(LIMITS.participants + 1, 'AAAA'))).toBe('limit');
    expect(keys([b64(LIMITS.wrappedKey)])).toBeUndefined();
    expect(keys([b64(LIMITS.wrappedKey + 1)])).toBe('limit');
    expect(keys([''])).toBe('bad-shape');
  });
});

describe('hello, public_chat and server_hello', () => {
  it('bound their texts', () => {
    const hello = (length: number) => kindOfData({ type: 'hello', public_key: 'x'.repeat(length) });
    expect(hello(LIMITS.pem)).toBeUndefined();
    expect(hello(LIMITS.pem + 1)).toBe('limit');
    const sender = (length: number) => kindOfData({ ...publicChat, sender: 'x'.repeat(length) });
    expect(sender(LIMITS.name)).toBeUndefined();
    expect(sender(LIMITS.name + 1)).toBe('limit');
    const server = (length: number) => kindOfData({ type: 'server_hello', sender: 'x'.repeat(length) });
    expect(server(LIMITS.address)).toBeUndefined();
    expect(server(LIMITS.address + 1)).toBe('limit');
  });

  it('want strings', () => {
    for (const bad of [undefined, null, 5, [], {}]) {
      expect(kindOfData({ type: 'hello', public_key: bad })).toBe('bad-shape');
      const isLeftOut = bad === undefined || bad === null;
      expect(kindOfData({ ...publicChat, sender: bad })).toBe(isLeftOut ? undefined : 'bad-shape');
      expect(kindOfData({ ...publicChat, message: bad })).toBe('bad-shape');
      expect(kindOfData({ type: 'server_hello', sender: bad })).toBe('bad-shape');
    }
  });

  it('send a lone surrogate as U+FFFD, since a strict receiver refuses it', () => {
    const dataText = dataTextOf({ type: 'public_chat', sender: 'a', message: 'x\ud83d' });
    const frame = parse(
      writeSignedFrame({ dataText, form: 'string', counter: 1, signatureText }),
    ) as SignedFrame;
    expect(frame.data).toEqual({ type: 'public_chat', sender: 'a', message: 'x\uFFFD' });
  });
});

describe('unsigned frames', () => {
  it('are read back', () => {
    expect(parse(writeClientListRequest())).toEqual({ type: 'client_list_request' });
    expect(parse(writeClientUpdateRequest())).toEqual({ type: 'client_update_request' });
    const servers = [
      { address: '__proto__', clients: ['pem 1', 'garbage'] },
      { address: 'ws://host:1', clients: [] },
    ];
    expect(parse(writeClientList(servers))).toEqual({ type: 'client_list', servers, ignored: 0 });
    expect(parse(writeClientUpdate(['a', 'b']))).toEqual({
      type: 'client_update',
      clients: ['a', 'b'],
      ignored: 0,
    });
  });

  it('of no known type are told from broken ones', () => {
    for (const text of ['{}', '{"error":"x"}', '{"type":null}', '{"type":"status"}', '{"type":"hello"}']) {
      expect(kindOf(() => parse(text))).toBe('unknown-type');
    }
    for (const text of ['[]', '5', 'null', '"x"', '[{"type":"client_list_request"}]']) {
      expect(kindOf(() => parse(text))).toBe('bad-shape');
    }
  });
});

describe('client_list', () => {
  const list = (servers: unknown) => JSON.stringify({ type: 'client_list', servers });

  it('drops single bad entries and counts them', () => {
    const clients = ['a', null, 5, { name: 'x' }, 'x'.repeat(LIMITS.pem), 'x'.repeat(LIMITS.pem + 1), ''];
    expect(parse(list([{ address: 's', clients }]))).toEqual({
      type: 'client_list',
      servers: [{ address: 's', clients: ['a', 'x'.repeat(LIMITS.pem), ''] }],
      ignored: 4,
    });
    const long = { address: 'x'.repeat(LIMITS.address + 1), clients: ['a', 'b'] };
    const fits = { address: 'x'.repeat(LIMITS.address), clients: ['c'] };
    expect(parse(list([long, fits]))).toEqual({ type: 'client_list', servers: [fits], ignored: 2 });
  });

  it('finds the keys in the entries of other programs', () => {
    const pem = '-----BEGIN PUBLIC KEY-----';
    const clients = [
      { 'client-id': 'i', 'public-key': 'a' },
      { id: 'i', public_key: 'b', name: 'n' },
      { name: 'n', exported: pem },
      null,
    ];
    const servers = [
      { address: 's', clients },
      { address: 't', clients: { anna: 'c' } },
      { address: 'u', clients: null },
    ];
    expect(parse(list(servers))).toEqual({
      type: 'client_list',
      servers: [
        { address: 's', clients: ['a', 'b', pem] },
        { address: 't', clients: ['c'] },
        { address: 'u', clients: [] },
      ],
      ignored: 1,
    });
  });

  it('throws when it is wrong as a whole, so that the old list is kept', () => {
    const bad = [undefined, null, {}, 'x', [null], [5], [[]], [{}], [{ address: 's' }], [{ clients: [] }]];
    const worse = [[{ address: 5, clients: [] }], [{ address: 's', clients: 'x' }]];
    for (const servers of [...bad, ...worse]) expect(kindOf(() => parse(list(servers)))).toBe('bad-shape');
  });

  it('keeps 256 servers and 16,000 keys and counts the rest', () => {
    const servers = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ address: `s${at}`, clients: ['k'] }));
    expect(parse(list(servers(LIMITS.servers)))).toMatchObject({ ignored: 0 });
    const over = parse(list(servers(LIMITS.servers + 1)));
    expect(over).toMatchObject({ ignored: 1, servers: servers(LIMITS.servers) });
    const keys = (count: number) => Array.from({ length: count }, (_, at) => `k${at}`);
    const half = keys(LIMITS.keys / 2);
    const full = [
      { address: 'a', clients: half },
      { address: 'b', clients: half },
    ];
    expect(parse(list(full))).toEqual({ type: 'client_list', servers: full, ignored: 0 });
    const beyond = [...full, { address: 'c', clients: ['k'] }];
    expect(parse(list(beyond))).toMatchObject({
      ignored: 1,
      servers: [...full, { address: 'c', clients: [] }],
    });
    expect(parse(writeClientUpdate(keys(LIMITS.keys)))).toMatchObject({ ignored: 0 });
    expect(parse(writeClientUpdate(keys(LIMITS.keys + 1)))).toEqual({
      type: 'client_update',
      clients: keys(LIMITS.keys),
      ignored: 1,
    });
  });

  it('does not touch prototypes (T26)', () => {
    const text =
      '{"type":"client_list","__proto__":{"admin":1},"servers":[{"address":"constructor","clients":["__proto__"],' +
      '"__proto__":{"clients":[]}}]}';
    expect(parse(text)).toEqual({
      type: 'client_list',
      servers: [{ address: 'constructor', clients: ['__proto__'] }],
      ignored: 0,
    });
    expect(Reflect.get({}, 'admin')).toBeUndefined();
    expect(kindOf(() => parse('{"__proto__":{"type":"client_list_request"}}'))).toBe('unknown-type');
  });
});

describe('a poisoned prototype', () => {
  it('lends no member to a frame (T26)', () => {
    const prototype = Object.prototype;
    const poison = { type: 'client_list_request', message: 'not sent', signature: signatureText };
    const unsent = JSON.stringify({ type: 'public_chat', sender: 'a' });
    try {
      for (const [name, value] of Object.entries(poison)) {
        Object.defineProperty(prototype, name, { value, configurable: true, writable: true });
      }
      expect(kindOf(() => parse('{}'))).toBe('unknown-type');
      expect(kindOf(() => parse(`{"type":"signed_data","data":${unsent},"counter":1}`))).toBe('bad-shape');
      expect(
        kindOf(() => parse(`{"type":"signed_data","data":${unsent},"counter":1,"signature":"AAAA"}`)),
      ).toBe('bad-shape');
    } finally {
      for (const name of Object.keys(poison)) Reflect.deleteProperty(prototype, name);
    }
  });
});

describe('the size of a frame', () => {
  it.each([
    ['inbound', LIMITS.inboundFrame, 8_388_608],
    ['client at the relay', LIMITS.relayClientFrame, 1_048_576],
    ['neighbour at the relay', LIMITS.relayNeighbourFrame, 8_388_608],
  ])('%s: passes at the limit, not one beyond', (_, limit, expected) => {
    expect(limit).toBe(expected);
    const request = writeClientListRequest();
    const padded = request + ' '.repeat(limit - request.length);
    expect(parseFrame(padded, limit)).toEqual({ type: 'client_list_request' });
    expect(kindOf(() => parseFrame(`${padded} `, limit))).toBe('too-large');
  });
});
