// What the page knows: signals fed by the engine's port. Components read them and call the port's intents.
import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ConversationId } from '../../domain/ids.ts';
import type { Author, ConversationView } from '../../engine/port/messages.ts';
import type { CheckView } from '../../engine/port/checks.ts';
import type { ConnectionView, ServerView } from '../../engine/port/connection.ts';
import type { Counts, EngineEvent, EnginePort, Notice, Snapshot } from '../../engine/port.ts';
import type { IdentityView, Me } from '../../engine/port/identity.ts';
import type { Preferences } from '../../engine/port/preferences.ts';
import type { WritingEvent } from '../../engine/port/talk.ts';
import { t } from '../words/words.ts';
import { isListed } from './conversations.ts';
import type { AppState } from './app-state.ts';
import { createMessages, type Messages } from './messages.ts';
import { nameOf, type NameView } from './names.ts';
import { createPeople, type People } from './people.ts';
import { createToasts, type Toasts } from './toasts.ts';

export interface Model {
  readonly port: EnginePort;
  readonly app: AppState;
  readonly identity: ReadonlySignal<IdentityView>;
  /** Of a fresh or ready identity. */
  readonly me: ReadonlySignal<Me | undefined>;
  readonly connection: ReadonlySignal<ConnectionView>;
  readonly checks: ReadonlySignal<readonly CheckView[]>;
  readonly servers: ReadonlySignal<readonly ServerView[]>;
  readonly preferences: ReadonlySignal<Preferences>;
  readonly counts: ReadonlySignal<Counts>;
  readonly storageProblem: ReadonlySignal<Snapshot['storageProblem']>;
  /** Another device uses this key, too. */
  readonly elsewhere: ReadonlySignal<boolean>;
  readonly conversations: ReadonlySignal<ReadonlyMap<ConversationId, ConversationView>>;
  /** Who is writing in which chat: empty unless both want that told. */
  readonly writing: ReadonlySignal<Writers>;
  /** Unread messages in sealed chats that are neither muted nor archived nor wait for my word, and in the square. */
  readonly unread: ReadonlySignal<{ readonly sealed: number; readonly square: number }>;
  /** What is typed into the search of the chat list. */
  readonly query: Signal<string>;
  readonly people: People;
  readonly messages: Messages;
  readonly toasts: Toasts;
  /** @param decides Somebody picks a person by this name: longer tag. */
  nameOf(author: Author, decides?: boolean): NameView;
  /** Runs an intent whose failure has no place of its own: says so in a toast. */
  attempt(intent: Promise<unknown>): void;
  /** Runs before the page goes: the place to store what is only on the page. Returns what takes it back. */
  beforeLeave(keep: () => Promise<unknown>): () => void;
  /** Settles when all of that is stored, or has failed. */
  leave(): Promise<void>;
  /** Asks the engine for the state now; the returned promise settles when it is here. */
  start(): Promise<void>;
}

const NO_COUNTS: Counts = { unproven: 0, malformed: 0, held: 0, blocked: 0 };
export const FIRST_PREFERENCES: Preferences = {
  theme: 'auto',
  textSize: 1,
  contrast: 'auto',
  motion: 'auto',
  underlineLinks: false,
  receipts: true,
  typing: false,
  notifications: 'quiet',
  noticesAsked: false,
  squareConfirmed: false,
};

function createCells() {
  return {
    identity: signal<IdentityView>({ phase: 'loading' }),
    connection: signal<ConnectionView>({ phase: 'none' }),
    checks: signal<readonly CheckView[]>([]),
    servers: signal<readonly ServerView[]>([]),
    preferences: signal<Preferences>(FIRST_PREFERENCES),
    counts: signal<Counts>(NO_COUNTS),
    storageProblem: signal<Snapshot['storageProblem']>(undefined),
    elsewhere: signal(false),
    query: signal(''),
    conversations: signal<ReadonlyMap<ConversationId, ConversationView>>(new Map()),
    writing: signal<Writers>(new Map()),
  };
}
type Cells = ReturnType<typeof createCells>;

export function createModel(port: EnginePort, app: AppState): Model {
  const cells = createCells();
  const people = createPeople(() =>
    'me' in cells.identity.value ? cells.identity.value.me.name : undefined,
  );
  const toasts = createToasts();
  const keepers = new Set<() => Promise<unknown>>();
  const failed = (): void => toasts.show(t.peek().app.broke, { tone: 'rose', icon: 'alert' });
  const messages = createMessages(port, failed, (id) => cells.conversations.peek().get(id));
  // Who lives here is told with all else that belongs to it: an identity without its servers would look like one that is new.
  let isStarted = false;
  const start = async (): Promise<void> => {
    const snapshot = await port.start();
    isStarted = true;
    applySnapshot(snapshot, cells);
  };
  port.onEvent((event) => {
    if (event.type === 'identity' && (!isStarted || opens(event.identity, cells))) {
      if (isStarted) void start().catch(failed);
    } else batch(() => applyEvent(event, cells, { people, messages, toasts }));
  });
  return {
    port,
    app,
    ...cells,
    me: computed(() => ('me' in cells.identity.value ? cells.identity.value.me : undefined)),
    unread: computed(() => countUnread(cells.conversations.value.values())),
    people,
    messages,
    toasts,
    nameOf: (author, decides) => nameOf(author, people, decides),
    attempt: (intent) => void intent.catch(failed),
    beforeLeave(keep) {
      keepers.add(keep);
      return () => void keepers.delete(keep);
    },
    leave: async () => void (await Promise.allSettled([...keepers].map((keep) => keep()))),
    start,
  };
}

function applySnapshot(snapshot: Snapshot, cells: Cells): void {
  batch(() => {
    cells.connection.value = snapshot.connection;
    cells.servers.value = snapshot.servers;
    cells.preferences.value = snapshot.preferences;
    cells.counts.value = snapshot.counts;
    cells.storageProblem.value = snapshot.storageProblem;
    cells.elsewhere.value = snapshot.elsewhere;
    cells.conversations.value = new Map(snapshot.conversations.map((one) => [one.id, one]));
    cells.identity.value = snapshot.identity;
  });
}

function applyEvent(event: EngineEvent, cells: Cells, parts: Parts): void {
  switch (event.type) {
    case 'identity':
      if (event.identity.phase === 'locked') forget(cells, parts);
      cells.identity.value = event.identity;
      return;
    case 'connection':
      cells.connection.value = event.connection;
      return;
    case 'checks':
      cells.checks.value = event.checks;
      return;
    case 'servers':
      cells.servers.value = event.servers;
      return;
    case 'people':
      parts.people.apply(event.upsert, event.removed);
      return;
    case 'conversations':
      cells.conversations.value = changed(cells.conversations.peek(), event.upsert, event.removed);
      return;
    case 'messages':
      parts.messages.apply(event.upsert, event.removed);
      return;
    case 'writing':
      cells.writing.value = withWriters(cells.writing.peek(), event);
      return;
    case 'preferences':
      cells.preferences.value = event.preferences;
      return;
    case 'counts':
      cells.counts.value = event.counts;
      return;
    case 'new-lead':
      cells.writing.value = new Map(); // who was writing was known to the one before
      parts.messages.refresh();
      return;
    case 'findings': // for the self-check alone, which listens itself
    case 'progress': // for an export or import that is being watched
      return;
    case 'notice':
      applyNotice(event.notice, cells, parts);
  }
}

/** Somebody unlocks: as at the start, who it is comes with all else that belongs to them. */
const opens = (next: IdentityView, { identity }: Cells): boolean =>
  'me' in next && identity.peek().phase === 'locked';

type Parts = Pick<Model, 'people' | 'messages' | 'toasts'>;
/** Nothing of anybody stays on the page: it was wiped, or is locked. */
function forget(cells: Cells, { people, messages }: Parts): void {
  cells.query.value = '';
  cells.conversations.value = new Map();
  cells.servers.value = [];
  cells.connection.value = { phase: 'none' };
  messages.forget();
  people.apply([], [...people.all.peek().keys()]);
  people.flush();
}

function applyNotice(notice: Notice, cells: Cells, parts: Parts): void {
  if (notice.kind === 'wiped') forget(cells, parts);
  if (notice.kind === 'made-room') return; // for watch-storage.ts
  if (notice.kind !== 'storage') cells.elsewhere.value = notice.kind === 'own-key-elsewhere';
  if (notice.kind === 'storage') cells.storageProblem.value = notice.problem;
  if (notice.kind === 'wiped') parts.toasts.show(t.peek().app.wiped, { icon: 'info' });
}

type Writers = ReadonlyMap<ConversationId, readonly Author[]>;
/** Only chats in which somebody is writing. */
function withWriters(known: Writers, { conversation, who }: WritingEvent): Writers {
  const next = new Map(known).set(conversation, who);
  if (who.length === 0) next.delete(conversation);
  return next;
}

function changed(
  known: ReadonlyMap<ConversationId, ConversationView>,
  upsert: readonly ConversationView[],
  removed: readonly ConversationId[],
): ReadonlyMap<ConversationId, ConversationView> {
  const next = new Map(known);
  for (const one of upsert) next.set(one.id, one);
  for (const id of removed) next.delete(id);
  return next;
}

function countUnread(conversations: Iterable<ConversationView>) {
  let sealed = 0;
  let square = 0;
  for (const one of conversations) {
    if (one.kind === 'square') square += one.unread;
    // What is muted or put away asks for nothing, and neither does a stranger.
    else if (one.mutedUntil === undefined && !one.archived && isListed(one)) sealed += one.unread;
  }
  return { sealed, square };
}
