// Everything that exists once there is an identity, tied together: who is who on the server's list, the connection, and
// the messages (message-side.ts). Parts that need each other ask for each other when something happens, not before.
import { directId } from '../domain/conversation.ts';
import type { Habits } from '../domain/habits.ts';
import type { Fingerprint } from '../domain/ids.ts';
import type { Dialect } from '../protocol/dialect.ts';
import type { Loaded } from '../store/load.ts';
import { StoreError } from '../store/problem.ts';
import { areSocketUrls } from './address-kind.ts';
import { CheckRoom } from './check-room.ts';
import { Desk } from './desk.ts';
import { writeHello } from './greeting.ts';
import { joiningPlan } from './later.ts';
import { createLedger } from './ledger.ts';
import { SessionLink } from './link.ts';
import { createMessageSide, type MessageSide } from './message-side.ts';
import type { Ground, Ledger, Self } from './parts.ts';
import { PeopleBook } from './people.ts';
import type { Platform } from './platform.ts';
import type { ConnectionView, ServerRef } from './port/connection.ts';
import { createRoster, type Applied, type Roster } from './roster.ts';
import { SearchRoom } from './search-room.ts';
import { isSameServer, type ServerBook } from './servers.ts';
import { Session } from './session.ts';

export interface HouseholdDeps {
  readonly platform: Platform;
  readonly ground: Ground;
  readonly self: Self;
  readonly loaded: Loaded;
  readonly servers: ServerBook;
  readonly onConnection: (view: ConnectionView) => void;
  /** The key came from a recovery file in this run. */
  readonly isRestored?: boolean;
}

export class Household {
  readonly session: Session;
  readonly people: PeopleBook;
  readonly self: Self;
  readonly messages: MessageSide;
  readonly checks: CheckRoom;
  readonly search: SearchRoom;
  readonly roster: Roster;
  readonly #deps: HouseholdDeps;
  readonly #desk: Desk;
  readonly #ledger: Ledger;
  readonly #link: SessionLink;
  #isElsewhere = false;
  /** The server in use has its row. */
  #kept: Promise<void> = Promise.resolve();

  constructor(deps: HouseholdDeps) {
    this.#deps = deps;
    const { platform, ground, self, loaded } = deps;
    this.self = self;
    const me = (): Self['fingerprint'] => self.fingerprint;
    const server = (): ServerRef | undefined => this.session.server() ?? deps.servers.current();
    this.#desk = new Desk(ground.store, loaded);
    const { buildTime } = platform;
    this.#ledger = createLedger({ ...ground, ...deps, buildTime, row: loaded.ledger });
    this.#link = new SessionLink(() => this.session);
    this.roster = createRoster({ ...ground, me, home: () => server()?.address, people: loaded.people });
    const conversations = this.#desk.conversations;
    this.people = new PeopleBook({
      ...ground,
      me,
      roster: this.roster,
      desk: this.#desk,
      rows: loaded.people,
      hasChat: (person) => conversations.has(directId(person)),
    });
    const shared = { ground, self, link: this.#link, desk: this.#desk, ledger: this.#ledger };
    const dialect = (): Dialect => this.session.dialect();
    const { people } = this;
    const { transport, fetch } = platform;
    const files = { uploads: deps.servers, ...(transport && { transport }), ...(fetch && { fetch }) };
    this.messages = createMessageSide({
      ...shared,
      ...files,
      directory: this.roster,
      people,
      loaded,
      server,
      dialect,
      onHeard: (habits, from) => void this.heard(habits, from),
    });
    // After the parts above: a chat that was opened or closed is part of what a person's line shows.
    this.#desk.onStored(({ conversations: { puts } }) =>
      people.tell([...puts.values()].flatMap(({ kind, members }) => (kind === 'direct' ? members : []))),
    );
    this.search = new SearchRoom({ ...this.messages, isBusy: () => this.messages.isBusy() });
    const sealer = {
      ...ground,
      self,
      dialect,
      ownAddress: () => this.roster.ownAddress(),
      hasOtherDevice: () => false, // a note to oneself is for oneself anyway
    };
    this.checks = new CheckRoom({
      ...shared,
      ...ground,
      platform,
      uploads: deps.servers,
      noteDeps: { ...shared, ...ground, sealer, lowestUncertain: () => this.messages.lowestUncertain() },
      session: () => this.session,
      ready: (ref) => deps.servers.ready(ref),
      dialect,
      isElsewhere: () => this.#isElsewhere,
    });
    this.session = this.#createSession();
  }

  /** Somebody writes like this, proven. Where they live at our server, people there who have not been heard are written to alike. */
  async heard(habits: Habits, from: Fingerprint): Promise<void> {
    if (this.people.row(from)?.blockedAt !== undefined) return;
    const server = this.session.server();
    const own = this.roster.ownAddress();
    const isNear = own !== undefined && this.roster.entry(from)?.servers.includes(own) === true;
    // A list of kat's tells the program by itself: whatever one of its people writes, all others there go on as they do.
    if (server === undefined || !isNear || areSocketUrls([own])) return;
    await this.#kept; // what comes right behind the first list must not find a server that is not there yet
    const told = await this.#deps.servers.refine(server, habits, this.session.isMute);
    const now = this.session.server();
    if (told === undefined || now === undefined || !isSameServer(now, server)) return;
    if (told.speak !== undefined) this.session.speak(told.speak);
    await told.saved.catch(unlessUnsaved);
  }

  leave(): void {
    this.checks.stop();
    this.session.leave();
  }

  /** Nothing of it goes on: the store is about to be closed. */
  end(): void {
    this.leave();
    this.search.stop();
  }

  #createSession(): Session {
    const { platform, ground, self, servers, onConnection } = this.#deps;
    const greeting = {
      ...ground,
      self,
      ledger: this.#ledger,
      desk: this.#desk,
      lowestUncertain: () => this.messages.lowestUncertain(),
    };
    const { roster } = this;
    return new Session({
      ...ground,
      createSocket: platform.createSocket,
      explain: platform.explain,
      start: (ref) => servers.start(ref),
      ready: (ref) => servers.ready(ref),
      hello: (dialect, want) => writeHello(greeting, dialect, want),
      plan: joiningPlan,
      apply: (list) => roster.apply(list),
      ownSignature: (text) => this.messages.outbox.ownSignature(text),
      onFrame: (frame, raw) => void (this.checks.take(frame) || this.#link.frame(frame, raw)),
      onMalformed: () => this.messages.tally.malformed(),
      onWritable: () => this.#link.nowWritable(),
      onUp: () => this.people.linkUp(),
      onDown: () => this.#down(),
      onJoined: (ref, dialect) => this.#joined(ref, dialect),
      onApplied: (applied) => this.#applied(applied),
      onView: onConnection,
      neighbours: () => ({ lights: roster.lights(), servers: roster.servers() }),
    });
  }

  #down(): void {
    this.people.linkDown();
    this.roster.clear();
    this.#isElsewhere = false;
    this.#link.nowClosed();
  }

  #joined(server: ServerRef, dialect: Dialect): void {
    // The connection stands all the same; the next join saves it.
    this.#kept = this.#deps.servers.joined(server, dialect).catch(unlessUnsaved);
    this.#link.nowJoined();
  }

  #applied({ elsewhere }: Applied): void {
    if (elsewhere && !this.#isElsewhere) this.messages.twin.seen();
    this.#isElsewhere = elsewhere;
  }
}

function unlessUnsaved(error: unknown): undefined {
  if (!(error instanceof StoreError)) throw error;
  return undefined;
}
