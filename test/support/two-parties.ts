// Message sides over a hall in memory: two or more, with real or make-believe crypto, that can be cut off and restarted.
import { importPrivate, makeKeyPair } from '../../src/crypto/key-pair.ts';
import { fingerprintOfSpki } from '../../src/crypto/fingerprint.ts';
import { createInPlaceRunner } from '../../src/crypto/run-in-place.ts';
import type { CryptoRunner } from '../../src/crypto/runner.ts';
import { directId } from '../../src/domain/conversation.ts';
import type { ConversationId, Fingerprint } from '../../src/domain/ids.ts';
import { Desk } from '../../src/engine/desk.ts';
import { createLedger } from '../../src/engine/ledger.ts';
import { createMessageSide, type MessageSide } from '../../src/engine/message-side.ts';
import type { Ledger } from '../../src/engine/parts.ts';
import type { EngineEvent } from '../../src/engine/port.ts';
import type { MessageView } from '../../src/engine/port/messages.ts';
import type { Preferences } from '../../src/engine/port/preferences.ts';
import { toBase64 } from '../../src/lib/base64.ts';
import { systemRandom, type RandomBytes } from '../../src/lib/clock.ts';
import { parseFrame } from '../../src/protocol/frame.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import type { Dialect } from '../../src/protocol/dialect.ts';
import { StoreError } from '../../src/store/problem.ts';
import type { Store } from '../../src/store/store.ts';
import type { HttpTransport } from '../../src/wire/http.ts';
import type { FakeClock } from './fake-clock.ts';
import { fakeKey, fakeRunner } from './fake-runner.ts';
import { HALL, type Hall, type Line } from './hall.ts';
import {
  FakeDirectory,
  FakeLink,
  FakePeople,
  fingerprint,
  PREFERENCES,
  type KeyFacts,
} from './parts-fakes.ts';

export const BUILD_TIME = Date.UTC(2026, 5, 1);

/** Who somebody is, beyond one run. */
export interface Identity {
  readonly name: string;
  readonly key: KeyFacts;
  readonly runner: CryptoRunner;
}

export async function realIdentity(name: string): Promise<Identity> {
  const { pkcs8, spki } = await makeKeyPair();
  const runner = createInPlaceRunner();
  await runner.setPrivateKeys(await importPrivate(pkcs8));
  const pem = `-----BEGIN PUBLIC KEY-----\n${toBase64(spki)}\n-----END PUBLIC KEY-----`;
  return { name, runner, key: { fingerprint: fingerprint(await fingerprintOfSpki(spki)), pem, spki } };
}

export async function fakeIdentity(name: string): Promise<Identity> {
  const key = await fakeKey(name);
  return { name, key, runner: fakeRunner(key) };
}

/** Several of them, for a test's whole cast. */
export const fakeIdentities = <const Names extends readonly string[]>(
  ...names: Names
): Promise<{ [Index in keyof Names]: Identity }> => Promise.all(names.map(fakeIdentity)) as never;

export interface PartyOptions {
  readonly identity: Identity;
  readonly clock: FakeClock;
  readonly store: Store;
  readonly hall: Hall;
  readonly random?: RandomBytes;
  /** Tells devices with one key apart. */
  readonly device?: string;
  readonly transport?: HttpTransport;
  readonly fetch?: typeof fetch;
  readonly dialect?: () => Dialect;
}

/** One run of one message side, from its start to its end or crash. */
export class Party {
  readonly identity: Identity;
  readonly link: FakeLink;
  readonly directory: FakeDirectory;
  readonly people: FakePeople;
  readonly side: MessageSide;
  readonly desk: Desk;
  readonly ledger: Ledger;
  readonly store: Store;
  readonly events: EngineEvent[] = [];
  preferences: Preferences = PREFERENCES;
  line: Line | undefined;
  readonly #hall: Hall;
  readonly #device: string;
  #wantsFresh = false;

  static async start(options: PartyOptions): Promise<Party> {
    return new Party(options, await options.store.load());
  }

  private constructor(options: PartyOptions, loaded: Awaited<ReturnType<Store['load']>>) {
    const { identity, clock, store, hall } = options;
    this.identity = identity;
    this.store = store;
    this.#hall = hall;
    this.#device = options.device ?? identity.key.fingerprint;
    this.link = new FakeLink(clock);
    this.directory = new FakeDirectory(this.me);
    for (const row of loaded.people) this.directory.learn({ ...row, spki: spkiOf(row.pem) });
    this.people = new FakePeople(loaded.people);
    this.desk = new Desk(store, loaded);
    // As the roster does: whoever is stored is known.
    this.desk.onStored(({ people }) => {
      for (const row of people.puts.values()) this.directory.learn({ ...row, spki: spkiOf(row.pem) });
    });
    this.ledger = createLedger({ clock, buildTime: BUILD_TIME, row: loaded.ledger });
    this.side = createMessageSide({
      ground: {
        clock,
        random: options.random ?? systemRandom,
        store,
        runner: identity.runner,
        publish: (event) => this.events.push(event),
        preferences: () => this.preferences,
      },
      self: { ...identity.key, name: () => identity.name },
      link: this.link,
      directory: this.directory,
      people: this.people,
      ledger: this.ledger,
      desk: this.desk,
      loaded,
      server: () => ({ address: HALL, scheme: 'ws' }),
      transport: options.transport ?? { post: () => Promise.resolve({ kind: 'unreachable' }) },
      ...(options.fetch !== undefined && { fetch: options.fetch }),
      ...(options.dialect !== undefined && { dialect: options.dialect }),
    });
  }

  get me(): Fingerprint {
    return this.identity.key.fingerprint;
  }

  /** Opens a socket and says hello (rule 9). */
  connect(): void {
    if (this.line === undefined) this.#open(this.#helloCounter());
  }

  /** The same, the hello's counter stored before it leaves, as the engine does it; no socket when that fails. */
  async greet(): Promise<void> {
    if (this.line !== undefined) return;
    try {
      const counter = await this.desk.edit((draft) => {
        const counter = this.#helloCounter();
        draft.ledger = this.ledger.row();
        draft.strict = true;
        return counter;
      });
      if (this.line === undefined) this.#open(counter);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
    }
  }

  #helloCounter(): number {
    const next = this.#wantsFresh ? undefined : this.ledger.nextHello(this.side.lowestUncertain());
    this.#wantsFresh = false;
    return next ?? this.ledger.freshHello();
  }

  #open(hello: number): void {
    const line = this.#hall.connect(this.identity.key, hello, this.#device);
    this.line = line;
    line.onEnd = (refused) => {
      this.#wantsFresh = refused;
      this.#ended();
    };
    line.onDown = (item) => {
      if (item.kind === 'frame')
        return this.link.frame(parseFrame(item.text, LIMITS.inboundFrame), item.text);
      this.directory.apply(item.list);
      this.link.listCame();
      if (!this.link.joined && this.directory.isListed(this.me)) this.link.join();
    };
  }

  disconnect(): void {
    if (this.line !== undefined) this.#hall.cut(this.line);
  }

  /** Hands what was written to the socket to the line. */
  flushUp(): void {
    for (const text of this.link.written.splice(0)) {
      this.line?.up.push(text === '?' ? { kind: 'ask' } : { kind: 'frame', text });
    }
  }

  #ended(): void {
    this.line = undefined;
    this.link.written.length = 0;
    this.link.close();
    this.directory.apply(new Map());
  }

  async openDirect(other: Party): Promise<ConversationId> {
    return this.openDirectWith(other.identity);
  }

  async openDirectWith({ key }: Identity): Promise<ConversationId> {
    this.directory.learn(key);
    return this.side.conversations.openDirect(key.fingerprint);
  }

  async say(other: Party, text: string): Promise<void> {
    await this.side.outbox.sendText(await this.openDirect(other), text);
  }

  /** The chat with `other` as a page would show it, oldest first. */
  async chatWith(other: Party): Promise<readonly MessageView[]> {
    return this.messages(directId(other.me));
  }

  async messages(id: ConversationId): Promise<readonly MessageView[]> {
    return (await this.side.conversations.messages(id, 'newest', 200)).messages;
  }
}

/** Real time, more than any test needs: what is still busy then turns in a circle. */
const QUIET_MS = 15_000;
/** Real time and turns without a move on any line, after which who is busy waits for the clock, as after a fault of the store. */
const STUCK_MS = 4;
const STUCK_TURNS = 60;

/**
 * Lets everything run that waits neither for time nor for the test: work, and (unless told not to) the lines. `hasFaults`:
 * somebody may look busy who waits until the store is tried again.
 */
export async function settleAll(
  parties: readonly Party[],
  hall: Hall,
  { lines = true, hasFaults = false }: { readonly lines?: boolean; readonly hasFaults?: boolean } = {},
): Promise<void> {
  const start = performance.now();
  let movedAt = start;
  for (let quiet = 0, still = 0; quiet < 3; still += 1) {
    const now = performance.now();
    if (hasFaults && still > STUCK_TURNS && now - movedAt > STUCK_MS) return;
    if (now - start > QUIET_MS) throw new Error(`never quiet: ${parties.map(busyParts).join(', ')}`);
    await new Promise((resolve) => setImmediate(resolve));
    let moved = false;
    for (const party of parties) {
      party.flushUp();
      if (!lines || party.line === undefined) continue;
      const { line } = party;
      while (hall.takeUp(line)) moved = true;
      // What is not read waits in the line.
      while (!party.link.isPaused && hall.takeDown(line)) moved = true;
    }
    if (moved) [movedAt, still] = [now, 0];
    quiet = moved || parties.some((party) => party.side.isBusy()) ? 0 : quiet + 1;
  }
}

/** Lets `ms` pass in steps, settling in between. */
export async function pass(
  ms: number,
  clock: FakeClock,
  parties: readonly Party[],
  hall: Hall,
  how: Parameters<typeof settleAll>[2] = {},
): Promise<void> {
  const step = 250;
  for (let left = ms; left > 0; left -= step) {
    clock.advance(Math.min(step, left));
    await settleAll(parties, hall, how);
  }
}

function busyParts({ identity, desk, side, link }: Party): string {
  const { inbox, outbox } = side;
  return `${identity.name} desk ${desk.isBusy} inbox ${inbox.size} outbox ${outbox.isBusy} postman ${outbox.postman.isBusy} joined ${link.joined}`;
}

function spkiOf(pem: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64'));
}
