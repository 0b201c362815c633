// Richer messages between Porchlights: what is done on one shows on the others, and nothing of it on any other program.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pageId } from '../../src/domain/message.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { Hall } from '../support/hall.ts';
import { Disk, memoryStore } from '../support/memory-store.ts';
import { fakeIdentity, Party, pass, settleAll, type Identity } from '../support/two-parties.ts';

const nobody = pageId(`me|${'x'.repeat(22)}`);

let identities: readonly Identity[];
let clock: FakeClock;
let hall: Hall;
let all: Party[];

beforeAll(async () => {
  identities = await Promise.all(['anna', 'ben', 'cem'].map(fakeIdentity));
});
beforeEach(() => {
  clock = createFakeClock(Date.UTC(2026, 10, 23));
  hall = new Hall();
  all = [];
});

async function start(index: number, disk = new Disk()): Promise<Party> {
  const identity = identities[index] as Identity;
  const party = await Party.start({ identity, clock, hall, store: memoryStore(disk) });
  all.push(party);
  return party;
}
const settle = () => settleAll(all, hall);
const wait = (ms: number) => pass(ms, clock, all, hall);
/** All have written to each other: each knows the others for Porchlights and contacts. */
async function together(count: number): Promise<[Party, Party, Party]> {
  for (let index = 0; index < count; index += 1) (await start(index)).connect();
  await settle();
  for (const from of all) for (const to of all) if (from !== to) await from.say(to, 'hello');
  await settle();
  await wait(2000);
  return all as [Party, Party, Party];
}
const last = async (party: Party, other: Party) => (await party.chatWith(other)).at(-1);

describe('a reaction', () => {
  it('shows on both sides, changes, and can be taken back', async () => {
    const [anna, ben] = await together(2);
    await anna.say(ben, 'See you at six');
    await settle();
    const there = await last(ben, anna);
    await (await ben.side.acts()).work.react(there?.id ?? nobody, '👍');
    await settle();
    expect((await last(ben, anna))?.reactions).toEqual([{ emoji: '👍', who: ['me'] }]);
    expect((await last(anna, ben))?.reactions).toEqual([{ emoji: '👍', who: [ben.me] }]);
    expect((await anna.chatWith(ben)).length).toBe(3);
  });
});
