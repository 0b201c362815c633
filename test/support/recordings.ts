// Recordings of real programs (test/vectors/README.md) and what the product makes of them: each frame goes to a fresh
// receiver of each identity, through the app's own receive path, and what is shown is compared with what was recorded.
import { readFileSync } from 'node:fs';
import { createInPlaceRunner } from '../../src/crypto/run-in-place.ts';
import type { CryptoRunner } from '../../src/crypto/runner.ts';
import { climb } from '../../src/engine/climb.ts';
import { readListedKey } from './listed.ts';
import { parseFrame, type Frame } from '../../src/protocol/frame.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import { ProtocolError } from '../../src/protocol/problem.ts';
import { Receiver, receiverIdentity, type ReceiverIdentity, type Shown } from './receiver.ts';

export interface Recording {
  readonly peer: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly identities: Readonly<Record<string, RecordedIdentity>>;
  readonly frames: readonly Recorded[];
  readonly negatives?: readonly Negative[];
}
export interface RecordedIdentity {
  readonly publicKeyPem: string;
  readonly privateKeyPkcs8Base64?: string;
  readonly note?: string;
}
export interface Recorded {
  readonly id: string;
  readonly direction?: string;
  readonly kind: string;
  readonly raw: string;
  readonly from?: string | null;
  readonly recipients?: readonly string[];
  readonly expect: Expected;
}
export interface Expected {
  readonly signatureValid?: boolean;
  readonly text?: string;
  readonly sender?: string;
  readonly participants?: readonly string[];
  /** Where the wire holds other names than the true ones: a reader learns of the sender alone. */
  readonly participantsRaw?: readonly string[];
  readonly counter?: number;
  readonly publicKeyOf?: string;
  readonly servers?: readonly { readonly address: string; readonly clients: readonly string[] }[];
  readonly total?: number;
  readonly type?: string;
}
export interface Negative extends Recorded {
  readonly base?: string;
  readonly how?: string;
}
export interface Outcome {
  readonly peer: string;
  readonly frames: number;
  readonly framesOk: number;
  readonly negatives: number;
  readonly negativesOk: number;
  /** What was not as expected, in words. */
  readonly problems: readonly string[];
}
export interface CheckOptions {
  /** Lists also those who were never connected. */
  readonly everybody?: boolean;
}

export function readRecording(path: string): Recording {
  return JSON.parse(readFileSync(path, 'utf8')) as Recording;
}

export async function checkRecording(recording: Recording, options: CheckOptions = {}): Promise<Outcome> {
  return (await Checker.start(recording, options)).run();
}

/** Between two messages of an evening, forgeries not counted. */
const PAUSE_MS = 30_000;

class Checker {
  readonly #recording: Recording;
  readonly #people: ReadonlyMap<string, ReceiverIdentity>;
  /** PEM texts of those who were connected. */
  readonly #listed: readonly string[];
  readonly #runner: CryptoRunner = createInPlaceRunner();

  static async start(recording: Recording, { everybody = false }: CheckOptions): Promise<Checker> {
    const people = new Map<string, ReceiverIdentity>();
    for (const name of Object.keys(recording.identities))
      people.set(name, await receiverIdentity(name, recording));
    const connected = new Set(recording.frames.flatMap((one) => [one.from ?? '', ...(one.recipients ?? [])]));
    const listed = Object.entries(recording.identities)
      .filter(([name]) => everybody || connected.has(name))
      .map(([, { publicKeyPem }]) => publicKeyPem);
    return new Checker(recording, people, listed);
  }

  private constructor(
    recording: Recording,
    people: ReadonlyMap<string, ReceiverIdentity>,
    listed: readonly string[],
  ) {
    this.#recording = recording;
    this.#people = people;
    this.#listed = listed;
  }

  async run(): Promise<Outcome> {
    const { peer, frames, negatives = [] } = this.#recording;
    const problems: string[] = [];
    const count = async <One extends Recorded>(
      all: readonly One[],
      check: (one: One) => Promise<readonly string[]>,
    ): Promise<number> => {
      let good = 0;
      for (const one of all) {
        const found = await check(one).catch((error: unknown) => [String(error)]);
        if (found.length === 0) good += 1;
        problems.push(...found.map((problem) => `${one.id}: ${problem}`));
      }
      return good;
    };
    const framesOk = await count(frames, (frame) => this.#frame(frame));
    const negativesOk = await count(negatives, (negative) => this.#negative(negative));
    problems.push(...(await this.#evening()));
    return { peer, frames: frames.length, framesOk, negatives: negatives.length, negativesOk, problems };
  }

  // ---- one frame at a time ----

  async #frame(recorded: Recorded): Promise<readonly string[]> {
    const { kind, expect } = recorded;
    const problems = await this.#byKind(recorded);
    for (const reader of this.#readers()) {
      const receiver = await this.#receiver(reader);
      const shown = await receiver.take(recorded.raw);
      const isForThem = expect.signatureValid !== false && isReader(recorded, reader.name);
      if (isForThem) problems.push(...this.#compare(recorded, reader.name, shown));
      else if (shown.length > 0) problems.push(`${reader.name} was shown what is not for them (${kind})`);
    }
    return problems;
  }

  #compare({ from, expect }: Recorded, reader: string, all: readonly Shown[]): string[] {
    const [shown, ...more] = all;
    if (shown === undefined) return [`${reader} was shown nothing`];
    const problems = more.length > 0 ? [`${reader} was shown more than one message`] : [];
    const wrong = (what: string, is: unknown, should: unknown): void => {
      if (JSON.stringify(is) !== JSON.stringify(should))
        problems.push(`${reader} was shown ${what} ${JSON.stringify(is)}, not ${JSON.stringify(should)}`);
    };
    const author = this.#nameOf(shown.author);
    wrong('author', author, from ?? undefined);
    if (expect.sender !== undefined) wrong('sender', author, expect.sender);
    if (expect.text !== undefined) wrong('text', shown.text, expect.text);
    if (expect.counter !== undefined) wrong('counter', shown.counter, expect.counter);
    if (expect.participants !== undefined) {
      const [first] = expect.participants;
      const members = shown.members.map((one) => this.#nameOf(one) ?? '#unknown').sort();
      // Where the wire does not name them, it is a chat with its sender.
      const isDirect = this.#mayBeNameless(expect) && members.length === 1;
      const named = isDirect ? [first ?? ''] : expect.participants;
      const others = named.filter((name) => name !== reader).sort();
      wrong('participants', members, others);
      if (first !== undefined) wrong('first participant', author, first);
    }
    return problems;
  }

  #mayBeNameless({ participantsRaw }: Expected): boolean {
    const { layout, payload } = this.#recording.facts ?? {};
    return participantsRaw !== undefined || layout === 'frew' || payload === 'bare';
  }

  async #byKind({ kind, raw, expect }: Recorded): Promise<string[]> {
    const frame = parsed(raw);
    if (expect.servers !== undefined) return this.#list(raw, expect);
    if (expect.publicKeyOf !== undefined) return this.#hello(frame, expect);
    if (kind === 'chat' || kind === 'public_chat')
      return frame?.type === 'signed_data' && frame.data.type === kind ? [] : [`is not read as ${kind}`];
    if (frame === undefined || expect.type === undefined) return [];
    const types: readonly string[] =
      frame.type === 'signed_data' ? [frame.type, frame.data.type] : [frame.type];
    return types.includes(expect.type) ? [] : [`is read as ${types.join(', ')}`];
  }

  async #hello(frame: Frame | undefined, expect: Expected): Promise<string[]> {
    if (frame?.type !== 'signed_data' || frame.data.type !== 'hello') return ['is not read as hello'];
    const key = await readListedKey(frame.data.publicKey);
    if (key === undefined || this.#nameOf(key.fingerprint) !== expect.publicKeyOf) return ['has another key'];
    const signing = await climb(this.#runner, frame, key.spki, []);
    if ((signing !== undefined) !== (expect.signatureValid ?? true)) return ['its signature is misjudged'];
    return expect.counter === undefined || frame.counter === expect.counter ? [] : ['has another counter'];
  }

  async #list(raw: string, { servers = [], total }: Expected): Promise<string[]> {
    const [reader] = this.#readers();
    if (reader === undefined) return ['nobody can read'];
    const listed = (await (await this.#receiver(reader, [])).servers(raw)).map(({ address, people }) => ({
      address,
      clients: people.map((one) => this.#nameOf(one) ?? '#unknown').sort(),
    }));
    const sorted = (all: readonly { address: string; clients: readonly string[] }[]): string =>
      JSON.stringify([...all].sort((a, b) => (a.address < b.address ? -1 : 1)));
    // A key that a server lists twice is one person.
    const distinct = (names: readonly string[]): string[] =>
      names.filter((name, at) => name === '#unknown' || names.indexOf(name) === at).sort();
    const wanted = servers.map(({ address, clients }) => ({ address, clients: distinct(clients) }));
    const isTwice = wanted.some(({ clients }, at) => clients.length !== servers[at]?.clients.length);
    const count = listed.reduce((sum, { clients }) => sum + clients.length, 0);
    const isCounted = total === undefined || total === count || isTwice;
    const problems = isCounted ? [] : [`lists ${count}, not ${total}`];
    if (sorted(listed) !== sorted(wanted)) problems.push(`lists ${sorted(listed)}, not ${sorted(wanted)}`);
    return problems;
  }

  /** Never shown: not alone, and not after the frame that it was made from. */
  async #negative(negative: Negative): Promise<readonly string[]> {
    const problems: string[] = [];
    const base = this.#recording.frames.find(({ id }) => id === negative.base);
    for (const reader of this.#readers()) {
      const receiver = await this.#receiver(reader);
      if (base !== undefined) await receiver.take(base.raw);
      const shown = await receiver.take(negative.raw);
      if (shown.length > 0) problems.push(`${reader.name} was shown it`);
      // Proven, with other words under an old counter: that the user is asked (rule 3).
      const mayAsk = negative.expect.signatureValid === true && negative.raw !== base?.raw;
      if (receiver.held > 0 && !mayAsk) problems.push(`${reader.name} was asked about it`);
      if (negative.expect.signatureValid === true || base === undefined) continue;
      const alone = await this.#receiver(reader);
      if ((await alone.take(negative.raw)).length > 0) problems.push(`${reader.name} was shown it alone`);
    }
    return problems;
  }

  // ---- all frames, one after the other ----

  /** As on a real evening: one receiver each, who learns how the others write, with forgeries in between. */
  async #evening(): Promise<readonly string[]> {
    const problems: string[] = [];
    const { frames, negatives = [] } = this.#recording;
    for (const reader of this.#readers()) {
      const receiver = await this.#receiver(reader);
      const seen = new Set<string>();
      for (const recorded of frames.filter(({ direction }) => direction !== 'client-to-server')) {
        for (const negative of negatives.filter(
          ({ base, expect }) => base === recorded.id && expect.signatureValid === false,
        ))
          if ((await receiver.take(negative.raw)).length > 0)
            problems.push(`${negative.id}: ${reader.name} was shown it`);
        await receiver.pass(PAUSE_MS);
        const shown = await receiver.take(recorded.raw);
        const isNew = !seen.has(recorded.raw) && recorded.expect.signatureValid !== false;
        seen.add(recorded.raw);
        if (isNew && isReader(recorded, reader.name))
          problems.push(
            ...this.#compare(recorded, reader.name, shown).map((one) => `${recorded.id}, in a row: ${one}`),
          );
      }
    }
    return problems;
  }

  #readers(): readonly ReceiverIdentity[] {
    return [...this.#people.values()].filter(({ keys }) => keys !== undefined);
  }

  async #receiver(reader: ReceiverIdentity, listed = this.#listed): Promise<Receiver> {
    const own = this.#recording.identities[reader.name]?.publicKeyPem ?? '';
    return Receiver.start(reader, [...new Set([own, ...listed])]);
  }

  #nameOf(fingerprint: string): string | undefined {
    for (const [name, { key }] of this.#people) if (key.fingerprint === fingerprint) return name;
    return undefined;
  }
}

function isReader({ kind, from, recipients = [] }: Recorded, name: string): boolean {
  if (name === from) return false;
  return kind === 'public_chat' || (kind === 'chat' && recipients.includes(name));
}

function parsed(raw: string): Frame | undefined {
  try {
    return parseFrame(raw, LIMITS.inboundFrame);
  } catch (error) {
    if (error instanceof ProtocolError) return undefined;
    throw error;
  }
}
