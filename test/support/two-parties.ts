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
import { systemRandom } from '../../src/lib/clock.ts';
import { parseFrame } from '../../src/protocol/frame.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import type { Dialect } from '../../src/protocol/dialect.ts';
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

export interface PartyOptions {
  readonly identity: Identity;
  readonly clock: FakeClock;
  readonly store: Store;
  readonly hall: Hall;
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
  #wantsFresh = false;

  static async start(options: PartyOptions): Promise<Party> {
    return new Party(options, await options.store.load());
  }

  private constructor(options: PartyOptions, loaded: Awaited<ReturnType<Store['load']>>) {
    const { identity, clock, store, hall } = options;
    this.identity = identity;
    this.store = store;
    this.#hall = hall;
    this.link = new FakeLink(clock);
    this.directory = new FakeDirectory(this.me);
    for (const row of loaded.people) this.directory.learn({ ...row, spki: spkiOf(row.pem) });
    this.people = new FakePeople(loaded.people);
    this.desk = new Desk(store, loaded);
    this.ledger = createLedger({ clock, buildTime: BUILD_TIME, row: loaded.ledger });
    this.side = createMessageSide({
      ground: {
        clock,
        random: systemRandom,
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
    if (this.line !== undefined) return;
    const next = this.#wantsFresh ? undefined : this.ledger.nextHello(this.side.lowestUncertain());
    this.#wantsFresh = false;
    const line = this.#hall.connect(this.identity.key, next ?? this.ledger.freshHello());
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

/** Lets everything run that waits neither for time nor for the test: work, and (unless told not to) the lines. */
export async function settleAll(parties: readonly Party[], hall: Hall, lines = true): Promise<void> {
  const start = performance.now();
  for (let quiet = 0; quiet < 3;) {
    if (performance.now() - start > QUIET_MS)
      throw new Error(`never quiet: ${parties.map(busyParts).join(', ')}`);
    await new Promise((resolve) => setImmediate(resolve));
    let moved = parties.some((party) => party.side.isBusy());
    for (const party of parties) {
      party.flushUp();
      if (!lines || party.line === undefined) continue;
      const { line } = party;
      while (hall.takeUp(line)) moved = true;
      while (hall.takeDown(line)) moved = true;
    }
    quiet = moved ? 0 : quiet + 1;
  }
}

/** Lets `ms` pass in steps, settling in between. */
export async function pass(
  ms: number,
  clock: FakeClock,
  parties: readonly Party[],
  hall: Hall,
): Promise<void> {
  const step = 250;
  for (let left = ms; left > 0; left -= step) {
    clock.advance(Math.min(step, left));
    await settleAll(parties, hall);
  }
}

function busyParts({ identity, desk, side, link }: Party): string {
  const { inbox, outbox } = side;
  return `${identity.name} desk ${desk.isBusy} inbox ${inbox.size} outbox ${outbox.isBusy} postman ${outbox.postman.isBusy} joined ${link.joined}`;
}

function spkiOf(pem: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64'));
}
