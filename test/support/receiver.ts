// The receiving half of an engine: real roster, inbox, crypto and desk over a store in memory, and a clock that the test owns.
import { importPrivate, type PrivateKeys } from '../../src/crypto/key-pair.ts';
import { createInPlaceRunner } from '../../src/crypto/run-in-place.ts';
import type { CryptoRunner } from '../../src/crypto/runner.ts';
import type { Fingerprint } from '../../src/domain/ids.ts';
import { Desk } from '../../src/engine/desk.ts';
import { createLedger } from '../../src/engine/ledger.ts';
import type { ListedKey } from '../../src/engine/listed-key.ts';
import { readListedKey } from './listed.ts';
import { createMessageSide, type MessageSide } from '../../src/engine/message-side.ts';
import { createRoster, type Roster } from '../../src/engine/roster.ts';
import { systemRandom } from '../../src/lib/clock.ts';
import type { ClientList } from '../../src/protocol/client-list.ts';
import type { Dialect } from '../../src/protocol/dialect.ts';
import { parseFrame } from '../../src/protocol/frame.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import { ProtocolError } from '../../src/protocol/problem.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { Disk, memoryStore } from './memory-store.ts';
import { FakeLink, FakePeople, PREFERENCES } from './parts-fakes.ts';
import type { Recording } from './recordings.ts';

export interface ReceiverIdentity {
  readonly name: string;
  readonly key: ListedKey;
  /** Undefined: nobody can read as them. */
  readonly keys: PrivateKeys | undefined;
}
export interface Shown {
  readonly author: Fingerprint;
  readonly text: string;
  readonly counter: number;
  /** The others in the conversation. */
  readonly members: readonly Fingerprint[];
  readonly conversation: string;
}

export interface ReceiverOptions {
  readonly dialect?: () => Dialect;
  readonly runner?: CryptoRunner;
}

/** Who `name` is in `recording`. */
export async function receiverIdentity(
  name: string,
  { peer, identities }: Pick<Recording, 'peer' | 'identities'>,
): Promise<ReceiverIdentity> {
  const { publicKeyPem = '', privateKeyPkcs8Base64: secret } = identities[name] ?? {};
  const key = await readListedKey(publicKeyPem);
  if (key === undefined) throw new Error(`${peer}: ${name} has no key`);
  const keys = secret === undefined ? undefined : await importPrivate(Buffer.from(secret, 'base64'));
  return { name, key, keys };
}

export const HOME = 'home';

export class Receiver {
  readonly side: MessageSide;
  readonly people = new FakePeople([]);
  readonly #clock: FakeClock;
  readonly #roster: Roster;
  readonly #link: FakeLink;
  readonly #disk: Disk;
  readonly #seen = new Set<string>();

  /** Somebody who has joined a server that lists these keys. */
  static async start(
    identity: ReceiverIdentity,
    listed: readonly string[],
    { dialect, runner = createInPlaceRunner() }: ReceiverOptions = {},
  ): Promise<Receiver> {
    const disk = new Disk();
    const store = memoryStore(disk);
    if (identity.keys !== undefined) await runner.setPrivateKeys(identity.keys);
    const receiver = new Receiver(identity, disk, { store, runner, loaded: await store.load(), dialect });
    await receiver.list({ type: 'client_list', servers: [{ address: HOME, clients: listed }], ignored: 0 });
    receiver.#link.join();
    return receiver;
  }

  private constructor(
    { name, key }: ReceiverIdentity,
    disk: Disk,
    parts: {
      readonly store: ReturnType<typeof memoryStore>;
      readonly runner: CryptoRunner;
      readonly loaded: Awaited<ReturnType<ReturnType<typeof memoryStore>['load']>>;
      readonly dialect: (() => Dialect) | undefined;
    },
  ) {
    const { store, runner, loaded, dialect } = parts;
    const clock = createFakeClock();
    this.#disk = disk;
    this.#clock = clock;
    this.#link = new FakeLink(clock);
    this.#roster = createRoster({ clock, me: () => key.fingerprint, home: () => HOME, people: [] });
    this.side = createMessageSide({
      ground: {
        clock,
        random: systemRandom,
        store,
        runner,
        publish: () => undefined,
        preferences: () => PREFERENCES,
      },
      self: { fingerprint: key.fingerprint, pem: key.pem, spki: key.spki, name: () => name },
      link: this.#link,
      directory: this.#roster,
      people: this.people,
      ledger: createLedger({ clock, buildTime: clock.now(), row: undefined }),
      desk: new Desk(store, loaded),
      loaded,
      server: () => ({ address: HOME, scheme: 'ws' }),
      ...(dialect !== undefined && { dialect }),
    });
  }

  /** Messages held back so far. */
  get held(): number {
    return this.#disk.tables.held.size;
  }

  async list(list: ClientList): Promise<void> {
    await this.#roster.apply(list);
  }

  /** Takes a frame as the socket does; what it brought onto the screen, own messages left out. */
  async take(raw: string): Promise<readonly Shown[]> {
    try {
      const frame = parseFrame(raw, LIMITS.inboundFrame);
      if (frame.type === 'client_list') await this.list(frame);
      else this.#link.frame(frame, raw);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
    }
    await this.quiet();
    return this.#news();
  }

  /** Who is where by a list as a server gives it, on top of nothing. */
  async servers(
    raw: string,
  ): Promise<readonly { readonly address: string; readonly people: readonly Fingerprint[] }[]> {
    const frame = parseFrame(raw, LIMITS.inboundFrame);
    if (frame.type !== 'client_list') throw new Error('no list');
    await this.list(frame);
    const all = [...this.#roster.listed()];
    return this.#roster.servers().map(({ address }) => ({
      address,
      people: all.filter(({ servers }) => servers.includes(address)).map(({ fingerprint }) => fingerprint),
    }));
  }

  /** Time goes by. */
  async pass(ms: number): Promise<void> {
    this.#clock.advance(ms);
    await this.quiet();
  }

  async quiet(): Promise<void> {
    for (let calm = 0; calm < 3;) {
      await new Promise((resolve) => setImmediate(resolve));
      calm = this.side.isBusy() ? 0 : calm + 1;
    }
  }

  #news(): readonly Shown[] {
    const { messages, conversations } = this.#disk.tables;
    const shown: Shown[] = [];
    for (const row of messages.values()) {
      if (this.#seen.has(row.key)) continue;
      this.#seen.add(row.key);
      if (row.author === 'me') continue;
      const members = conversations.get(row.conversation)?.members ?? [];
      shown.push({
        author: row.author,
        text: row.text,
        counter: row.counter,
        members,
        conversation: row.conversation,
      });
    }
    return shown;
  }
}
