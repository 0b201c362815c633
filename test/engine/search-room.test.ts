// When search works in the background, and that nobody pays for it who does not need it.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { BLOCK } from '../../src/engine/erasing.ts';
import { SearchRoom, type SearchRoomOptions } from '../../src/engine/search-room.ts';
import { directId } from '../../src/domain/conversation.ts';
import { corpusKeys } from '../../src/store/corpus.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { nodePlatform, startRig } from '../support/engine-rig.ts';
import { SearchRig, views } from '../support/search-rig.ts';

const PART = '../../src/engine/search.ts';
afterEach(() => {
  vi.doUnmock(PART);
  vi.resetModules();
});

async function room(name: string) {
  const clock = createFakeClock();
  const rig = await SearchRig.open(name, { clock });
  const state = { isBusy: false };
  const search = new SearchRoom({
    ground: { clock, store: rig.store },
    desk: rig.desk,
    views,
    isBusy: () => state.isBusy,
  } as unknown as SearchRoomOptions);
  const say = (count: number) => rig.say('anna', ...Array.from({ length: count }, () => ({ text: 'bread' })));
  const rest = async (ms: number): Promise<void> => {
    await clock.run(ms);
    await new Promise((done) => setTimeout(done, 50));
  };
  /** The maker rests between its turns, by the clock. */
  const made = (blocks: readonly number[]): Promise<void> =>
    vi.waitFor(
      async () => {
        await clock.run(1);
        expect(await rig.blocks()).toEqual(blocks);
      },
      { timeout: 5000 },
    );
  return { clock, rig, search, state, say, rest, made };
}

describe('the corpus in the background', () => {
  it('is made when much has come and nothing was stored for five seconds', async () => {
    const { rig, search, state, say, rest, made } = await room('room-1');
    await say(BLOCK - 1);
    await rest(60_000);
    expect(await rig.blocks()).toEqual([]); // little: the first question makes it
    await say(2);
    await rest(3000);
    await say(1);
    await rest(3000);
    expect(await rig.blocks()).toEqual([]);
    state.isBusy = true;
    await rest(3000);
    expect(await rig.blocks()).toEqual([]);
    state.isBusy = false;
    await rest(6000);
    await made([0, 1]);
    search.stop();
    rig.close();
  });

  it('is made again where something was erased, and after a restart where it is short', async () => {
    const { rig, search, say, rest, made } = await room('room-2');
    const rows = await say(BLOCK * 2);
    await rest(6000);
    await made([0, 1, 2]);
    await rig.remove(rows[3]!);
    expect(await rig.blocks()).toEqual([1, 2]);
    await rest(6000);
    await made([0, 1, 2]);
    await rig.remove(rows[3 + BLOCK]!);
    search.stop();
    rig.close();
    const again = await room('room-2');
    await again.rest(6000);
    await again.made([0, 1, 2]);
    again.search.stop();
    again.rig.close();
  });

  it('does not load its part on receiving; where that does not come, the next question asks for it again', async () => {
    const loads = vi.fn(() => {
      throw new TypeError('Failed to fetch dynamically imported module');
    });
    vi.doMock(PART, loads);
    const { rig, search, say, rest } = await room('room-3');
    await say(100);
    await rest(60_000);
    expect(loads).not.toHaveBeenCalled();
    await expect(search.search({ text: 'bread', limit: 1 })).rejects.toMatchObject({ kind: 'part-missing' });
    vi.doUnmock(PART);
    vi.resetModules();
    expect((await search.search({ text: 'bread', limit: 1 })).hits).toHaveLength(1);
    search.stop();
    rig.close();
  });
});

describe('the intent', () => {
  it('finds what was written here, survives a disconnect, and finds nothing after a wipe', async () => {
    let store: Store | undefined;
    const platform = nodePlatform({
      openStore: async (onTrouble) => (store = await openStore('room-intent', { onTrouble })),
    });
    const { engine, me } = await startRig(platform);
    await engine.createIdentity('Anna');
    await engine.finishIdentity();
    const self = await engine.openDirect(me());
    expect(self).toBe(directId(me()));
    await engine.sendText(self, 'Grüße vom Bäcker');
    await engine.disconnect();
    const { hits, isReady } = await engine.search({ text: 'gruss bäck', limit: 10 });
    expect(isReady).toBe(true);
    expect(hits).toMatchObject([{ conversation: self, author: 'me', snippet: 'Grüße vom Bäcker' }]);
    expect(await store?.read(corpusKeys)).toEqual([0]);
    await engine.wipe();
    await expect(engine.search({ text: 'gruss', limit: 10 })).rejects.toMatchObject({ kind: 'no-identity' });
    await engine.close();
  });
});
