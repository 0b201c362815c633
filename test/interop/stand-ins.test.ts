// The stand-ins and foreign clients themselves: they write, verify and break as what was recorded of the real ones.
import { afterAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { vector, vectors } from '../protocol/support.ts';
import { Foreign } from './foreign.ts';
import { Frew } from './frew.ts';
import { G17 } from './g17.ts';
import { membersOf, readJson } from './json-forms.ts';
import { Kat } from './kat.ts';
import { isSigned, PROGRAMS, type ProgramId } from './programs.ts';
import { frameOf, NOWHERE, type StandIn } from './stand-in.ts';
import { STAND_INS } from './stand-ins.ts';
import { closeAll, opened } from './visitor.ts';
import { Xvk } from './xvk.ts';

afterAll(closeAll);

const isProgram = (id: string): id is ProgramId => Object.hasOwn(PROGRAMS, id);

describe.each(vectors.map(({ peer }) => peer).filter(isProgram))('the program %s', (id) => {
  const program = PROGRAMS[id];
  const { frames, negatives, identities } = vector(id);

  it('verifies what was recorded of it, and nothing that was tampered with', () => {
    const verdict = ({ raw, from }: (typeof frames)[number]): boolean => {
      const frame = frameOf(raw);
      const pem = identities[from ?? '']?.publicKeyPem;
      if (frame === undefined || pem === undefined) throw new Error('no frame, or nobody’s');
      const received = typeof frame.data === 'string' ? frame.data : undefined;
      const data = received === undefined ? frame.data : readJson(received);
      return isSigned(program, pem, { ...frame, data }, received);
    };
    const sent = frames.filter((frame) => frame.expect.signatureValid === true);
    expect(sent.length).toBeGreaterThan(10);
    for (const frame of sent) expect(verdict(frame), frame.id).toBe(true);
    for (const frame of negatives.filter((one) => one.expect.signatureValid === false))
      expect(verdict(frame), frame.id).toBe(false);
  });

  it('has the fingerprints and the form of `data` that were recorded', () => {
    for (const { publicKeyPem, fingerprint } of Object.values(identities))
      expect(program.fingerprint(publicKeyPem)).toBe(fingerprint);
    for (const { raw, kind } of frames)
      if (kind === 'hello') expect(typeof frameOf(raw)?.data).toBe(program.data);
  });
});

describe.concurrent.each(STAND_INS)('a server like $id', ({ id, make }) => {
  it('carries what its own people write', async () => {
    const server = await opened(make());
    const [bob, carol] = await Promise.all([
      Foreign.join(id, server.address),
      Foreign.join(id, server.address),
    ]);
    await Promise.all([bob.sees(carol.pem), carol.sees(bob.pem)]);
    bob.say('Good “morning” 😀');
    expect(await carol.hears('Good “morning” 😀')).toMatchObject({ kind: 'public', from: bob.pem });
    carol.write([bob.pem], 'Grüße');
    expect(await bob.hears('Grüße')).toMatchObject({ kind: 'chat', from: carol.pem });
    expect([server.died, server.hurts, bob.lost, carol.lost]).toEqual([undefined, [], [], []]);
  });
});

describe('what hurts', () => {
  const HELLO = '{"type":"signed_data","data":"{\\"type\\":\\"hello\\"}","counter":1,"signature":"AA=="}';
  interface Line {
    readonly socket: WebSocket;
    readonly closed: Promise<number>;
    readonly answer: Promise<string>;
  }
  const dial = async (server: StandIn): Promise<Line> => {
    const socket = new WebSocket(`ws://${server.address}`);
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    const answer = new Promise<string>((resolve) =>
      socket.once('message', (bytes: Buffer) => resolve(bytes.toString('utf8'))),
    );
    await new Promise((resolve) => socket.once('open', resolve));
    return { socket, closed, answer };
  };

  it('kills xvk: what is no JSON, and a key that is not one line', async () => {
    for (const text of ['{', HELLO]) {
      const server = await opened(new Xvk());
      const { socket, closed } = await dial(server);
      socket.send(text);
      await closed;
      expect(server.died).toBeDefined();
    }
  });

  it('ends the socket at kat with 1011, at frew with 1000; g17 complains and stays', async () => {
    const kat = await dial(await opened(new Kat()));
    const frew = await dial(await opened(new Frew()));
    const g17 = await dial(await opened(new G17()));
    for (const { socket } of [kat, frew, g17]) socket.send(HELLO);
    expect(await kat.closed).toBe(1011);
    expect(await frew.closed).toBe(1000);
    expect(membersOf(readJson(await g17.answer))).toMatchObject({ error: expect.any(String) });
    expect(g17.socket.readyState).toBe(WebSocket.OPEN);
  });

  it('is a destination that nobody listed: g17 is poisoned, frew closes', async () => {
    const chat = `{"type":"signed_data","counter":2,"signature":"AA==","data":{"type":"chat","destination_servers":["${NOWHERE}"],"symm_keys":["AA=="],"iv":"AA==","chat":"AA=="}}`;
    const g17 = await opened(new G17());
    const bob = await Foreign.join('g17', g17.address);
    const mallory = await dial(g17);
    mallory.socket.send(chat);
    await expect.poll(() => g17.hurts).toHaveLength(1);
    bob.say('Anybody?');
    await expect(bob.hears('Anybody?', 300)).rejects.toThrow('never heard');
    const frew = await dial(await opened(new Frew()));
    frew.socket.send(chat);
    expect(await frew.closed).toBe(1000);
  });

  it('is an older socket of the same key that ends: at kat the place is lost, at frew a ghost stays', async () => {
    for (const [server, id, places] of [
      [await opened(new Kat()), 'kat', 0],
      [await opened(new Frew()), 'frew', 1],
    ] as const) {
      const bob = await Foreign.join(id, server.address);
      server.olderSocketsEnd();
      expect(server.listed()).toHaveLength(places);
      bob.say('Anybody?');
      await expect(bob.hears('Anybody?', 300)).rejects.toThrow('never heard');
    }
  });
});
