// Ties the parts that carry messages: what engine.ts makes once there is an identity, and what it calls.
import { escapesText } from '../domain/escaped-text.ts';
import { V12, type Dialect } from '../protocol/dialect.ts';
import type { Habits } from '../domain/habits.ts';
import type { Fingerprint } from '../domain/ids.ts';
import type { Loaded } from '../store/load.ts';
import type { PersonRow } from '../store/person-rows.ts';
import type { HttpTransport } from '../wire/http.ts';
import type { Acts } from './acts.ts';
import { ActsDoor } from './acts-door.ts';
import { Arrivals } from './arrivals.ts';
import { Conversations } from './conversations.ts';
import { Deadlines } from './deadlines.ts';
import type { Desk } from './desk.ts';
import { Files } from './files.ts';
import { Inbox, type InboxOptions } from './inbox.ts';
import { Outbox } from './outbox.ts';
import { Names } from './names.ts';
import { talkPart } from './later.ts';
import { Newcomers } from './newcomers.ts';
import { OutboxBook } from './outbox-book.ts';
import type { Directory, Ground, Ledger, Link, People, Self, Tally } from './parts.ts';
import { createPatientStore } from './patient-shelf.ts';
import type { EngineApi } from './port.ts';
import type { ServerRef } from './port/connection.ts';
import { isKnown } from './person-rows.ts';
import { Receipts } from './receipts.ts';
import { Shelf } from './shelf.ts';
import { CountBook } from './tally.ts';
import { Twin } from './twin.ts';
import type { UploadBook } from './upload-route.ts';
import { Views } from './views.ts';
import { VoiceBook } from './voices.ts';

export interface MessageSideOptions {
  readonly ground: Ground;
  readonly self: Self;
  readonly link: Link;
  readonly directory: Directory;
  readonly people: People;
  readonly ledger: Ledger;
  readonly desk: Desk;
  readonly loaded: Pick<Loaded, 'outbox' | 'receipts' | 'pending' | 'heldCount'>;
  /** The server in use or last used. */
  readonly server: () => ServerRef | undefined;
  /** How the server in use wants its frames; v1.2 unless said otherwise. */
  readonly dialect?: () => Dialect;
  /** Told of each proven message how its sender's program writes: the server's row can be refined by it. */
  readonly onHeard?: (habits: Habits, from: Fingerprint) => void;
  readonly uploads?: UploadBook;
  readonly transport?: HttpTransport;
  /** A stand-in for tests. */
  readonly fetch?: typeof fetch;
}

type Intents = Pick<EngineApi, 'sendText' | 'retry' | 'remove' | 'cancelFile' | 'download' | 'fileBlob'>;

export interface MessageSide extends Intents {
  readonly ground: Ground;
  readonly self: Self;
  readonly desk: Desk;
  readonly directory: Directory;
  readonly conversations: Conversations;
  readonly outbox: Outbox;
  readonly book: OutboxBook;
  readonly files: Files;
  readonly inbox: Inbox;
  readonly tally: CountBook;
  readonly views: Views;
  readonly voices: VoiceBook;
  readonly twin: Twin;
  readonly door: ActsDoor;
  /** Richer messages and acts; refuses with `part-missing`. */
  acts(): Promise<Acts>;
  /** For the hello: see `Ledger.nextHello`. */
  lowestUncertain(): number | undefined;
  /** True while something is under way that needs neither time nor the server: worth a moment before an end. */
  isBusy(): boolean;
  /** Reads what the first snapshot needs. */
  load(): Promise<void>;
}

/** Makes the parts and lets them listen to link, directory and desk. */
export function createMessageSide(options: MessageSideOptions): MessageSide {
  const { ground, link, directory, people, desk, loaded, server } = options;
  const dialect = options.dialect ?? ((): Dialect => V12);
  const voices = new VoiceBook({ people, dialect });
  const book = new OutboxBook(loaded.outbox);
  const door: ActsDoor = new ActsDoor(
    () => ({
      ...options,
      book,
      outbox,
      files,
      conversations,
      views,
      otherDevice: () => twin.seen(),
      receipts,
      pending: door.pending,
    }),
    loaded.pending,
  );
  const isBlocked = (person: Fingerprint): boolean => people.row(person)?.blockedAt !== undefined;
  const facts = {
    escapesText: (person: Fingerprint) => escapesText(voices.habits(person)),
    hasKey: (person: Fingerprint) => directory.lookup(person) !== undefined,
    isKnown: (person: Fingerprint) => isKnown(people.row(person)),
    isBlocked,
    absent: (key: string) => book.absent(key),
  };
  const views = new Views(ground, desk, server, facts, door);
  const tally = new CountBook(ground.clock, ground.publish, loaded.heldCount);
  const twin = new Twin(options);
  const sealer = {
    ...options,
    ...ground,
    dialect,
    ownAddress: () => directory.ownAddress(),
    hasOtherDevice: () => twin.isThere,
  };
  const outbox = new Outbox({ ...options, book, views, sealer, voices });
  const receipts = new Receipts({ ...options, go: () => outbox.go() }, loaded.receipts);
  const conversations = new Conversations({ ...options, views, receipts });
  const files = new Files({ ...options, book, outbox, views, voices });
  const names = new Names(options);
  const inbox = createInbox(options, {
    outbox,
    tally,
    receipts,
    voices,
    names,
    twin,
    door,
  });
  /** How these messages look has changed, though they were not stored anew. */
  const retell = async (keys: readonly string[]): Promise<void> => {
    const rows = await Promise.all(keys.map((key) => ground.store.message(key))).catch(ignoreUnsaved);
    if (rows !== undefined) views.publishMessages(rows.filter((row) => row !== undefined));
  };
  const deadlines = new Deadlines(() => side);
  const newcomers = new Newcomers({ ...options, book, names, pending: door.pending });
  desk.onStored((draft) => {
    const touched = book.stored(draft);
    door.stored(draft);
    tally.heldMore(draft.heldMore);
    const rows = [...draft.people.puts.values()];
    const turned = rows.filter((row) => standing(row) !== standing(people.row(row.fingerprint)));
    if (rows.length > 0) people.stored(rows);
    views.stored(draft, new Set(turned.map(({ fingerprint }) => fingerprint)));
    void retell(touched);
    receipts.stored(draft);
    deadlines.stored(draft);
  });
  link.onFrame((frame, raw) => inbox.receive(frame, raw));
  link.onJoined(() => void conversations.ensureSquare().catch(ignoreUnsaved));
  const side: MessageSide = {
    ground,
    self: options.self,
    desk,
    directory,
    conversations,
    outbox,
    book,
    files,
    inbox,
    tally,
    views,
    voices,
    twin,
    door,
    acts: () => door.open(),
    lowestUncertain: () => outbox.postman.lowestUncertain(),
    isBusy: () =>
      desk.isBusy ||
      inbox.size > 0 ||
      outbox.isBusy ||
      receipts.isBusy ||
      deadlines.isBusy ||
      newcomers.isBusy,
    async load() {
      await conversations.load();
      await deadlines.load();
      void door.load().catch(ignoreUnsaved);
    },
    sendText: async (conversation, text, extras) =>
      extras === undefined
        ? outbox.sendText(conversation, text)
        : (await door.open()).work.sendText(conversation, text, extras),
    retry: async (id) => (files.isUnfinished(id) ? files.retry(id) : (await talkPart()).retry(outbox, id)),
    async remove(id) {
      await files.cancel(id);
      const { removeMessage } = await talkPart();
      await removeMessage(side, id);
    },
    cancelFile: (id) => files.cancel(id),
    download: (id, confirmed) => files.download(id, confirmed),
    fileBlob: (id) => files.blob(id),
  };
  return side;
}

/** What a person's row says of their chats. */
const standing = (row: PersonRow | undefined): number =>
  Number(isKnown(row)) + (row?.blockedAt === undefined ? 0 : 2);

interface InboxParts {
  readonly outbox: Outbox;
  readonly tally: Tally;
  readonly receipts: Receipts;
  readonly voices: VoiceBook;
  readonly names: Names;
  readonly twin: Twin;
  readonly door: ActsDoor;
}

function createInbox(
  options: MessageSideOptions,
  { outbox, tally, receipts, voices, names, twin, door }: InboxParts,
): Inbox {
  const arrivals = new Arrivals();
  const shelf = new Shelf({
    ...options,
    arrivals,
    door,
    otherDevice: () => twin.seen(),
    receipted: (draft, from, receipt) => outbox.receipted(draft, from, receipt),
    owe: (draft, author, id, kind) => receipts.owe(draft, author, id, kind),
    ownSeen: (signature) => outbox.ownSeen(signature),
    overBudget: () => tally.unproven(),
    blocked: () => tally.blocked(),
  });
  const store = createPatientStore({ ...options, tally, shelf });
  const isEcho: InboxOptions['isEcho'] = (frame, raw) => outbox.isEcho(frame, raw);
  const onForeign: InboxOptions['onForeign'] = (frame) =>
    twin.look(frame, (signature) => outbox.wrote(signature));
  return new Inbox({ ...options, tally, voices, names, door, arrivals, store, isEcho, onForeign });
}

/** The square is made again when the next one joins; what is not told now is told with the next change. */
function ignoreUnsaved(error: unknown): undefined {
  if (!(error instanceof Error)) throw error;
  return undefined;
}
