// Several tabs of one person share one engine: one key, one connection, the same picture in all of them (T09, R09).
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Peer } from '../support/relay-client.ts';
import { onBothLoads } from './support/both-loads.ts';
import { within } from './support/patience.ts';
import { joinAs, targetOf } from './support/peers.ts';
import { startRelayProcess, type RelayProcess } from './support/relay-process.ts';
import {
  chatRow,
  expectMessage,
  expectState,
  heading,
  join,
  newPerson,
  openChatWith,
  personOf,
  say,
  textsShown,
  type Person,
  callThem,
  visit,
} from './support/steps.ts';
import { openUser } from './support/user.ts';

/** Sockets that have said hello at a relay and not left, as its log tells. */
function lightsAt(relay: RelayProcess): number {
  const count = (event: string): number => relay.logs().split(` ${event} socket=`).length - 1;
  return count('joined') - count('left');
}

onBothLoads('Two tabs', (controlledBySw) => {
  let relay: RelayProcess;
  let ben: Peer;
  let anna: Person;
  let second: Page;
  beforeAll(async () => {
    relay = await startRelayProcess();
    ben = await joinAs(relay);
    anna = await newPerson({ name: 'Anna', baseUrl: relay.url, controlledBySw });
    second = await anna.user.openTab();
    await heading(second, 'Chats').waitFor();
  });
  afterAll(() => relay.stop());

  it('have one connection, show the same, and either can write', async () => {
    const first = anna.page;
    await callThem(first, ben, 'Ben');
    await visit(first, 'chats');
    await ben.sendChat([await targetOf(ben, anna)], 'To whoever looks');
    for (const page of [first, second])
      await chatRow(page, 'To whoever looks').getByText('1 unread').waitFor();
    expect(lightsAt(relay)).toBe(2); // Ben's and Anna's

    await openChatWith(second, ben);
    await expectMessage(second, 'To whoever looks');
    await chatRow(first, 'To whoever looks').getByText('unread').waitFor({ state: 'detached' });
    await openChatWith(first, ben);
    await say(second, 'From the second tab');
    await say(first, 'From the first tab');
    for (const page of [first, second]) {
      await expectState(page, 'From the first tab', 'passed on');
      expect((await textsShown(page)).sort()).toEqual([
        'From the first tab',
        'From the second tab',
        'To whoever looks',
      ]);
    }
    expect(lightsAt(relay)).toBe(2);
  });

  it('hand over within three seconds when the one that leads is closed', async () => {
    await say(second, 'Before');
    await expectState(second, 'Before', 'passed on');
    await anna.page.close();
    await say(second, 'After');
    await expectState(second, 'After', 'passed on', within(3000));
    await ben.sendChat([await targetOf(ben, anna)], 'I hear you');
    await expectMessage(second, 'I hear you');
    expect((await textsShown(second)).slice(-3)).toEqual(['Before', 'After', 'I hear you']);
    expect(lightsAt(relay)).toBe(2);
    await anna.user.close();
  });

  it('opened at once for the first time make one identity', async () => {
    const relay = await startRelayProcess();
    const user = await openUser({ name: 'Twin', baseUrl: relay.url, controlledBySw });
    const second = await user.openTab();
    const pages = [user.page, second];
    const start = (page: Page) => page.getByRole('button', { name: 'Get started' });
    await Promise.all(pages.map((page) => start(page).waitFor()));
    // Both at once; where the other tab was quicker, the button is gone already.
    await Promise.all(
      pages.map((page) => start(page).dispatchEvent('click', {}, { timeout: 1000 }).catch(String)),
    );
    await Promise.all(pages.map((page) => heading(page, 'Your key is ready').waitFor()));
    await second.getByLabel('Your name').fill('Twin');
    await second.getByRole('button', { name: 'Continue' }).click();
    await second.getByRole('button', { name: 'Go on without a spare' }).click();
    // Both tabs go on together: there is one person here.
    await Promise.all(pages.map((page) => heading(page, 'Join a neighbourhood').waitFor()));
    await join(second);
    const [inFirst, inSecond] = [
      await personOf(user, 'Twin'),
      await personOf({ ...user, page: second }, 'Twin'),
    ];
    expect(inSecond.fingerprint).toBe(inFirst.fingerprint);
    const keys = new Set([...relay.logs().matchAll(/ joined socket=\S+ key=(\S+)/g)].map(([, key]) => key));
    expect(keys.size).toBe(1);
    expect(lightsAt(relay)).toBe(1);
    await user.close();
    await relay.stop();
  });
});
