// Some Porchlights in one hall, and programs that know nothing of `x`: everybody has written to everybody.
import type { ConversationId, Fingerprint, MessageId } from '../../src/domain/ids.ts';
import type { ActsApi } from '../../src/engine/port/acts.ts';
import type { MessageView, TextExtras } from '../../src/engine/port/messages.ts';
import { parseFrame } from '../../src/protocol/frame.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { Hall } from './hall.ts';
import { Disk, memoryStore, type MemoryStore } from './memory-store.ts';
import { PlainProgram } from './plain-program.ts';
import { Party, pass, settleAll, type Identity, type PartyOptions } from './two-parties.ts';

export class Company {
  readonly clock: FakeClock = createFakeClock(Date.UTC(2026, 10, 23));
  readonly hall = new Hall();
  parties: Party[] = [];
  readonly programs: PlainProgram[] = [];
  readonly #disks = new Map<Party, Disk>();
  readonly #more: Partial<PartyOptions>;

  constructor(more: Partial<PartyOptions> = {}) {
    this.#more = more;
  }

  /** These people, who know each other for Porchlights and contacts. */
  async meet(...identities: readonly Identity[]): Promise<[Party, Party, Party]> {
    for (const identity of identities) (await this.start(identity)).connect();
    await this.settle();
    for (const from of this.parties)
      for (const to of this.parties) if (from !== to) await from.say(to, 'hello');
    await this.settle();
    await this.wait(2000);
    return this.parties as [Party, Party, Party];
  }

  async start(identity: Identity, disk = new Disk()): Promise<Party> {
    const { clock, hall } = this;
    const party = await Party.start({ identity, clock, hall, store: memoryStore(disk), ...this.#more });
    this.parties.push(party);
    this.#disks.set(party, disk);
    return party;
  }

  /** Somebody with another program joins. */
  async addProgram(identity: Identity): Promise<PlainProgram> {
    const program = new PlainProgram(identity, this.hall);
    this.programs.push(program);
    await this.settle();
    return program;
  }

  /** Ends a run at once, and begins another one with what was stored. */
  async restart(party: Party): Promise<Party> {
    const next = await this.crash(party);
    next.connect();
    await this.settle();
    return next;
  }

  /** The same, without a connection. */
  async crash(party: Party): Promise<Party> {
    party.disconnect();
    (party.store as MemoryStore).kill();
    this.parties = this.parties.filter((one) => one !== party);
    return this.start(party.identity, this.#disks.get(party));
  }

  async settle(): Promise<void> {
    for (let round = 0; round < 2; round += 1) {
      for (const program of this.programs) await program.work(this.hall);
      await settleAll(this.parties, this.hall);
    }
    for (const program of this.programs) await program.work(this.hall);
  }

  async wait(ms: number): Promise<void> {
    await pass(ms, this.clock, this.parties, this.hall);
    await this.settle();
  }
}

/** Three Porchlights and one other program in a group, and what the first has just said there. */
export async function groupOf(
  company: Company,
  [anna, ben, cem, dora]: readonly [Identity, Identity, Identity, Identity],
  text = 'See you at six',
) {
  const program = await company.addProgram(dora);
  const [a, b, c] = await company.meet(anna, ben, cem);
  const chat = await a.side.conversations.openGroup([b.me, c.me, program.me]);
  await sayIn(a, chat, text);
  await company.settle();
  return { a, b, c, program, chat };
}

export const rowOf = (party: Party, chat: ConversationId) => party.desk.conversations.get(chat);

export const workOf = async (party: Party): Promise<ActsApi> => (await party.side.acts()).work;

/** Says it in `chat`; what pages call the message. */
export const sayIn = (
  party: Party,
  chat: ConversationId,
  text: string,
  extras?: TextExtras,
): Promise<MessageId> => party.side.sendText(chat, text, extras);

/** The one message with these words. */
export async function find(party: Party, chat: ConversationId, text: string): Promise<MessageView> {
  const found = (await party.messages(chat)).filter((one) => one.text === text);
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} messages say ${text}`);
  return found[0];
}

/** Hands a frame to somebody as if it came from the server. */
export function give(party: Party, ...frames: readonly string[]): void {
  for (const text of frames) party.link.frame(parseFrame(text, LIMITS.inboundFrame), text);
}

/** What somebody has written so far, in the order of the hall. */
export const framesOf = (hall: Hall, person: Fingerprint): readonly string[] =>
  hall.taken.filter(({ name }) => name === person).map(({ text }) => text);
