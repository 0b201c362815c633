// A town in bad weather (test/support/chaos-town.ts): three relays as processes, people with whole engines and real crypto,
// and faults on every wire, relay, engine and clock; then three logs are compared: what senders say, what left their sockets,
// and what receivers show (RELIABILITY.md, R01, R02, R10, R13).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTown, Citizen, type Seat } from '../support/chaos-town.ts';
import { chanceOf, Nemesis } from '../support/nemesis.ts';
import { buildRelay, type RelayPlace } from '../support/relay-program.ts';
import { eventually, pause } from './support.ts';

const isLong = process.env['TEST_LONG'] !== undefined;
const MESSAGES = Number(process.env['MESSAGES'] ?? (isLong ? 20_000 : 1500));
const FAULTS = Number(process.env['FAULTS'] ?? (isLong ? 400 : 40));
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000_000);
/** Real milliseconds between two faults. */
const FAULT_EVERY = 400;
/** The engines' time is so many times as fast as ours. */
const SPEED = 4;
/** In the engines' time: the longest back-off (R13), and joining. */
const BACK_WITHIN = 45_000;
const NAMES = ['anna', 'ben', 'cem', 'dora', 'emil', 'fay'];

let place: RelayPlace;
beforeAll(() => (place = buildRelay()), 60_000);
afterAll(() => place.remove());

/** Everybody has heard everybody: all are contacts, and known for Porchlights. */
async function acquaint(citizens: readonly Citizen[]): Promise<void> {
  for (const from of citizens)
    for (const to of citizens)
      if (from !== to)
        await from.rig.until('a light', () => from.rig.people.get(to.me)?.light === 'on', 20_000);
  for (const from of citizens)
    for (const to of citizens) if (from !== to) await from.say(to, `I am ${from.name}`);
  await eventually(async () => (await openTexts(citizens)) === 0, 30_000);
}

/** Texts that are not known to be with their readers. */
async function openTexts(citizens: readonly Citizen[]): Promise<number> {
  let count = 0;
  for (const from of citizens)
    for (const to of citizens) {
      if (from === to || !from.isAlive) continue;
      const rows = await from.chatWith(to, 'me');
      count += rows.filter(({ state }) => state?.kind !== 'delivered').length;
    }
  return count;
}

interface Talk {
  readonly messages: number;
  readonly faults: number;
  readonly strike: () => void;
}

async function talk(town: Town, chance: () => number, { messages, faults, strike }: Talk): Promise<void> {
  const { citizens, nemesis } = town;
  const start = Date.now();
  const length = faults * FAULT_EVERY;
  for (let said = 0; said < messages || nemesis.total < faults;) {
    const passed = Date.now() - start;
    if (nemesis.total < Math.min(faults, passed / FAULT_EVERY)) strike();
    const saying: Promise<void>[] = [];
    for (; said < Math.min(messages, (messages * passed) / length); said += 1) {
      const from = citizens[Math.floor(chance() * citizens.length)] as Citizen;
      const others = citizens.filter((one) => one !== from);
      const to = others[Math.floor(chance() * others.length)] as Citizen;
      saying.push(from.say(to, `${from.name} ${said}`));
    }
    await Promise.all(saying);
    await pause(20);
  }
  await nemesis.over();
}

/** From `from` to `to`: everything promised is there once; in order, but for what a relay took and then lost. */
async function compare(from: Citizen, to: Citizen): Promise<void> {
  const way = `${from.name} to ${to.name}`;
  const said = from.said.filter((one) => one.to === to);
  const own = await from.chatWith(to, 'me');
  const heard = await to.chatWith(from, 'other');
  const sent = own.map(({ text }) => text);
  expect(
    sent.filter((text) => said.some((one) => one.isSure && one.text === text)),
    `${way}: kept`,
  ).toEqual(said.filter(({ isSure }) => isSure).map(({ text }) => text));
  expect(heard.map(({ text }) => text).sort(), `${way}: each once`).toEqual([...sent].sort());
  const counters = new Map(own.map(({ text, counter }) => [text, counter]));
  const atOnce = heard.filter(({ text, counter }) => counters.get(text) === counter).map(({ text }) => text);
  expect(atOnce, `${way}: order`).toEqual(sent.filter((text) => atOnce.includes(text)));
}

interface Town {
  readonly citizens: readonly Citizen[];
  readonly nemesis: Nemesis;
}

/** The whole story: they meet, they talk while things break, all heals, the logs are compared. */
async function live(name: string, storyOf: (nemesis: Nemesis) => Talk): Promise<void> {
  const [chance, luck] = [chanceOf(SEED), chanceOf(SEED + 1)];
  const seats: readonly Seat[] = await buildTown(place, luck);
  const citizens = NAMES.map((one, index) => new Citizen(one, seats[index % seats.length] as Seat, SPEED));
  try {
    await Promise.all(citizens.map((one) => one.beBorn()));
    await acquaint(citizens);
    const nemesis = new Nemesis({ seats, citizens, chance: luck });
    const start = Date.now();
    const story = storyOf(nemesis);
    await talk({ citizens, nemesis }, chance, story);
    const talked = Date.now();
    const isHealed = async (): Promise<boolean> => (await openTexts(citizens)) === 0;
    await eventually(isHealed, isLong ? 300_000 : 60_000).catch(() => undefined);
    const absences = citizens.flatMap((one) => one.absences);
    console.log(
      `chaos, ${name}: seed ${SEED}, ${story.messages} messages, ${nemesis.total} faults in ${talked - start} ms, healed ${Date.now() - talked} ms later;`,
      `longest absence ${Math.round(Math.max(...absences))} ms of ${absences.length}, in their time;`,
      [...nemesis.counts].map(([fault, count]) => `${fault} ${count}`).join(', '),
    );
    expect(await openTexts(citizens), `seed ${SEED}: not delivered`).toBe(0);
    for (const from of citizens) for (const to of citizens) if (from !== to) await compare(from, to);
    for (const { name, counters } of citizens)
      for (const [counter, texts] of counters) expect(texts.size, `${name} used ${counter} again`).toBe(1);
    expect(Math.max(...absences)).toBeLessThan(BACK_WITHIN);
    expect(seats.flatMap(({ relay }) => relay.troubles)).toEqual([]);
  } finally {
    for (const one of citizens) if (one.isAlive) one.die();
    for (const { relay, proxy } of seats) {
      await relay.kill();
      await proxy.close();
    }
  }
}

describe('nothing is lost, nothing comes twice, everybody comes back', () => {
  it(
    'in bad weather',
    () =>
      live('weather', (nemesis) => ({ messages: MESSAGES, faults: FAULTS, strike: () => nemesis.strike() })),
    isLong ? 1_800_000 : 180_000,
  );

  it.runIf(isLong)(
    'while a relay is killed fifty times in two thousand messages (R02)',
    () => live('kills', (nemesis) => ({ messages: 2000, faults: 50, strike: () => nemesis.killARelay() })),
    900_000,
  );
});
