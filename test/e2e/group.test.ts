// A group is its set of people: three on two servers read the same, in the same order, each line with its author.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { onBothLoads } from './support/both-loads.ts';
import { threeNeighbours, type Neighbours } from './support/neighbours.ts';
import { shot } from './support/shot.ts';
import {
  chatRow,
  expectMessage,
  expectState,
  openChatWith,
  openGroupWith,
  say,
  textsShown,
  visit,
  acceptRequest,
  openWritten,
} from './support/steps.ts';

onBothLoads('A group of three on two servers', (controlledBySw) => {
  let here: Neighbours;
  beforeAll(async () => {
    here = await threeNeighbours(controlledBySw);
  });
  afterAll(() => here.close());

  it('is started by one and found by the others', async () => {
    const { anna, mira, tom } = here;
    await openGroupWith(anna.page, [mira, tom]);
    await anna.page.getByPlaceholder('Sealed message to 3 people').waitFor();
    await say(anna.page, 'The three of us');
    for (const { page } of [mira, tom]) {
      await visit(page, 'chats');
      await acceptRequest(page, 'The three of us');
      await expectMessage(page, 'The three of us');
      await page.getByText('Sealed for 3 people').waitFor();
    }
    await expectState(anna.page, 'The three of us', /passed on|delivered|read/);
  });

  it('is one chat for all, with each line’s author', async () => {
    const { anna, mira, tom } = here;
    await say(mira.page, 'Mira is here');
    await expectMessage(tom.page, 'Mira is here');
    await say(tom.page, 'Tom as well');
    const all = ['The three of us', 'Mira is here', 'Tom as well'];
    for (const { page } of [anna, mira, tom]) {
      await expectMessage(page, 'Tom as well');
      expect(await textsShown(page)).toEqual(all);
    }
    const runs = await anna.page.locator('.log .run--av').allInnerTexts();
    expect(runs.map((run) => /Mira|Tom/.exec(run)?.[0])).toEqual(['Mira', 'Tom']);
    await expectState(tom.page, 'Tom as well', /delivered|read/);
    await shot(anna.page, 'group');
  });

  it('is not the direct chat of two of them', async () => {
    const { anna, mira, tom } = here;
    await openChatWith(anna.page, mira);
    expect(await textsShown(anna.page)).toEqual([]);
    await say(anna.page, 'Just between us');
    await visit(mira.page, 'chats');
    await openWritten(mira.page, 'Just between us');
    await expectMessage(mira.page, 'Just between us');
    expect(await textsShown(mira.page)).toEqual(['Just between us']);
    await visit(tom.page, 'chats');
    expect(await chatRow(tom.page, 'Just between us').count()).toBe(0);
    expect(await textsShown(tom.page)).toEqual([]);
  });
});
