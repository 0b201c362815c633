// The world of the model test: message sides over a hall in memory, what happens to them, and beside it the reference: who said
// what, and whether that was promised to be stored.
import type { ConversationId } from '../../src/domain/ids.ts';
import { StoreError } from '../../src/store/problem.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { Foreigner } from './foreigner.ts';
import { Hall } from './hall.ts';
import { Disk, memoryStore, type MemoryStore } from './memory-store.ts';
import type { Cast, Step } from './model-steps.ts';
import { Party, pass, settleAll, type Identity } from './two-parties.ts';

const YEAR_MS = 365 * 86_400_000;

/** One text: `isSure` when the promise of `sendText` was kept, else its device died over it. */
export interface Said {
  readonly text: string;
  readonly isSure: boolean;
}
/** A device: its owner, its disk, and the message side that runs on it now. */
export interface Device {
  readonly name: string;
  readonly identity: Identity;
  readonly disk: Disk;
  party: Party;
  store: MemoryStore;
  isDead: boolean;
}
/** What one device said in one conversation, and to whom. */
export interface Talk {
  readonly from: Device;
  readonly conversation: ConversationId;
  readonly to: readonly string[];
  readonly said: Said[];
}
export interface Cards {
  readonly anna: Identity;
  readonly ben: Identity;
  readonly cem: Identity;
  readonly dora: Identity;
}

export class World {
  readonly clock: FakeClock = createFakeClock(Date.UTC(2026, 10, 23));
  readonly hall = new Hall();
  readonly devices: Device[] = [];
  readonly foreigner: Foreigner | undefined;
  readonly talks = new Map<string, Talk>();
  readonly #identities: readonly (readonly [string, Identity])[];
  #count = 0;
  #jumped = 0;
  #chance = 1;

  constructor(cast: Cast, { anna, ben, cem, dora }: Cards) {
    this.hall.servesDevices = cast === 'devices';
    if (cast === 'foreign') this.foreigner = new Foreigner(dora, this.hall);
    const third = { three: [['cem', cem]], foreign: [], devices: [['anna 2', anna]] } as const;
    this.#identities = [['anna', anna], ['ben', ben], ...third[cast]];
  }

  get parties(): readonly Party[] {
    return this.devices.map(({ party }) => party);
  }

  async begin(isOver: () => boolean): Promise<void> {
    for (const [name, identity] of this.#identities) this.devices.push(await this.#boot(name, identity));
    await this.#allJoined();
    // Everybody has written to everybody: all are contacts and known for Porchlights.
    for (const from of this.devices) for (const to of this.#others(from)) await this.#say(from, to.identity);
    if (this.foreigner !== undefined)
      for (const from of this.devices) await this.#say(from, this.foreigner.identity);
    for (let turn = 0; turn < 3 || (turn < 60 && !isOver()); turn += 1) await this.wait(1000);
  }

  /** Devices with one key are refused at first: each says hello above the other. */
  async #allJoined(): Promise<void> {
    for (let turn = 0; turn < 5; turn += 1) {
      await this.connectAll();
      await this.wait(500);
    }
  }

  async run(step: Step): Promise<void> {
    await this.#do(step);
    for (const device of this.devices) if (device.isDead) await this.#reboot(device);
  }

  /** All is well from now on: until nothing is open any more, or for an hour. */
  async heal(isOver: () => boolean): Promise<void> {
    for (const device of this.devices) device.store.calm();
    this.clock.jump(-this.#jumped);
    this.hall.jumble = undefined;
    this.hall.holdLists(false);
    for (let round = 0; round < 8; round += 1) {
      await this.connectAll();
      await this.wait(5000);
    }
    for (let round = 0; round < 240 && !(round > 2 && isOver()); round += 1) {
      await this.connectAll();
      this.clock.advance(15_000);
      await this.settle();
    }
  }

  async connectAll(): Promise<void> {
    for (const { party } of this.devices) await party.greet();
    this.foreigner?.connect();
  }

  async settle(lines = true): Promise<void> {
    await settleAll(this.parties, this.hall, { lines, hasFaults: true });
    if (lines) await this.foreigner?.settle();
  }

  async wait(ms: number): Promise<void> {
    await pass(ms, this.clock, this.parties, this.hall, { hasFaults: true });
    await this.foreigner?.settle();
  }

  async #do(step: Step): Promise<void> {
    const device = 'who' in step ? this.#at(step.who) : undefined;
    switch (step.do) {
      case 'say':
        return this.#say(this.#at(step.from), this.#person(step.to));
      case 'sayAll':
        return this.#sayAll(this.#at(step.from));
      case 'cut':
        return device?.party.disconnect();
      case 'connect':
        return device?.party.greet();
      case 'cutForeigner':
        return this.foreigner?.disconnect();
      case 'connectForeigner':
        return this.foreigner?.connect();
      case 'crash':
        return device && this.#reboot(device);
      case 'die':
        return device?.store.dieIn(step.count, step.isStored, () => this.#died(device));
      case 'fault':
        if (device !== undefined) [device.store.failNext, device.store.failAs] = [step.count, step.as];
        return undefined;
      case 'restartServer':
        return this.hall.restart();
      case 'replay':
        return device?.party.line && this.hall.replay(device.party.line, step.which);
      case 'jumble':
        this.hall.jumble = step.on ? (places) => this.#next() % places : undefined;
        return undefined;
      case 'holdLists':
        return this.hall.holdLists(step.on);
      case 'jump':
        return this.#jump(step.years * YEAR_MS);
      case 'up':
      case 'down':
        return device && this.#move(device.party, step.do, step.count);
      case 'wait':
        return this.wait(step.ms);
      case 'flow':
      case 'work':
        return this.settle(step.do === 'flow');
    }
  }

  #at(index: number): Device {
    return this.devices[index % this.devices.length] as Device;
  }

  #person(index: number): Identity {
    const people = [
      ...this.devices.map(({ identity }) => identity),
      ...(this.foreigner ? [this.foreigner.identity] : []),
    ];
    return people[index % people.length] as Identity;
  }

  #others(from: Device): readonly Device[] {
    return this.devices.filter(({ identity }) => identity !== from.identity);
  }

  async #say(from: Device, to: Identity): Promise<void> {
    if (to === from.identity) return;
    const { party } = from;
    party.directory.learn(to.key);
    await this.#send(from, [to.name], () => party.side.conversations.openDirect(to.key.fingerprint));
  }

  async #sayAll(from: Device): Promise<void> {
    const { party } = from;
    const people = new Set([
      ...this.devices.map(({ identity }) => identity),
      ...(this.foreigner ? [this.foreigner.identity] : []),
    ]);
    if (people.size < 3) return;
    for (const { key } of people) party.directory.learn(key);
    const to = [...people].filter((one) => one !== from.identity).map(({ name }) => name);
    const members = [...people].map(({ key }) => key.fingerprint);
    await this.#send(from, to, () => party.side.conversations.openGroup(members));
  }

  async #send(from: Device, to: readonly string[], open: () => Promise<ConversationId>): Promise<void> {
    const { party } = from;
    try {
      const conversation = await open();
      this.#count += 1;
      const text = `message ${this.#count}`;
      const key = `${from.name}>${to.join()}`;
      const talk = this.talks.get(key) ?? { from, conversation, to, said: [] };
      this.talks.set(key, talk);
      const isSure = await party.side.outbox.sendText(conversation, text).then(
        () => true,
        (error: unknown) => refused(error, from.isDead),
      );
      if (isSure !== undefined) talk.said.push({ text, isSure });
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
    }
  }

  async #move(party: Party, way: 'up' | 'down', count: number): Promise<void> {
    party.flushUp();
    for (let moved = 0; moved < count && party.line !== undefined; moved += 1) {
      if (way === 'up') this.hall.takeUp(party.line);
      else if (!party.link.isPaused) this.hall.takeDown(party.line);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }

  #jump(to: number): void {
    // A device whose clock was a year ahead locks out another one with its key, at servers that compare hellos.
    if (this.hall.servesDevices) return;
    this.clock.jump(to - this.#jumped);
    this.#jumped = to;
  }

  #died(device: Device): void {
    device.isDead = true;
    device.party.disconnect();
  }

  async #reboot(device: Device): Promise<void> {
    device.store.kill();
    device.party.disconnect();
    Object.assign(device, await this.#boot(device.name, device.identity, device.disk));
  }

  async #boot(name: string, identity: Identity, disk = new Disk()): Promise<Device> {
    const { clock, hall } = this;
    const store = memoryStore(disk);
    const random = (bytes: number): Uint8Array<ArrayBuffer> =>
      new Uint8Array(bytes).map(() => this.#next() & 255);
    const party = await Party.start({ identity, clock, hall, store, random, device: name });
    return { name, identity, disk, store, party, isDead: false };
  }

  /** Chance, the same in every run of a story. */
  #next(): number {
    this.#chance = (Math.imul(this.#chance, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff;
    return this.#chance >> 8;
  }
}

/** Nothing was stored and the page was told so (undefined), or nobody knows (false): the program ended over it. */
function refused(error: unknown, isDead: boolean): false | undefined {
  if (!(error instanceof StoreError)) throw error;
  return isDead ? false : undefined;
}
