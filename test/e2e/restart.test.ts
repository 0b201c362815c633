// A server that dies and comes back in the middle of sending loses nothing and doubles nothing (R02,
// PROTOCOL.md rule 9); and what cannot go out waits and says for what.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { onBothLoads } from './support/both-loads.ts';
import { startRelayProcess, type RelayProcess } from './support/relay-process.ts';
import {
  callThem,
  chatRow,
  composer,
  expectMessage,
  expectState,
  heading,
  messageOf,
  newPerson,
  openChatWith,
  say,
  textsShown,
  visit,
  type Person,
} from './support/steps.ts';

/** R02 at length is `npm run test:long`. */
const isLong = process.env['TEST_LONG'] !== undefined;
const MESSAGES = isLong ? 500 : 40;
/** After these the relay freezes: what is handed to it then is lost with it. */
const FROZEN_AFTER = new Set([4, 26]);
/** After these it is killed; it comes back while the next ones are being written. */
const KILLED_AFTER = new Set([
  8,
  14,
  15,
  30,
  ...(isLong ? Array.from({ length: 16 }, (_, i) => 43 + 29 * i) : []),
]);
/** What the browser itself writes when a server is gone. */
const GONE = /net::ERR_|WebSocket connection to/;

/** Anna and Mira with the chat with each other open, and each knows that the other runs Porchlight. */
async function twoWhoKnowEachOther(
  baseUrl: string,
  controlledBySw: boolean,
): Promise<readonly [Person, Person]> {
  const [anna, mira] = await Promise.all([
    newPerson({ name: 'Anna', baseUrl, controlledBySw }),
    newPerson({ name: 'Mira', baseUrl, controlledBySw }),
  ]);
  for (const { user } of [anna, mira]) user.guard.allow(GONE);
  await callThem(anna.page, mira, 'Mira');
  await openChatWith(mira.page, anna);
  await say(mira.page, 'I am here');
  await openChatWith(anna.page, mira);
  await expectMessage(anna.page, 'I am here');
  await say(anna.page, 'Me too');
  await expectState(anna.page, 'Me too', 'read');
  return [anna, mira];
}

onBothLoads('A server that dies', (controlledBySw) => {
  let relay: RelayProcess;
  let anna: Person;
  let mira: Person;
  beforeAll(async () => {
    relay = await startRelayProcess();
    [anna, mira] = await twoWhoKnowEachOther(relay.url, controlledBySw);
  });
  afterAll(async () => {
    await Promise.all([anna, mira].map(({ user }) => user.close()));
    await relay.stop();
  });

  it('is not said to have passed anything on while it is gone, and the light comes back by itself', async () => {
    await relay.kill();
    await say(anna.page, 'Into the dark');
    await expectState(anna.page, 'Into the dark', /^ ?(?:waiting|sending)$/);
    await messageOf(anna.page, 'Into the dark').getByText('Goes out when you’re back online').waitFor();
    await anna.page.getByText('Lighting up again').waitFor();
    expect(await messageOf(mira.page, 'Into the dark').count()).toBe(0);
    relay = await relay.again();
    await expectMessage(mira.page, 'Into the dark', 30_000);
    await expectState(anna.page, 'Into the dark', 'read');
    await anna.page.getByText('Lighting up again').waitFor({ state: 'detached' });
  });

  it(
    'and comes back several times while forty messages go out: all arrive, each once',
    async () => {
      const before = await textsShown(mira.page);
      const sent: string[] = [];
      let isFrozen = false;
      let restarted = Promise.resolve(relay);
      const freeze = async (now: Promise<RelayProcess>): Promise<RelayProcess> => {
        const frozen = await now;
        frozen.freeze();
        return frozen;
      };
      const killAndRestart = async (old: Promise<RelayProcess>): Promise<RelayProcess> => {
        const dying = await old;
        await dying.kill();
        return dying.again();
      };
      for (let i = 1; i <= MESSAGES; i += 1) {
        const text = `Message ${i} of ${MESSAGES}`;
        sent.push(text);
        await say(anna.page, text);
        // Handed over to something that does not answer is not passed on.
        if (isFrozen && KILLED_AFTER.has(i)) await expectState(anna.page, text, /waiting|sending/);
        isFrozen = FROZEN_AFTER.has(i) || (isFrozen && !KILLED_AFTER.has(i));
        if (FROZEN_AFTER.has(i)) restarted = freeze(restarted);
        if (KILLED_AFTER.has(i)) restarted = killAndRestart(restarted);
      }
      relay = await restarted;
      const all = [...before, ...sent];
      const timeout = isLong ? 180_000 : 90_000;
      // A frame that the dying relay took and lost is sealed again, and arrives behind later ones: the wire has no order.
      const arrived = async (): Promise<readonly string[]> => [...(await textsShown(mira.page))].sort();
      await expect.poll(arrived, { timeout, interval: 250 }).toEqual([...all].sort());
      await expectState(anna.page, `Message ${MESSAGES} of ${MESSAGES}`, 'read', timeout);
      expect(await textsShown(anna.page)).toEqual(all);
      expect(await anna.page.locator('.log :is(.status--fail, .status--held, .is-queued)').count()).toBe(0);
      // Late copies, if there were any, have had their chance: still each one once.
      expect(await arrived()).toEqual([...all].sort());
    },
    isLong ? 600_000 : 150_000,
  );

  it('is there, but the other one is away: it waits and says so, and arrives in order when they are back', async () => {
    await visit(mira.page, 'chats');
    await heading(mira.page, 'Chats').waitFor();
    await mira.page.close();
    await anna.page.getByText(/Sealed · (?:light )?off/).waitFor();
    for (const text of ['Are you there?', 'I wait', 'Until later']) {
      await say(anna.page, text);
      await messageOf(anna.page, text)
        .getByText(/Goes out when .*Mira.*’s light is on/)
        .waitFor();
    }
    await expectState(anna.page, 'Until later', 'waiting');
    const page = await mira.user.openTab();
    const row = chatRow(page, 'Until later');
    await row.getByText('3 unread').waitFor();
    await expectState(anna.page, 'Until later', 'delivered');
    await row.click();
    await composer(page).waitFor();
    await expectState(anna.page, 'Until later', 'read');
    expect((await textsShown(page)).slice(-3)).toEqual(['Are you there?', 'I wait', 'Until later']);
  });
});
