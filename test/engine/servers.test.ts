// What is kept of a server: how to begin with it next time, what its users taught, and what the user picked.
import '../support/fake-idb.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Habits } from '../../src/domain/habits.ts';
import type { ServerRef } from '../../src/engine/port/connection.ts';
import { ServerBook } from '../../src/engine/servers.ts';
import type { DialectId } from '../../src/protocol/dialect.ts';
import { DIALECTS } from '../../src/protocol/dialects.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { createFakeClock } from '../support/fake-clock.ts';

const HOME: ServerRef = { address: 'a.example:8000', scheme: 'ws' };
let stores = 0;
let store: Store;
beforeEach(async () => {
  stores += 1;
  store = await openStore(`servers-${stores}`, { onTrouble: () => undefined });
});
afterEach(() => store.close());

async function book(): Promise<ServerBook> {
  const publish = (): void => undefined;
  return new ServerBook({ clock: createFakeClock(), store, publish, loaded: await store.load() });
}
const startIn = async (): Promise<string> => {
  const { row, isPicked } = await (await book()).ready(HOME);
  return `${row?.id}${isPicked ? ' picked' : ''}`;
};
/** What a public message teaches. */
const publicHabits = (id: DialectId): Habits => {
  const { dataForm, signed, saltLength, fingerprint } = DIALECTS[id].speech;
  return { dataForm, signed, saltLength, fingerprint };
};

/** The row that its people are written to in from now on, once that is saved. */
const refined = async (servers: ServerBook, habits: Habits, isMute = false): Promise<unknown> => {
  const told = await servers.refine(HOME, habits, isMute);
  await told?.saved;
  return told?.speak;
};

describe('a saved server', () => {
  it('begins with v1.2, then with what worked, also after a restart', async () => {
    expect(await startIn()).toBe('v12');
    await (await book()).joined(HOME, DIALECTS.g17);
    expect(await startIn()).toBe('g17');
  });

  it('takes its row from the first message that tells something, and keeps it', async () => {
    await (await book()).joined(HOME, DIALECTS.seed);
    const servers = await book();
    expect(await servers.refine(HOME, publicHabits('v12'), false)).toBeUndefined();
    expect(await refined(servers, publicHabits('frew'))).toBe(DIALECTS.frew);
    expect(await servers.refine(HOME, publicHabits('g17'), false)).toBeUndefined();
    expect(await startIn()).toBe('frew');
    await (await book()).joined(HOME, DIALECTS.frew);
    expect(await (await book()).refine(HOME, publicHabits('g17'), false)).toBeUndefined();
    // Found anew as something else: what was heard before is about another server.
    await (await book()).joined(HOME, DIALECTS.kat);
    expect(await refined(await book(), publicHabits('g17'))).toBe(DIALECTS.g17);
  });

  it('that takes strings and sends nothing back is told by an object in public', async () => {
    const agr: Habits = { ...publicHabits('agr'), members: 'specified' };
    const servers = await book();
    await servers.joined(HOME, DIALECTS.v12);
    expect(await refined(servers, agr)).toBeUndefined();
    expect(await refined(servers, publicHabits('kat'), true)).toBeUndefined();
    expect(await refined(servers, agr, true)).toBe(DIALECTS.agr);
    expect(await startIn()).toBe('agr');
  });

  it('is what the user picks, until they leave it to be found', async () => {
    const servers = await book();
    await servers.joined(HOME, DIALECTS.kat);
    await servers.pick(HOME, 'frew');
    expect(await startIn()).toBe('frew picked');
    expect(servers.views()[0]).toMatchObject({ speaks: 'frew', isPicked: true });
    await servers.joined(HOME, DIALECTS.frew);
    expect(await servers.refine(HOME, publicHabits('g17'), false)).toBeUndefined();
    await servers.pick(HOME, 'auto');
    expect(await startIn()).toBe('kat');
    expect(servers.views()[0]).toMatchObject({ speaks: 'kat', isPicked: false });
  });

  it('that was never joined has nothing to refine, and may be picked for', async () => {
    const servers = await book();
    expect(await servers.refine(HOME, publicHabits('kat'), false)).toBeUndefined();
    await servers.pick(HOME, 'auto');
    expect(servers.views()).toEqual([]);
    await servers.pick(HOME, 'kat');
    expect(await startIn()).toBe('kat picked');
    expect(servers.views()).toMatchObject([
      { ...HOME, lastJoinedAt: undefined, speaks: 'kat', isPicked: true },
    ]);
  });
});
