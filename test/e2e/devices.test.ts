// Two devices with one key: what is written on one appears on the other, each goes on from the other's counters, and the
// app says what that cannot promise (PROTOCOL.md rules 2 and 9).
import { beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible } from './support/axe.ts';
import { startRelayProcess, type RelayProcess } from './support/relay-process.ts';
import { shot } from './support/shot.ts';
import { newPersonWithSpare, restore } from './support/spare.ts';
import { composer, expectMessage, join, newPerson, openChatWith, say, visit } from './support/steps.ts';
import { openUser } from './support/user.ts';

let relay: RelayProcess;
beforeAll(async () => {
  relay = await startRelayProcess();
});

const NOT_FOR_CERTAIN =
  'Another device uses this key too. What you write on one appears on the other while both lights are on, and both count on from each other. Not for certain: some servers keep one connection for each key and serve the device that came last, and other people’s programs may miss a message when both devices write at the same moment.';

describe('two devices with one key', () => {
  it('stay in step, say so, and nobody gets anything twice', async () => {
    const mira = await newPerson({ name: 'Mira', baseUrl: relay.url });
    const { person: anna, spare } = await newPersonWithSpare({ name: 'Anna', baseUrl: relay.url });
    const desk = anna.user;
    await openChatWith(desk.page, mira);
    await say(desk.page, 'From my desk');
    await openChatWith(mira.page, anna);
    await expectMessage(mira.page, 'From my desk');
    await say(mira.page, 'Hello desk');
    await expectMessage(desk.page, 'Hello desk');

    const phone = await openUser({ name: 'Anna on her phone', baseUrl: relay.url });
    await restore(phone.page, spare.path, spare.words, 'Anna');
    await join(phone.page);
    const banner = desk.page.getByText('Your light is on at another device too');
    await banner.waitFor();
    await desk.page.getByRole('link', { name: 'Look' }).click();
    await desk.page.getByText('Or somebody has your key').waitFor();
    await shot(desk.page, 'key-elsewhere');
    await expectAccessible(desk.page);
    await desk.page.getByRole('button', { name: 'It is mine' }).click();
    await composer(desk.page).waitFor(); // back where the banner was
    await banner.waitFor({ state: 'detached' });
    await visit(desk.page, 'you/identity');
    await desk.page.getByText(NOT_FOR_CERTAIN, { exact: true }).waitFor();

    // What others write comes to both.
    await say(mira.page, 'To both of you');
    await openChatWith(phone.page, mira);
    await expectMessage(phone.page, 'To both of you');
    // What one writes comes to the other, as one's own.
    await openChatWith(desk.page, mira);
    await expectMessage(desk.page, 'To both of you');
    await say(desk.page, 'The desk again');
    await expectMessage(mira.page, 'The desk again');
    await expectMessage(phone.page, 'The desk again');
    await say(phone.page, 'And the phone');
    await expectMessage(mira.page, 'And the phone');
    await expectMessage(desk.page, 'And the phone');
    expect(await phone.page.locator('.run--mine').getByText('The desk again').count()).toBe(1);
    for (let turn = 1; turn <= 4; turn += 1) {
      await say((turn % 2 === 0 ? desk : phone).page, `In turn ${turn}`);
      await expectMessage(mira.page, `In turn ${turn}`);
    }
    for (const page of [mira.page, desk.page, phone.page])
      for (const text of ['The desk again', 'And the phone', 'In turn 1', 'In turn 4'])
        await expectMessage(page, text); // and once

    // Known for good: also after a reload.
    await desk.page.reload();
    await visit(desk.page, 'you/identity');
    await desk.page.getByText(NOT_FOR_CERTAIN, { exact: true }).waitFor();
  });
});
