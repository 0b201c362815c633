// Joining servers of other habits, each a stand-in with its program's faults: in time, without a setting, and without hurting
// any of them; what worked is remembered; what went wrong is healed.
import { afterAll, describe, expect, it } from 'vitest';
import { SQUARE } from '../../src/domain/conversation.ts';
import { Frew } from './frew.ts';
import { G17 } from './g17.ts';
import { Kat } from './kat.ts';
import { membersOf, readJson } from './json-forms.ts';
import { Seed } from './seed.ts';
import { frameOf, type StandIn } from './stand-in.ts';
import { frozen, STAND_INS } from './stand-ins.ts';
import { again, closeAll, isOnline, joins, opened, refOf, servers, viewsOf, visitor } from './visitor.ts';
import { Xvk } from './xvk.ts';

/** The most that joining may take (the slow checks after it do not count). */
const JOIN_MS = 8000;
const FROZEN_MS = 20_000;

// Most of the time here is spent waiting, so all wait at once.
afterAll(closeAll);

const unhurt = (server: StandIn): void => {
  expect(server.died).toBeUndefined();
  expect(server.hurts).toEqual([]);
  const { hellos } = server;
  for (let at = 1; at < hellos.length; at += 1) expect(hellos[at]).toBeGreaterThan(hellos[at - 1] ?? 0);
};
/** How `data` of each hello stood in its frame. */
const forms = (server: StandIn): readonly string[] =>
  server.heard.flatMap((text) => {
    const { data } = frameOf(text) ?? {};
    const inner = membersOf(typeof data === 'string' ? readJson(data) : data);
    return inner['type'] === 'hello' ? [typeof data] : [];
  });

describe.concurrent.each(STAND_INS)('a server like $id', ({ make, dialect }) => {
  it('is joined without a setting, unhurt, and at once the next time', async () => {
    const server = await opened(make());
    const anna = await visitor();
    await joins(anna, server, JOIN_MS);
    expect(servers(anna)).toMatchObject([{ address: server.address, speaks: dialect }]);
    expect(forms(server)[0]).toBe('string');
    unhurt(server);

    const before = server.opened.length;
    const later = await again(anna);
    await later.until('online again', () => isOnline(later), 4000);
    expect(server.opened.length).toBe(before + 1);
    unhurt(server);
  });
});

describe.concurrent('a server that', () => {
  it('freezes for seconds is waited for, and it is said what for', async () => {
    const server = await opened(frozen());
    const anna = await visitor();
    await joins(anna, server, FROZEN_MS);
    const waits = viewsOf(anna).flatMap((view) => (view.phase === 'connecting' ? [view] : []));
    expect(waits.map(({ waitingFor, way }) => `${waitingFor} ${way?.at ?? 1}`)).toEqual([
      'link 1',
      'list 1',
      'link 2',
      'list 2',
    ]);
    unhurt(server);
  });

  it('ignores what it does not understand gets both salts of a string before an object', async () => {
    const server = await opened(new Seed({ strings: 'ignore' }));
    const anna = await visitor();
    await joins(anna, server, 12_000);
    expect(forms(server)).toEqual(['string', 'string', 'object']);
    unhurt(server);
  });

  it('has a neighbour that is down is said to have one, and joined once it is up', async () => {
    const server = await opened(new Kat());
    server.isNeighbourDown = true;
    const anna = await visitor();
    await anna.engine.connect(refOf(server));
    const problem = (): string | undefined => {
      const view = viewsOf(anna).at(-1);
      return view?.phase === 'stopped' || view?.phase === 'waiting' ? view.problem : undefined;
    };
    await anna.until('stopped', () => problem() === 'neighbour-down', JOIN_MS);
    server.isNeighbourDown = false;
    await joins(anna, server, JOIN_MS);

    server.isNeighbourDown = true;
    for (const { socket } of server.guests) socket.close(1011);
    await anna.until('waiting', () => problem() === 'neighbour-down');
    const at = Date.now();
    server.isNeighbourDown = false;
    await anna.until('online again', () => isOnline(anna), 15_000);
    expect(Date.now() - at).toBeGreaterThan(4500);
    expect(servers(anna)).toMatchObject([{ speaks: 'kat' }]);
    unhurt(server);
  });

  it('is another program than last time is found anew', async () => {
    const first = await opened(new Frew());
    const anna = await visitor();
    await joins(anna, first, JOIN_MS);
    await anna.engine.setServerDialect(refOf(first), 'v12');
    // Picked by hand: nothing else is tried, and it is not joined.
    await anna.until('gone', () => !isOnline(anna));
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(isOnline(anna)).toBe(false);
    await anna.engine.setServerDialect(refOf(first), 'auto');
    await anna.until('online again', () => isOnline(anna), JOIN_MS);
    unhurt(first);
  });
});

describe.concurrent('a socket that', () => {
  it('has lost its place in the list is left for a new hello', async () => {
    const server = await opened(new Kat());
    const anna = await visitor();
    await joins(anna, server, JOIN_MS);
    server.olderSocketsEnd();
    const before = server.opened.length;
    await anna.until('heard of it', () => !isOnline(anna), 15_000);
    await anna.until('online again', () => isOnline(anna), 5000);
    expect(server.opened.length).toBe(before + 1);
    expect(server.listed()).toHaveLength(1);
    unhurt(server);
  });

  it('is deaf behind a ghost is noticed by the echo that does not come', async () => {
    const server = await opened(new Frew());
    const anna = await visitor();
    await joins(anna, server, JOIN_MS);
    server.olderSocketsEnd();
    await anna.engine.sendText(SQUARE, 'Anybody?');
    await anna.until('heard of it', () => !isOnline(anna), 20_000);
    await anna.until('online again', () => isOnline(anna), 5000);
    await anna.engine.sendText(SQUARE, 'And now?');
    await anna.until('the echo', () =>
      anna.events.some(
        (event) =>
          event.type === 'messages' &&
          event.upsert.some(({ text, state }) => text === 'And now?' && state?.kind === 'accepted'),
      ),
    );
    unhurt(server);
  });
});

describe.concurrent('answers that come in storms', () => {
  it('change nothing: errors, lists and what makes no sense, by the thousand', async () => {
    const server = await opened(new Xvk());
    const anna = await visitor();
    await joins(anna, server, JOIN_MS);
    for (let at = 0; at < 2000; at += 1) {
      server.tell('{"error":"Invalid message"}');
      if (at % 10 === 0) server.tell(server.listText());
    }
    server.tell('{"type":"client_list","servers":[]}');
    server.tell(server.listText());
    await anna.until('counted', () => (anna.last('counts')?.counts.malformed ?? 0) >= 2000, 8000);
    expect(isOnline(anna)).toBe(true);
    unhurt(server);
  });

  it('are no reason to leave a server that was joined', async () => {
    const server = await opened(new G17());
    const anna = await visitor();
    await joins(anna, server, JOIN_MS);
    server.tell('{"error":"Internal error"}');
    await anna.until('counted', () => (anna.last('counts')?.counts.malformed ?? 0) >= 1);
    expect(isOnline(anna)).toBe(true);
    unhurt(server);
  });
});
