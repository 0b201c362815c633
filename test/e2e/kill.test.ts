// The browser is killed at random points while somebody writes and reads, and opened again on what it kept: every message is in
// exactly one state; none is lost or shown twice on either side; no counter is used for two things (R03).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directId } from '../../src/domain/conversation.ts';
import type { ConversationId } from '../../src/domain/ids.ts';
import type { MessageView, Place } from '../../src/engine/port/messages.ts';
import { nodePlatform, startRig, type Rig } from '../support/engine-rig.ts';
import { chanceOf } from '../support/nemesis.ts';
import type { Peer } from '../support/relay-client.ts';
import {
  canKill,
  openMortal,
  storedIn,
  type MortalBrowser,
  type StoredState,
} from './support/mortal-browser.ts';
import { scratchFolder } from './support/paths.ts';
import { joinAs } from './support/peers.ts';
import { startRelayProcess, type RelayProcess } from './support/relay-process.ts';
import {
  composer,
  expectMessage,
  newPerson,
  openChatWith,
  say,
  textsShown,
  type Person,
} from './support/steps.ts';

const isLong = process.env['TEST_LONG'] !== undefined;
const KILLS = Number(process.env['KILLS'] ?? (isLong ? 200 : 6));
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000_000);
const WAITING = ['queued', 'sealed', 'written', 'held'];
const DONE = ['accepted', 'delivered', 'read'];
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Every own message is in exactly one state, and what is not done lies in the outbox. */
function checkStates({ messages, outbox }: StoredState): void {
  const rows = new Map(outbox.map((row) => [row.key, row]));
  for (const { key, author, text, state } of messages) {
    if (author !== 'me') continue;
    const kind = state?.kind ?? 'none';
    expect([...WAITING, ...DONE], `"${text}"`).toContain(kind);
    const row = rows.get(key);
    if (WAITING.includes(kind)) expect(row, `"${text}" is ${kind}, and nothing will send it`).toBeDefined();
    if (row === undefined) continue;
    expect(kind === 'queued', `"${text}" is ${kind}`).toBe(row.state === 'queued');
    expect(row.frames > 0, `"${text}" is ${kind}`).toBe(kind !== 'queued');
  }
}

const texts = (rows: readonly { readonly text: string }[]): readonly string[] => rows.map(({ text }) => text);

describe.runIf(canKill)('A browser that is killed', () => {
  let relay: RelayProcess;
  let mira: Rig;
  let witness: Peer;
  let chat: ConversationId;
  let anna: Person;
  let folder = '';
  /** What Mira's engine wrote, by its exact text. */
  const byMira = new Set<string>();

  beforeAll(async () => {
    relay = await startRelayProcess();
    folder = scratchFolder('mortal');
    const base = nodePlatform();
    mira = await startRig({
      ...base,
      createSocket(url) {
        const socket = base.createSocket(url);
        const send = socket.send.bind(socket);
        return Object.assign(socket, { send: (text: string) => (byMira.add(text), send(text)) });
      },
    });
    await mira.engine.createIdentity('Mira');
    await mira.engine.finishIdentity();
    await mira.engine.connect({ address: relay.address, scheme: 'ws' });
    await mira.until('online', () => mira.last('connection')?.connection.phase === 'online', 10_000);
    witness = await joinAs(relay);
    anna = await newPerson({ name: 'Anna', baseUrl: relay.url, persistent: folder });
    chat = await mira.engine.openDirect(directPerson(anna));
    await openChatWith(anna.page, { fingerprint: mira.me() });
    await say(anna.page, 'We begin');
    const hasBegun = (): boolean =>
      mira.events.some(
        (event) => event.type === 'messages' && event.upsert.some(({ text }) => text === 'We begin'),
      );
    await mira.until('the first text', hasBegun, 20_000);
    await mira.engine.sendText(chat, 'We do');
    await expectMessage(anna.page, 'We do');
    await anna.user.close();
  });
  afterAll(() => mira.engine.close());

  const directPerson = ({ fingerprint }: Person): ReturnType<Rig['me']> =>
    fingerprint as ReturnType<Rig['me']>;
  const inChat = async (): Promise<readonly MessageView[]> => {
    let all: readonly MessageView[] = [];
    for (let place: Place = 'newest'; ; place = { before: all[0]?.seq ?? 0 }) {
      const { messages, hasOlder } = await mira.engine.messages(chat, place, 200);
      all = [...messages, ...all];
      if (!hasOlder) return all;
    }
  };
  const heard = async (): Promise<readonly MessageView[]> =>
    (await inChat()).filter(({ author }) => author !== 'me');
  const url = (): string => `${relay.url}#/chat/${encodeURIComponent(directId(mira.me()))}`;

  /** Anna writes as fast as her page takes it, Mira too, until the browser is dead; what stood on Anna's screen before. */
  async function writeUntilKilled(
    browser: MortalBrowser,
    round: number,
    ms: number,
  ): Promise<readonly string[]> {
    const life = { isOver: false };
    let shown: readonly string[] = [];
    const watching = (async () => {
      while (!life.isOver) shown = await textsShown(browser.page);
    })();
    const writing = Promise.all([watching, writeOn(browser, `Anna ${round}`)]).catch((error: unknown) => {
      if (!life.isOver) throw error;
    });
    const answering = (async () => {
      for (let at = 0; !life.isOver; at += 1) {
        await mira.engine.sendText(chat, `Mira ${round}.${at}`);
        await pause(40);
      }
    })();
    await pause(ms);
    life.isOver = true;
    await browser.kill();
    await Promise.all([writing, answering]);
    return shown;
  }

  it(
    'has lost nothing, and shows and sends nothing twice',
    async () => {
      const chance = chanceOf(SEED);
      const promised = new Set<string>();
      const start = Date.now();
      for (let round = 1; round <= KILLS; round += 1) {
        const browser = await openMortal(folder, url());
        checkStates(await storedIn(browser.page));
        await composer(browser.page).waitFor();
        expect(browser.findings()).toEqual([]);
        for (const text of await writeUntilKilled(browser, round, 50 + 1500 * chance())) promised.add(text);
        if (round % 20 === 0) console.log(`kill: seed ${SEED}, ${round} kills in ${Date.now() - start} ms`);
      }
      const last = await openMortal(folder, url());
      const isAllOver = async (): Promise<readonly string[]> =>
        (await storedIn(last.page)).messages
          .filter(
            ({ author, state }) => author === 'me' && state?.kind !== 'delivered' && state?.kind !== 'read',
          )
          .map(({ text, state }) => `${text} ${state?.kind}`);
      await expect.poll(isAllOver, { timeout: 120_000, interval: 500 }).toEqual([]);
      const isMiraOver = async (): Promise<readonly string[]> =>
        (await inChat())
          .filter(
            ({ author, state }) => author === 'me' && state?.kind !== 'delivered' && state?.kind !== 'read',
          )
          .map(({ text }) => text);
      await expect.poll(isMiraOver, { timeout: 120_000, interval: 500 }).toEqual([]);

      const stored = await storedIn(last.page);
      checkStates(stored);
      const rows = [...stored.messages].sort((a, b) => a.seq - b.seq);
      const own = rows.filter(({ author }) => author === 'me');
      expect(
        [...promised].filter((text) => !texts(rows).includes(text)),
        'shown, and gone',
      ).toEqual([]);
      expect(difference(texts(await heard()), texts(own)), 'to Mira: each once').toEqual([]);
      const said = (await inChat()).filter(({ author }) => author === 'me');
      const read = rows.filter(({ author }) => author !== 'me');
      expect(difference(texts(read), texts(said)), 'from Mira: each once').toEqual([]);
      const { seen, reused } = countersOf(witness, byMira);
      expect(reused).toEqual([]);
      expect(
        [seen, own.length, said.length].every((count) => count > KILLS),
        'much was written',
      ).toBe(true);
      console.log(
        `kill: seed ${SEED}, ${KILLS} kills, ${own.length} sent, ${said.length} received, ${Date.now() - start} ms`,
      );
      expect(last.findings()).toEqual([]);
      await last.close();
    },
    isLong ? 3_600_000 : 240_000,
  );
});

/** What is more often, or more seldom, in one than in the other. */
function difference(one: readonly string[], other: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const text of one) counts.set(text, (counts.get(text) ?? 0) + 1);
  for (const text of other) counts.set(text, (counts.get(text) ?? 0) - 1);
  return [...counts].flatMap(([text, count]) => (count === 0 ? [] : [`${text}: ${count}`]));
}

/** Types and sends every few milliseconds, as long as the page lives. */
function writeOn({ page }: MortalBrowser, words: string): Promise<void> {
  return page.evaluate(async (words) => {
    const field = document.querySelector<HTMLTextAreaElement>('form textarea');
    if (field === null) throw new Error('nowhere to write');
    for (let at = 0; ; at += 1) {
      field.value = `${words}.${at}`;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await new Promise((go) => setTimeout(go, 15));
      field.form?.requestSubmit();
      await new Promise((go) => setTimeout(go, 15));
    }
  }, words);
}

/** What the relay passed on of Anna: how many counters, and those under which two different frames went out. */
function countersOf({ frames }: Peer, byMira: ReadonlySet<string>) {
  const byCounter = new Map<number, Set<string>>();
  for (const text of frames) {
    const [, counter] = /"counter":(\d+)/.exec(text) ?? [];
    if (counter === undefined || byMira.has(text)) continue;
    byCounter.set(Number(counter), (byCounter.get(Number(counter)) ?? new Set()).add(text));
  }
  return {
    seen: byCounter.size,
    reused: [...byCounter].flatMap(([counter, all]) => (all.size > 1 ? [counter] : [])),
  };
}
