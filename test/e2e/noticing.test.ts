// Noticing while one looks elsewhere: the question after the first conversation, one notification for each chat, gone when
// read, a tap that leads to the chat, and unread on the tab.
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { hide, noticed, show, tap, untilNoticed } from './support/notices.ts';
import { startRelayProcess, type RelayProcess } from './support/relay-process.ts';
import { shot } from './support/shot.ts';
import { composer, expectMessage, newPerson, openChatWith, say, visit } from './support/steps.ts';

let relay: RelayProcess;
beforeAll(async () => {
  relay = await startRelayProcess();
});

const favicon = (page: Page): Promise<string | null> =>
  page.locator('link[rel="icon"][type="image/svg+xml"]').getAttribute('href');

describe('news', () => {
  it('are told while nobody looks, once, and go when they are read', async () => {
    const common = { baseUrl: relay.url, controlledBySw: true };
    const [anna, mira] = await Promise.all([
      newPerson({ ...common, name: 'Anna' }),
      newPerson({ ...common, name: 'Mira' }),
    ]);
    const question = anna.page.getByRole('region', { name: 'Hear when somebody writes?' });
    await openChatWith(anna.page, mira);
    await say(anna.page, 'Are you there?');
    await openChatWith(mira.page, anna);
    await expectMessage(mira.page, 'Are you there?');
    await visit(anna.page, 'chats');
    expect(await question.count()).toBe(0);
    await say(mira.page, 'I am');
    await question.waitFor();
    await shot(anna.page, 'notices-asked');
    await anna.user.context.grantPermissions(['notifications'], { origin: new URL(relay.url).origin });
    await question.getByRole('button', { name: 'Turn on' }).click();
    await question.waitFor({ state: 'detached' });
    expect(await favicon(anna.page)).toBe('favicon-new.svg');
    expect(await anna.page.title()).toMatch(/^\(1\) /);

    // In front of it: what is on the screen needs no notification.
    await say(mira.page, 'Look here');
    await anna.page.getByText('Look here').first().waitFor();
    expect(await noticed(anna.page)).toEqual([]);

    // Somebody looks at another window.
    await hide(anna.page);
    await say(mira.page, 'The soup is ready');
    const [first] = await untilNoticed(anna.page, 1);
    expect(first).toMatchObject({ title: 'Porchlight', body: '3 new messages' });
    expect(JSON.stringify(first)).not.toContain('soup');
    await say(mira.page, 'And hot');
    await expect.poll(async () => (await noticed(anna.page))[0]?.body).toBe('4 new messages');
    expect(await noticed(anna.page)).toHaveLength(1); // one for each chat

    // Read: it goes.
    await show(anna.page);
    await openChatWith(anna.page, mira);
    await untilNoticed(anna.page, 0);
    await expect.poll(() => favicon(anna.page)).toBe('favicon.svg');

    // A tap leads to the chat.
    await visit(anna.page, 'people');
    await hide(anna.page);
    await say(mira.page, 'Now come');
    await untilNoticed(anna.page, 1);
    await show(anna.page);
    await tap(anna.page);
    await composer(anna.page).getByRole('textbox').waitFor();
    await expectMessage(anna.page, 'Now come');
    await untilNoticed(anna.page, 0);
  });

  it('say nothing where the browser has no word for it, and the settings tell why', async () => {
    const anna = await newPerson({ name: 'Anna', baseUrl: relay.url, controlledBySw: true });
    await visit(anna.page, 'you/notifications');
    await anna.page.getByText('Only while Porchlight is open').waitFor();
    await shot(anna.page, 'notices-settings');
  });
});
