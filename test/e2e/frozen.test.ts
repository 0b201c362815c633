// The tab that leads is frozen by the browser, or crashes: another tab takes over, and nothing is written twice (R09).
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Peer } from '../support/relay-client.ts';
import { within } from './support/patience.ts';
import { joinAs, targetOf } from './support/peers.ts';
import { startRelayProcess, type RelayProcess } from './support/relay-process.ts';
import {
  expectMessage,
  expectState,
  heading,
  newPerson,
  openChatWith,
  say,
  textsShown,
  type Person,
} from './support/steps.ts';

describe('Two tabs, and the one that leads', () => {
  let relay: RelayProcess;
  let ben: Peer;
  let anna: Person;
  let second: Page;
  beforeAll(async () => {
    relay = await startRelayProcess();
    ben = await joinAs(relay);
    anna = await newPerson({ name: 'Anna', baseUrl: relay.url });
    second = await anna.user.openTab();
    await heading(second, 'Chats').waitFor();
    await openChatWith(second, ben);
    await say(second, 'Before');
    await expectState(second, 'Before', 'passed on');
  });
  afterAll(() => relay.stop());

  it('is frozen: the other one leads after three seconds, and the frozen one follows when it wakes', async () => {
    const devtools = await anna.user.context.newCDPSession(anna.page);
    await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
    await say(second, 'While it is frozen');
    await expectState(second, 'While it is frozen', 'passed on', within(8000));
    await ben.sendChat([await targetOf(ben, anna)], 'I hear you');
    await expectMessage(second, 'I hear you');
    await devtools.send('Page.setWebLifecycleState', { state: 'active' });
    await openChatWith(anna.page, ben);
    for (const page of [anna.page, second]) {
      await expectMessage(page, 'I hear you');
      expect(await textsShown(page)).toEqual(['Before', 'While it is frozen', 'I hear you']);
    }
    await say(anna.page, 'Awake again');
    await expectState(anna.page, 'Awake again', 'passed on');
    await expectMessage(second, 'Awake again');
  });

  it('crashes: the other one goes on', async () => {
    anna.user.guard.allow(/crashed/);
    const devtools = await anna.user.context.newCDPSession(second);
    const crashed = second.waitForEvent('crash');
    devtools.send('Page.crash').catch(() => undefined);
    await crashed;
    await say(anna.page, 'After the crash');
    await expectState(anna.page, 'After the crash', 'passed on', within(8000));
    await ben.sendChat([await targetOf(ben, anna)], 'Still here');
    await expectMessage(anna.page, 'Still here');
    expect((await textsShown(anna.page)).slice(-2)).toEqual(['After the crash', 'Still here']);
  });
});
