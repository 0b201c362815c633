// Without network and server: the app opens, what was read can be read again, what is written waits and then goes.
import { expect, it, describe } from 'vitest';
import { meet } from './support/meeting.ts';
import { startRelayProcess } from './support/relay-process.ts';
import { shot } from './support/shot.ts';
import { expectMessage, expectState, say, textsShown } from './support/steps.ts';

describe('after one visit', () => {
  it('the app opens offline with its history, and sends what was written there later', async () => {
    const relay = await startRelayProcess();
    const { anna, mira } = await meet({ baseUrl: relay.url, controlledBySw: true });
    const { page, user } = anna;
    for (const { guard } of [anna.user, mira.user]) guard.allow(/net::ERR_/);
    await say(page, 'Are you at home?');
    await expectMessage(mira.page, 'Are you at home?');
    await say(mira.page, 'On the porch');
    await expectMessage(page, 'On the porch');

    await user.context.setOffline(true);
    await relay.kill();
    await page.reload();
    await expectMessage(page, 'Are you at home?');
    await expectMessage(page, 'On the porch');
    await say(page, 'Then I come over');
    await expectState(page, 'Then I come over', 'waiting');
    await shot(page, 'offline-waiting');
    await page.reload();
    await expectState(page, 'Then I come over', /^ ?(?:waiting|sending)$/);

    await relay.again();
    await user.context.setOffline(false);
    // Both come back by themselves, each in its own time.
    await expectMessage(mira.page, 'Then I come over', 45_000);
    await expectState(page, 'Then I come over', /passed on|delivered|read/);
    expect(await textsShown(mira.page)).toEqual(['Are you at home?', 'On the porch', 'Then I come over']);
  });
});
