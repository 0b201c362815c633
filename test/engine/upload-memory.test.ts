// What is remembered of a server: where it takes files survives joining it again and the next start.
import '../support/fake-idb.ts';
import { describe, expect, it } from 'vitest';
import { ServerBook } from '../../src/engine/servers.ts';
import { memoryOf } from '../../src/engine/upload-route.ts';
import { DIALECTS } from '../../src/protocol/dialects.ts';
import { StoreError } from '../../src/store/problem.ts';
import { openStore } from '../../src/store/store.ts';
import { createFakeClock } from '../support/fake-clock.ts';

const HOME = { address: 'a.example', scheme: 'wss' } as const;
const PLACE = { body: 'raw', port: 9443 } as const;

async function open(disk: string): Promise<ServerBook> {
  const store = await openStore(disk, { onTrouble: () => undefined });
  return new ServerBook({
    clock: createFakeClock(),
    store,
    publish: () => undefined,
    loaded: await store.load(),
  });
}

describe('where a server takes files', () => {
  it('is remembered over another joining, another dialect and a restart', async () => {
    const disk = 'remembered';
    const book = await open(disk);
    await book.joined(HOME, DIALECTS.v12);
    expect(book.uploadPlace(HOME)).toBeUndefined();
    await book.learnUpload(HOME, PLACE);
    await book.joined(HOME, DIALECTS.frew);
    expect(book.uploadPlace(HOME)).toEqual(PLACE);
    const again = await open(disk);
    expect(again.uploadPlace(HOME)).toEqual(PLACE);
    expect((await again.ready(HOME)).row?.id).toBe('frew');
  });

  it('is kept for this kind of link only, and goes when the server is forgotten', async () => {
    const disk = 'forgotten';
    const book = await open(disk);
    await book.joined(HOME, DIALECTS.v12);
    await book.learnUpload(HOME, PLACE);
    expect(book.uploadPlace({ ...HOME, scheme: 'ws' })).toBeUndefined();
    await book.forget(HOME);
    await book.learnUpload(HOME, PLACE); // too late: nothing is kept of a server one has left for good
    expect((await open(disk)).uploadPlace(HOME)).toBeUndefined();
  });

  it('is learned again where it cannot be stored', async () => {
    const memory = memoryOf({
      uploadPlace: () => undefined,
      learnUpload: () => Promise.reject(new StoreError('full', 'no room')),
    });
    await memory.keep(HOME, PLACE);
    expect(memory.read(HOME)).toBeUndefined();
  });
});
