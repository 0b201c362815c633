// What the model test holds against the world: at every step, and when all has healed.
import { expect } from 'vitest';
import type { SendState } from '../../src/domain/delivery.ts';
import { directId } from '../../src/domain/conversation.ts';
import type { MessageRow } from '../../src/store/rows.ts';
import type { Device, Talk, World } from './model-world.ts';

const WAITING: readonly SendState['kind'][] = ['queued', 'sealed', 'written', 'held'];
const DONE: readonly SendState['kind'][] = ['accepted', 'delivered', 'read'];

/** At any moment, on every disk: each own message is in exactly one state, and one that is not done lies in the outbox. */
export function checkStates({ devices }: World): void {
  for (const { disk, name } of devices) {
    for (const { author, state, key, text } of disk.tables.messages.values()) {
      if (author !== 'me') continue;
      const kind = state?.kind ?? 'queued';
      const what = `${name}: "${text}" is ${kind}`;
      expect(
        [...WAITING, ...DONE].filter((one) => one === kind),
        what,
      ).toHaveLength(1);
      const row = disk.tables.outbox.get(key);
      if (WAITING.includes(kind)) expect(row, `${what}, and nothing will send it`).toBeDefined();
      if (row === undefined) continue;
      if (kind === 'queued') expect(row.frames, what).toEqual([]);
      else expect(row.state, what).not.toBe('queued');
    }
  }
}

/** Nobody calls accepted what the server has not taken, unless all its people have confirmed it. */
export function checkClaims({ devices, hall }: World): void {
  const taken = new Set(hall.taken.map(({ frame }) => frame.signatureText));
  // An echo proves what was written before it, unless another device with the key came in between (rule 9).
  if (hall.servesDevices) return;
  for (const { disk } of devices) {
    for (const { frames, delivered } of disk.tables.outbox.values()) {
      for (const { accepted, signature, recipients } of frames) {
        const isSettled = recipients.every((person) => delivered.includes(person));
        if (accepted && !isSettled) expect(taken.has(signature)).toBe(true);
      }
    }
  }
}

/** No device has used a number for two things. */
export function checkCounters({ hall }: World): void {
  for (const [name, counters] of hall.arrived)
    for (const [counter, texts] of counters) expect(texts.size, `${name} used ${counter} again`).toBe(1);
}

/** True when every own message has come as far as it can. */
export function isOver(world: World): boolean {
  return [...world.talks.values()].every((talk) =>
    ownRows(talk).every((row) => isAtItsEnd(world, talk, row)),
  );
}

function isAtItsEnd(world: World, { to }: Talk, { state, signature }: MessageRow): boolean {
  const kind = state?.kind ?? 'queued';
  if (world.hall.shadowed.has(signature)) return DONE.includes(kind) || kind === 'held';
  const isForForeigner = to.length === 1 && to[0] === world.foreigner?.identity.name;
  if (isForForeigner) return kind === 'accepted' || kind === 'held';
  return kind === 'delivered' || (to.length > 1 && kind === 'held' && world.foreigner !== undefined);
}

/** When all has healed: nothing lost, nothing doubled, nothing out of order. */
export async function checkEnd(world: World): Promise<void> {
  checkCounters(world);
  checkUnread(world);
  for (const talk of world.talks.values()) {
    checkOwn(talk);
    for (const row of ownRows(talk))
      expect(isAtItsEnd(world, talk, row), `${talk.from.name}: "${row.text}" is ${row.state?.kind}`).toBe(
        true,
      );
    for (const name of talk.to) {
      if (name === world.foreigner?.identity.name) await checkForeign(world, talk);
      else checkHeard(world, talk, name);
    }
  }
}

/** What comes twice under one id would count twice, and move. Nobody reads here. */
function checkUnread({ devices }: World): void {
  for (const { disk, name } of devices) {
    for (const { id, unread } of disk.tables.conversations.values()) {
      const theirs = [...disk.tables.messages.values()].filter(
        ({ conversation, author }) => conversation === id && author !== 'me',
      );
      expect(unread, `${name} counts what is unread`).toBe(theirs.length);
    }
  }
}

/** What was promised is there, once, in the order in which it was said. */
function checkOwn(talk: Talk): void {
  const texts = ownRows(talk).map(({ text }) => text);
  const sure = talk.said.filter(({ isSure }) => isSure).map(({ text }) => text);
  expect(texts.filter((text) => sure.includes(text))).toEqual(sure);
  expect(texts).toEqual(talk.said.map(({ text }) => text).filter((text) => texts.includes(text)));
}

/** Everything once; and in order, but for what a server took and then lost: that had to be sealed again. */
function checkHeard(world: World, talk: Talk, name: string): void {
  const own = ownRows(talk);
  const texts = own.map(({ text }) => text);
  const ears = world.devices.filter(({ identity }) => identity.name === name);
  const heard = ears.map((device) => heardBy(device, talk));
  for (const rows of heard) {
    expect(new Set(rows.map(({ text }) => text)).size, `${talk.from.name} to ${name}: doubled`).toBe(
      rows.length,
    );
    const first = new Map(own.map((row) => [row.text, row.counter]));
    const atOnce = rows.filter((row) => first.get(row.text) === row.counter).map(({ text }) => text);
    expect(atOnce, `${talk.from.name} to ${name}: order`).toEqual(
      texts.filter((text) => atOnce.includes(text)),
    );
  }
  const all = new Set(heard.flatMap((rows) => rows.map(({ text }) => text)));
  // What strict servers drop when two devices of one key write at once, may be missed (rule 9): the user is told so.
  for (const { text, signature } of own) if (world.hall.shadowed.has(signature)) all.add(text);
  expect(
    texts.filter((text) => !all.has(text)),
    `${talk.from.name} to ${name}: lost`,
  ).toEqual([]);
}

/** Toward others: what is called accepted was taken by their server, and nothing is sealed a second time. */
async function checkForeign(world: World, talk: Talk): Promise<void> {
  const { foreigner, hall } = world;
  const counters = new Map<string, Set<number>>();
  for (const { frame, name } of hall.taken) {
    const said = name === talk.from.party.me ? await foreigner?.read(frame) : undefined;
    if (said !== undefined)
      counters.set(said.text, (counters.get(said.text) ?? new Set()).add(frame.counter));
  }
  for (const { text, state } of ownRows(talk)) {
    const count = counters.get(text)?.size ?? 0;
    expect(count, `"${text}" sealed again`).toBeLessThan(2);
    if (state?.kind !== 'held') expect(count, `"${text}" is lost`).toBe(1);
  }
  const shown =
    foreigner?.shown.filter(({ from }) => from === talk.from.party.me).map(({ text }) => text) ?? [];
  expect(new Set(shown).size, 'shown twice to a foreigner').toBe(shown.length);
}

function ownRows({ from, conversation, said }: Talk): readonly MessageRow[] {
  const texts = new Set(said.map(({ text }) => text));
  return rowsIn(from, conversation).filter(({ author, text }) => author === 'me' && texts.has(text));
}

function heardBy(device: Device, { from, conversation, to, said }: Talk): readonly MessageRow[] {
  const id = to.length === 1 ? directId(from.party.me) : conversation;
  const texts = new Set(said.map(({ text }) => text));
  return rowsIn(device, id).filter(({ author, text }) => author === from.party.me && texts.has(text));
}

function rowsIn({ disk }: Device, id: Talk['conversation']): readonly MessageRow[] {
  return [...disk.tables.messages.values()]
    .filter(({ conversation }) => conversation === id)
    .sort((a, b) => a.seq - b.seq);
}
