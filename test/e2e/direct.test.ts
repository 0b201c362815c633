// A sealed chat between two people on two servers: both ways, with every state from sending to read, unread counts in the
// list and in the window's title.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { onBothLoads } from './support/both-loads.ts';
import { threeNeighbours, type Neighbours } from './support/neighbours.ts';
import { shot } from './support/shot.ts';
import {
  acceptRequest,
  chatRow,
  composer,
  expectMessage,
  expectState,
  openChatWith,
  requestsLine,
  say,
  textsShown,
  visit,
} from './support/steps.ts';

onBothLoads('A direct chat', (controlledBySw) => {
  let here: Neighbours;
  beforeAll(async () => {
    here = await threeNeighbours(controlledBySw);
  });
  afterAll(() => here.close());

  it('arrives as a request without a word in the title, and is delivered once its sender is accepted', async () => {
    const { anna, mira } = here;
    await visit(mira.page, 'chats');
    await openChatWith(anna.page, mira);
    await say(anna.page, 'See you at six?');
    await expectMessage(anna.page, 'See you at six?');
    await requestsLine(mira.page).waitFor();
    expect(await mira.page.title()).not.toMatch(/^\(/);
    expect(await chatRow(mira.page, 'See you at six?').count()).toBe(0);
    // To strangers no receipt is sent: Anna knows only that her server has passed it on.
    await expectState(anna.page, 'See you at six?', 'passed on');
  });

  it('is read when it is opened, and answered', async () => {
    const { anna, mira } = here;
    await acceptRequest(mira.page, 'See you at six?');
    await expectMessage(mira.page, 'See you at six?');
    await say(mira.page, 'Yes, at the pond');
    await expectMessage(anna.page, 'Yes, at the pond');
    // Anna wrote first, so she is known to want an answer: Mira's goes all the way, and Anna's too now.
    await expectState(mira.page, 'Yes, at the pond', 'read');
    await say(anna.page, 'Good');
    await expectMessage(mira.page, 'Good');
    await expectState(anna.page, 'Good', 'read');
    await shot(anna.page, 'direct');
  });

  it('stays delivered, not read, while nobody looks, and counts up', async () => {
    const { anna, mira } = here;
    await visit(mira.page, 'people');
    await say(anna.page, 'Bring bread');
    await say(anna.page, 'And salt');
    await expectState(anna.page, 'And salt', 'delivered');
    await expect.poll(() => mira.page.title()).toMatch(/^\(2\) People/);
    await visit(mira.page, 'chats');
    const row = chatRow(mira.page, 'And salt');
    expect(await row.innerText()).toContain('2 unread');
    await row.click();
    await expectState(anna.page, 'And salt', 'read');
    const all = ['See you at six?', 'Yes, at the pond', 'Good', 'Bring bread', 'And salt'];
    expect(await textsShown(anna.page)).toEqual(all);
    expect(await textsShown(mira.page)).toEqual(all);
  });

  it('shows text as text, whatever it looks like', async () => {
    const { anna, mira } = here;
    const odd = '<img src=x onerror=alert(1)> &amp; "quoted" 😀 abc';
    await say(anna.page, odd.replace('abc', '\u202Eabc'));
    // What would turn the direction is shown as a sign of its own.
    await expect.poll(() => textsShown(mira.page)).toContain(odd.replace('abc', '\uFFFDabc'));
    expect(await mira.page.locator('.log .words img').count()).toBe(0);
  });

  it('is nobody else’s', async () => {
    const { tom } = here;
    await visit(tom.page, 'chats');
    expect(await tom.page.locator('a.chatrow').count()).toBe(1); // the square
    await composer(tom.page).waitFor({ state: 'detached' });
  });
});
