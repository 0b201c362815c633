// Who is there: every light of both servers is seen within two seconds, and within two seconds that it went off.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { onBothLoads } from './support/both-loads.ts';
import { threeNeighbours, type Neighbours } from './support/neighbours.ts';
import { within } from './support/patience.ts';
import { shot } from './support/shot.ts';
import {
  callThem,
  chatRow,
  expectMessage,
  heading,
  newPerson,
  openChatWith,
  rowOf,
  say,
  seesLight,
  visit,
} from './support/steps.ts';

onBothLoads('People of two servers', (controlledBySw) => {
  let here: Neighbours;
  beforeAll(async () => {
    here = await threeNeighbours(controlledBySw);
  });
  afterAll(() => here.close());

  it('see each other', async () => {
    const { anna, mira, tom } = here;
    const everybody = [anna, mira, tom];
    for (const one of everybody) await visit(one.page, 'people');
    for (const one of everybody)
      for (const other of everybody) if (one !== other) await seesLight(one.page, other, true, within(2000));
    expect(await rowOf(anna.page, anna).count()).toBe(0);
    await shot(anna.page, 'people');
  });

  it('see a newcomer within two seconds, and within two seconds that they left', async () => {
    const { anna, mira, relays } = here;
    const zoe = await newPerson({ name: 'Zoe', baseUrl: relays[1].url, controlledBySw });
    // Both only begin to look when Zoe's own page says that her light is on.
    await Promise.all([anna, mira].map(({ page }) => seesLight(page, zoe, true, within(2000))));
    await zoe.user.close();
    await Promise.all([anna, mira].map(({ page }) => seesLight(page, zoe, false, within(2000))));
  });

  it('show as keys until they write, then by the name they use, then by the name they are given', async () => {
    const { anna, mira } = here;
    expect(await rowOf(mira.page, anna).innerText()).toContain(anna.tag);
    expect(await rowOf(mira.page, anna).innerText()).not.toContain('Anna');
    await openChatWith(anna.page, mira);
    await say(anna.page, 'Hello, it is me');
    await rowOf(mira.page, anna).getByText('Anna').waitFor();
    expect(await rowOf(mira.page, anna).innerText()).toContain(anna.tag);

    await callThem(mira.page, anna, 'Anna from next door');
    await visit(mira.page, 'chats');
    const row = chatRow(mira.page, 'Hello, it is me');
    await row.getByText('Anna from next door').waitFor();
    expect(await row.innerText()).not.toContain(anna.tag);
    await row.click();
    await expectMessage(mira.page, 'Hello, it is me');
    await heading(mira.page, /Anna from next door/).waitFor();
  });
});
