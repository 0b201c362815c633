// What we send as the recorded programs read it: their facts to the letter, with their own test keys and Node's crypto.
import { beforeAll, describe, expect, it } from 'vitest';
import { SQUARE } from '../../src/domain/conversation.ts';
import { newOutboxRow } from '../../src/engine/outbox.ts';
import type { Listed } from '../../src/engine/parts.ts';
import { seal, type SealerOptions } from '../../src/engine/sealer.ts';
import { systemRandom } from '../../src/lib/clock.ts';
import type { Dialect } from '../../src/protocol/dialect.ts';
import { DIALECTS } from '../../src/protocol/dialects.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import { pemIn, pemToDer } from '../../src/protocol/pem.ts';
import type { Speech } from '../../src/protocol/speech.ts';
import type { OutboxFrame, OutboxRow } from '../../src/store/rows.ts';
import { vector } from '../protocol/support.ts';
import { fingerprint } from '../support/parts-fakes.ts';
import { dataOf, isSignedBy, nameOf, openChat, readFrame } from '../support/peer-reader.ts';
import { realIdentity, type Identity } from '../support/two-parties.ts';

const PEERS: readonly (readonly [string, Dialect])[] = [
  ['xvk', DIALECTS.v12],
  ['agr', DIALECTS.agr],
  ['kat', DIALECTS.kat],
  ['g17', DIALECTS.g17],
  ['frew', DIALECTS.frew],
];
const ODD = 'café 中文 😀 "q" \'s\' back\\slash </b> \u007f\u2028 tab\tline\n &amp; end';
const TEXTS = ['private hello bob', ODD, 'x'.repeat(10_000)];

let me: Identity;
beforeAll(async () => {
  me = await realIdentity('me');
});

function listed(peer: string, name: string, servers = ['there:1']): Listed {
  const { publicKeyPem: received } = vector(peer).identities[name]!;
  const spki = pemToDer(received) ?? new Uint8Array();
  const canonical = nameOf({ facts: vector('xvk').facts }, received);
  return {
    fingerprint: fingerprint(canonical),
    pem: pemIn('one-line', spki),
    received,
    spki,
    usable: true,
    servers,
  };
}

function sealer(dialect: Dialect, rest: Partial<SealerOptions> = {}): SealerOptions {
  return {
    runner: me.runner,
    random: systemRandom,
    self: { ...me.key, name: () => 'Me' },
    dialect: () => dialect,
    ownAddress: () => 'here:1',
    hasOtherDevice: () => false,
    ...rest,
  };
}

function rowFor(message: string, people: readonly Listed[], kind: OutboxRow['kind'] = 'chat'): OutboxRow {
  const place = { key: 'me|a', seq: 1, conversation: SQUARE, text: message, at: 0 };
  const id = 'A'.repeat(22);
  return newOutboxRow(
    place,
    kind,
    people.map((one) => one.fingerprint),
    { v: 1, id },
  );
}

async function sealed(
  options: SealerOptions,
  row: OutboxRow,
  people: readonly Listed[],
  speech: Speech = options.dialect().speech,
): Promise<OutboxFrame> {
  const lookup = (person: string): Listed | undefined => people.find((one) => one.fingerprint === person);
  const job = { row, targets: people, counter: 123_456_789, speech, isFirst: true, lookup };
  const frame = await seal(options, job);
  if (frame === 'too-long') throw new Error('too long');
  return frame;
}

/** The key we say hello with to a server of that row. */
const ownPem = ({ manners }: Dialect): string => pemIn(manners.pem, me.key.spki);

describe.each(PEERS)('%s', (peer, dialect) => {
  const file = vector(peer);
  const secret = (name: string): string => file.identities[name]!.privateKeyPkcs8Base64;
  const people = ['alice', 'bob'].map((name) => listed(peer, name));

  it('is what the reader of this test reads, by its own recordings', () => {
    const chats = file.frames.filter(({ kind, id }) => kind === 'chat' && id.endsWith('-sent'));
    expect(chats.length).toBeGreaterThan(1);
    for (const { raw, from, expect: said, recipients } of chats) {
      const frame = readFrame(file, raw);
      expect(isSignedBy(file, frame, file.identities[from!]!.publicKeyPem)).toBe(true);
      expect(openChat(file, frame, secret(recipients[0]!))?.text).toBe(said.text);
    }
  });

  it('reads what we seal for its users, and nobody else does', async () => {
    for (const text of TEXTS) {
      const { text: raw, counter } = await sealed(sealer(dialect), rowFor(text, people), people);
      const frame = readFrame(file, raw);
      expect(frame).toMatchObject({ type: 'signed_data', counter });
      expect(isSignedBy(file, frame, ownPem(dialect))).toBe(true);
      const names = people.map(({ received }) => nameOf(file, received));
      for (const name of ['alice', 'bob']) {
        const message = openChat(file, frame, secret(name));
        expect(message?.text).toBe(text);
        expect(message?.participants[0]).toBe(nameOf(file, ownPem(dialect)));
        expect([...(message?.participants ?? [])].sort()).toEqual(
          [nameOf(file, ownPem(dialect)), ...names].sort(),
        );
        expect(message?.keys).toBe(2);
      }
      expect(openChat(file, frame, secret('carol'))).toBeUndefined();
    }
  });

  it('reads what we say in public', async () => {
    const row = rowFor(ODD, [], 'public');
    const frame = readFrame(file, (await sealed(sealer(dialect), row, [])).text);
    expect(isSignedBy(file, frame, ownPem(dialect))).toBe(true);
    expect(dataOf(frame)).toEqual({
      type: 'public_chat',
      message: ODD,
      sender: nameOf(file, ownPem(dialect)),
    });
  });

  it('gets members in the order it checks them in, and no member more', async () => {
    const { text: raw } = await sealed(sealer(dialect), rowFor('hi', people), people);
    const data = dataOf(readFrame(file, raw));
    // agr puts `data` together again as the protocol's text has it, before it checks; others take the alphabet.
    const isSpecified = dialect.id === 'agr' || dialect.id === 'kat';
    expect(Object.keys(data)).toEqual(
      isSpecified
        ? ['type', 'destination_servers', 'iv', 'symm_keys', 'chat']
        : ['chat', 'destination_servers', 'iv', 'symm_keys', 'type'],
    );
    expect(data['destination_servers']).toEqual(
      dialect.manners.extraDestinations && dialect.manners.echoesChat ? ['there:1', 'here:1'] : ['there:1'],
    );
  });
});

describe('a frame', () => {
  it('carries x where a payload has room for it', async () => {
    const bob = [listed('agr', 'bob')];
    const payload = async (speech: Speech): Promise<Record<string, unknown>> => {
      const { text } = await sealed(sealer(DIALECTS.agr), rowFor('hi', bob), bob, speech);
      const { facts, identities } = vector('agr');
      const reader = { facts: { ...facts, payload: 'bare' } };
      return JSON.parse(
        openChat(reader, readFrame(reader, text), identities['bob']!.privateKeyPkcs8Base64)!.text,
      ) as Record<string, unknown>;
    };
    const { speech } = DIALECTS.agr;
    const x = { v: 1, id: 'A'.repeat(22), name: 'Me' };
    expect(await payload(speech)).toMatchObject({ message: 'hi', x });
    expect(await payload({ ...speech, payload: 'both' })).toMatchObject({ x, chat: { message: 'hi' } });
    const wrapped = await payload({ ...speech, payload: 'wrapped' });
    expect(Object.keys(wrapped)).toEqual(['chat']);
    expect(Object.keys(wrapped['chat'] as object)).toEqual(['participants', 'message']);
  });

  it('comes in every form that a speech can ask for', async () => {
    const bob = [listed('xvk', 'bob')];
    const { facts, identities } = vector('xvk');
    const { privateKeyPkcs8Base64 } = identities['bob']!;
    for (const wrapText of ['raw', 'base64', 'hex'] as const) {
      const speech: Speech = {
        ...DIALECTS.v12.speech,
        wrapText,
        aesKeyBytes: 32,
        ivBytes: 12,
        tag: 'separate',
        binary: 'base64-of-hex',
      };
      const { text } = await sealed(sealer(DIALECTS.v12), rowFor('hi', bob), bob, speech);
      // What this reader does not know is turned back into what it knows.
      const frame = readFrame({ facts }, text);
      const data = dataOf(frame);
      const bytes = (name: string): Buffer =>
        Buffer.from(Buffer.from(String(data[name]), 'base64').toString('ascii'), 'hex');
      expect(Object.keys(data)).toEqual(['chat', 'destination_servers', 'iv', 'symm_keys', 'tag', 'type']);
      expect(bytes('tag')).toHaveLength(16);
      const plain = {
        ...frame,
        data: {
          ...data,
          iv: bytes('iv').toString('base64'),
          chat: Buffer.concat([bytes('chat'), bytes('tag')]).toString('base64'),
        },
      };
      const known = wrapText === 'raw' ? wrapText : `${wrapText}-text`;
      const reader = { facts: { ...facts, aesKeyBytes: 32, ivBytes: 12, wrapped: known } };
      expect(openChat(reader, plain, privateKeyPkcs8Base64)?.text).toBe('hi');
    }
  });

  it('keeps to the limit of the server, and to ours where that is lower', async () => {
    const bob = [listed('xvk', 'bob')];
    const small = (frameLimit: number): Dialect => ({
      ...DIALECTS.v12,
      manners: { ...DIALECTS.v12.manners, frameLimit },
    });
    const row = rowFor('x'.repeat(10_000), bob);
    const { text } = await sealed(sealer(small(64 * 1024)), row, bob);
    const bytes = Buffer.byteLength(text);
    await sealed(sealer(small(bytes)), row, bob);
    await expect(sealed(sealer(small(bytes - 1)), row, bob)).rejects.toThrow('too long');
    const odd = rowFor(`${ODD}\\"`.repeat(50), [], 'public');
    const oddBytes = Buffer.byteLength((await sealed(sealer(small(64 * 1024)), odd, [])).text);
    await sealed(sealer(small(oddBytes)), odd, []);
    await expect(sealed(sealer(small(oddBytes - 1)), odd, [])).rejects.toThrow('too long');
    const huge = rowFor('x'.repeat(LIMITS.outboundFrame), bob);
    await expect(sealed(sealer(small(64 * LIMITS.outboundFrame)), huge, bob)).rejects.toThrow('too long');
  });

  it('names each address once, and at most one for each key where that is the limit', async () => {
    const people = ['alice', 'bob'].map((name) => listed('agr', name, ['a:1', 'b:1', 'here:1']));
    const sentTo = async (dialect: Dialect): Promise<unknown> => {
      const { text, destinations } = await sealed(sealer(dialect), rowFor('hi', people), people);
      const data = dataOf(JSON.parse(text) as ReturnType<typeof readFrame>);
      expect(destinations).toEqual(data['destination_servers']);
      return destinations;
    };
    expect(await sentTo(DIALECTS.v12)).toEqual(['a:1', 'b:1', 'here:1']);
    expect(await sentTo(DIALECTS.seed)).toEqual(['a:1', 'b:1', 'here:1']);
    expect(await sentTo(DIALECTS.agr)).toEqual(['a:1']);
  });

  it('does not come back by way of a server whose other clients it would startle', async () => {
    const carol = [listed('frew', 'carol')];
    const { destinations } = await sealed(
      sealer(DIALECTS.kat),
      rowFor('hi', carol),
      carol,
      DIALECTS.frew.speech,
    );
    expect(destinations).toEqual(['there:1']);
  });

  it('never begins its key with a zero byte, which some receivers would lose', async () => {
    const bob = [listed('xvk', 'bob')];
    let draws = 0;
    const random = (length: number): Uint8Array<ArrayBuffer> => {
      draws += 1;
      const bytes = systemRandom(length);
      if (draws < 4) bytes[0] = 0;
      return bytes;
    };
    const { text } = await sealed(sealer(DIALECTS.v12, { random }), rowFor('hi', bob), bob);
    const { facts, identities } = vector('xvk');
    const secret = identities['bob']!.privateKeyPkcs8Base64;
    expect(openChat({ facts }, readFrame({ facts }, text), secret)?.text).toBe('hi');
    expect(draws).toBeGreaterThan(3);
  });

  it('has the key for our other devices last, and only in the first of several', async () => {
    const bob = [listed('xvk', 'bob')];
    const options = sealer(DIALECTS.v12, { hasOtherDevice: () => true });
    const row = rowFor('hi', bob);
    const keys = async (isFirst: boolean): Promise<number> => {
      const { speech } = DIALECTS.v12;
      const frame = await seal(options, {
        row,
        speech,
        targets: bob,
        counter: 1,
        isFirst,
        lookup: () => bob[0],
      });
      if (frame === 'too-long') throw new Error('too long');
      return (dataOf(readFrame(vector('xvk'), frame.text))['symm_keys'] as string[]).length;
    };
    expect([await keys(true), await keys(false)]).toEqual([2, 1]);
  });

  it('calls somebody who is off by the key as its server’s clients send it', async () => {
    const [bob, alice] = [listed('g17', 'bob'), listed('g17', 'alice')];
    const off: Listed = { ...alice, received: alice.pem, servers: [] };
    const row = rowFor('hi', [bob, off]);
    const lookup = (person: string): Listed => (person === off.fingerprint ? off : bob);
    const { speech } = DIALECTS.g17;
    const job = { row, speech, targets: [bob], counter: 1, isFirst: true, lookup };
    const frame = await seal(sealer(DIALECTS.g17), job);
    if (frame === 'too-long') throw new Error('too long');
    const file = vector('g17');
    const secret = file.identities['bob']!.privateKeyPkcs8Base64;
    const { participants = [] } = openChat(file, readFrame(file, frame.text), secret) ?? {};
    expect(participants).toContain(file.identities['alice']!.fingerprint);
  });
});
