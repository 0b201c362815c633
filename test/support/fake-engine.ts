// An engine in memory behind the real port: for component tests and for the gallery. Nothing in it is sealed or sent.
import { cardText, readCard as cardInText } from '../../src/domain/card.ts';
import type { CardVerdict, CardView } from '../../src/engine/port/cards.ts';
import type { FailCause, SendState } from '../../src/domain/delivery.ts';
import type { ConversationId, Fingerprint, MessageId } from '../../src/domain/ids.ts';
import { verifyCode } from '../../src/lib/verify-code.ts';
import type { AddressVerdict, ConnectionView, ServerView } from '../../src/engine/port/connection.ts';
import type {
  Author,
  ConversationSettings,
  ConversationView,
  MessagePage,
  MessageView,
  NoticeView,
  Place,
  ReplyView,
  TextExtras,
} from '../../src/engine/port/messages.ts';
import type { EngineApi, EngineEvent, EnginePort, Snapshot } from '../../src/engine/port.ts';
import type { FileView } from '../../src/engine/port/files.ts';
import { PortError } from '../../src/lib/port.ts';
import type { ExportedFile, ImportReport, StorageReport } from '../../src/engine/port/archive.ts';
import type { Finding, PageFacts } from '../../src/engine/port/checks.ts';
import type { ContactsCount, IdentityView, RestoreResult } from '../../src/engine/port/identity.ts';
import type { LockChange, LockChoice, Opener, UnlockResult } from '../../src/engine/port/lock.ts';
import type { PersonView, SafetyNumber, VerifiedHow } from '../../src/engine/port/people.ts';
import type { MoveAnswer, MoveHalf, MoveState, TakenPerson } from '../../src/engine/port/moving.ts';
import type { SearchQuery, SearchResult } from '../../src/engine/port/search.ts';
import type { Preferences } from '../../src/engine/port/preferences.ts';

/** A fingerprint that belongs to a seed word: 32 bytes of a small mixing function, the same in every run. */
export function fingerprintFor(seed: string): Fingerprint {
  let state = 2166136261;
  for (const sign of seed) state = Math.imul(state ^ (sign.codePointAt(0) ?? 0), 16777619);
  let bytes = '';
  for (let i = 0; i < 32; i += 1) {
    state = Math.imul(state ^ (state >>> 15), 2246822519) + i;
    state ^= state >>> 13;
    bytes += String.fromCharCode(state & 255);
  }
  return btoa(bytes) as Fingerprint;
}

export const directId = (person: Fingerprint): ConversationId => `d:${person}` as ConversationId;
export const SQUARE_ID = 'square' as ConversationId;
export const OUR_SERVER = { address: 'my.awesomeserver.net', scheme: 'wss' } as const;

export function personFor(seed: string, more: Partial<PersonView> = {}): PersonView {
  return {
    fingerprint: fingerprintFor(seed),
    petname: undefined,
    claimed: undefined,
    light: 'on',
    lightSince: undefined,
    servers: [OUR_SERVER.address],
    firstSeen: 0,
    known: more.petname !== undefined,
    hasChat: false,
    saidHello: false,
    porchlight: true,
    writable: true,
    verifiedAt: undefined,
    verifiedHow: undefined,
    inPlaceOf: undefined,
    note: '',
    blocked: false,
    ...more,
  };
}

export const online = (lights = 1284, servers = 6): ConnectionView => ({
  phase: 'online',
  server: OUR_SERVER,
  since: 0,
  lights,
  servers: Array.from({ length: servers }, (_, i) => ({
    address: i === 0 ? OUR_SERVER.address : `server-${i}.example`,
    isOurs: i === 0,
    lights: Math.floor(lights / servers),
  })),
});

const PREFERENCES: Preferences = {
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

const SAVED = { fileName: 'anna-PRQH2K7M.porchlight-key', text: '-----BEGIN ENCRYPTED PRIVATE KEY-----' };

type Call = { readonly method: keyof EngineApi; readonly args: readonly unknown[] };

/** Seed it with the fields and `say…` methods, look at `calls` to see what the page asked for. */
export class FakeEngine implements EnginePort {
  identity: IdentityView = {
    phase: 'ready',
    me: { fingerprint: fingerprintFor('Anna'), name: 'Anna', createdAt: 0, recovery: { kind: 'none' } },
  };
  connection: ConnectionView = online();
  servers: readonly ServerView[] = [{ ...OUR_SERVER, lastJoinedAt: 0, isCurrent: true, hostClass: 'public' }];
  preferences = PREFERENCES;
  storageProblem: Snapshot['storageProblem'];
  readonly people = new Map<Fingerprint, PersonView>();
  readonly conversations = new Map<ConversationId, ConversationView>();
  readonly stored: MessageView[] = [];
  readonly held: MessageView[] = [];
  readonly calls: Call[] = [];
  /** What these intents answer next. */
  answers: {
    search?: (query: SearchQuery) => SearchResult | Promise<SearchResult>;
    address?: AddressVerdict;
    /** What a card that is read says besides. */
    card?: Partial<CardView>;
    restore?: RestoreResult;
    unlock?: UnlockResult;
    rehearse?: boolean;
    saved?: { readonly fileName: string; readonly text: string };
    packed?: 'wrong';
    blob?: Blob | Promise<Blob>;
    findings?: readonly Finding[] | Promise<readonly Finding[]>;
    storage?: StorageReport;
    imported?: ImportReport;
    /** Why an import is refused. */
    refusal?: string;
    /** What an export or import waits for. */
    archive?: Promise<void>;
    /** How far the news of our own move has got. */
    move?: MoveState;
    people?: readonly TakenPerson[];
    /** Makes the named intents fail. */
    fail?: ReadonlySet<keyof EngineApi>;
    /** The kind they fail with. */
    kind?: string;
  } = {};
  /** Who is there after the next unlocking. */
  unlocked: IdentityView | undefined;
  now = (): number => Date.now();
  elsewhere = false;
  /** Whose counter has run to its end. */
  ended: readonly Fingerprint[] = [];
  readonly #listeners = new Set<(event: EngineEvent) => void>();
  #seq = 0;

  onEvent(listener: (event: EngineEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
  emit(event: EngineEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  // ---- seeding ----

  addPerson(seed: string, more: Partial<PersonView> = {}): PersonView {
    const person = personFor(seed, more);
    this.people.set(person.fingerprint, person);
    return person;
  }
  addConversation(id: ConversationId, more: Partial<ConversationView> = {}): ConversationView {
    const kind = id === SQUARE_ID ? 'square' : id.startsWith('g:') ? 'group' : 'direct';
    const members = kind === 'direct' ? [id.slice(2) as Fingerprint] : [];
    const conversation = {
      id,
      kind,
      members,
      last: undefined,
      lastSeq: 0,
      unread: 0,
      draft: '',
      held: 0,
      readUpTo: 0,
      pinned: undefined,
      archived: false,
      mutedUntil: undefined,
      mentions: 0,
      title: undefined,
      timer: 0,
      request: false,
      blocked: false,
      ...more,
    } as const;
    this.conversations.set(id, conversation);
    return conversation;
  }
  addMessage(conversation: ConversationId, author: Author, text: string, more: Partial<MessageView> = {}) {
    const seq = (this.#seq += 1);
    const message: MessageView = {
      id: `m${seq}` as MessageId,
      seq,
      conversation,
      author,
      text,
      at: this.now(),
      file: undefined,
      state: author === 'me' ? { kind: 'accepted' } : undefined,
      firstFromKey: false,
      ...more,
    };
    this.stored.push(message);
    const known = this.conversations.get(conversation) ?? this.addConversation(conversation);
    const what = message.file === undefined ? 'text' : message.file.type === 'image' ? 'image' : 'file';
    const last = {
      author,
      text: text || (message.file?.name ?? ''),
      what,
      at: message.at,
      state: message.state,
    };
    this.conversations.set(conversation, { ...known, last, lastSeq: seq } as ConversationView);
    return message;
  }
  /** A message that arrives now. */
  receive(
    conversation: ConversationId,
    author: Author,
    text: string,
    more: Partial<MessageView> = {},
  ): MessageView {
    const message = this.addMessage(conversation, author, text, more);
    this.emit({ type: 'messages', upsert: [message], removed: [] });
    const known = this.conversations.get(conversation);
    if (known !== undefined) this.change(conversation, { unread: known.unread + (author === 'me' ? 0 : 1) });
    return message;
  }
  /** A message that is proven, but old. */
  hold(conversation: ConversationId, author: Fingerprint, text: string, at = this.now()): void {
    const seq = (this.#seq += 1);
    const id = `m${seq}` as MessageId;
    const [file, state, firstFromKey] = [undefined, undefined, false];
    this.held.push({ id, seq, conversation, author, text, at, file, state, firstFromKey });
    this.change(conversation, { held: this.held.filter((one) => one.conversation === conversation).length });
  }
  change(id: ConversationId, more: Partial<ConversationView>): void {
    const known = this.conversations.get(id);
    if (known === undefined) return;
    this.conversations.set(id, { ...known, ...more });
    this.emit({ type: 'conversations', upsert: [{ ...known, ...more }], removed: [] });
  }
  setPerson(who: Fingerprint, more: Partial<PersonView>): void {
    const known = this.people.get(who);
    if (known === undefined) return;
    this.people.set(who, { ...known, ...more });
    this.emit({ type: 'people', upsert: [{ ...known, ...more }], removed: [] });
  }
  setState(id: MessageId, state: SendState): void {
    this.#update(id, { state });
  }
  setFile(id: MessageId, file: FileView): void {
    this.#update(id, { file });
  }
  setConnection(connection: ConnectionView): void {
    this.connection = connection;
    this.emit({ type: 'connection', connection });
  }
  setIdentity(identity: IdentityView): void {
    this.identity = identity;
    this.emit({ type: 'identity', identity });
  }
  calledWith(method: keyof EngineApi): readonly (readonly unknown[])[] {
    return this.calls.filter((call) => call.method === method).map((call) => call.args);
  }
  #update(id: MessageId, more: Partial<MessageView>): void {
    const index = this.stored.findIndex((message) => message.id === id);
    const found = this.stored[index];
    if (found === undefined) return;
    this.#replace({ ...found, ...more });
  }
  #replace(next: MessageView): void {
    const index = this.stored.findIndex((message) => message.id === next.id);
    this.stored[index] = next;
    this.emit({ type: 'messages', upsert: [next], removed: [] });
  }
  #note(method: keyof EngineApi, ...args: readonly unknown[]): void {
    this.calls.push({ method, args });
    if (this.answers.fail?.has(method))
      throw Object.assign(new Error('made to fail'), { kind: this.answers.kind ?? 'test' });
  }

  // ---- the port ----

  async start(): Promise<Snapshot> {
    this.#note('start');
    if (this.identity.phase === 'locked') return this.#locked(this.identity);
    queueMicrotask(() => this.emit({ type: 'people', upsert: [...this.people.values()], removed: [] }));
    return {
      identity: this.identity,
      connection: this.connection,
      servers: this.servers,
      conversations: [...this.conversations.values()],
      preferences: this.preferences,
      counts: { unproven: 0, malformed: 0, held: 0, blocked: 0 },
      elsewhere: this.elsewhere,
      storageProblem: this.storageProblem,
    };
  }
  /** Behind a lock nothing else is known. */
  #locked(identity: IdentityView): Snapshot {
    return {
      identity,
      connection: { phase: 'none' },
      servers: [],
      conversations: [],
      preferences: this.preferences,
      counts: { unproven: 0, malformed: 0, held: 0, blocked: 0 },
      elsewhere: false,
      storageProblem: this.storageProblem,
    };
  }
  async createIdentity(name: string, lock?: LockChoice): Promise<void> {
    this.#note('createIdentity', name, ...(lock === undefined ? [] : [lock]));
    const me = {
      fingerprint: fingerprintFor(lock === undefined ? name : `${name} behind a lock`),
      name,
      createdAt: this.now(),
      recovery: { kind: 'none' },
      ...(lock !== undefined && { lock: { passkey: undefined } }),
    } as const;
    this.setIdentity({ phase: 'fresh', me });
  }
  async setName(name: string): Promise<void> {
    this.#note('setName', name);
    if ('me' in this.identity) this.setIdentity({ ...this.identity, me: { ...this.identity.me, name } });
  }
  async makeRecovery(own?: string) {
    this.#note('makeRecovery', ...(own === undefined ? [] : [own]));
    this.#recovery('untested', own !== undefined);
    if (own !== undefined) return { ...SAVED, words: [] };
    const words = ['harbour', 'apple', 'lantern', 'river', 'button', 'cloud'];
    return { ...SAVED, words };
  }
  async rehearseRecovery(words: readonly string[]): Promise<boolean> {
    this.#note('rehearseRecovery', words);
    const worked = this.answers.rehearse ?? true;
    const isOwn = 'me' in this.identity && 'own' in this.identity.me.recovery;
    if (worked) this.#recovery('tested', isOwn);
    return worked;
  }
  #recovery(kind: 'untested' | 'tested', isOwn: boolean): void {
    if (!('me' in this.identity)) return;
    const recovery = { kind, savedAt: this.now(), ...(isOwn && ({ own: true } as const)) };
    const me = { ...this.identity.me, recovery };
    this.setIdentity({ ...this.identity, me });
  }
  async finishIdentity(): Promise<void> {
    this.#note('finishIdentity');
    if (this.identity.phase === 'fresh') this.setIdentity({ phase: 'ready', me: this.identity.me });
  }
  async restoreIdentity(
    fileText: string,
    passphrase: string,
    name: string,
    lock?: LockChoice,
  ): Promise<RestoreResult> {
    this.#note('restoreIdentity', fileText, passphrase, name, ...(lock === undefined ? [] : [lock]));
    return this.answers.restore ?? { ok: true, fingerprint: fingerprintFor(name) };
  }
  async savedRecovery() {
    this.#note('savedRecovery');
    return this.answers.saved ?? SAVED;
  }
  async packContacts(passphrase: string): Promise<ContactsCount | undefined> {
    this.#note('packContacts', passphrase);
    return this.answers.packed === 'wrong' ? undefined : { people: 3, groups: 1, servers: 1 };
  }
  async signMove(from: Fingerprint): Promise<MoveHalf> {
    this.#note('signMove', from);
    return { pem: '-----BEGIN PUBLIC KEY-----', signature: 'c2lnbmVk' };
  }
  async announceMove(half: MoveHalf, text: string): Promise<MoveState> {
    this.#note('announceMove', half, text);
    this.answers.move ??= { to: fingerprintFor('next'), at: this.now(), told: 0, waiting: [], others: [] };
    return this.answers.move;
  }
  async moveState(): Promise<MoveState | undefined> {
    this.#note('moveState');
    return this.answers.move;
  }
  async peopleToTake(): Promise<readonly TakenPerson[]> {
    this.#note('peopleToTake');
    return this.answers.people ?? [];
  }
  async takePeople(people: readonly TakenPerson[]): Promise<number> {
    this.#note('takePeople', people);
    return people.length;
  }
  async answerMove(person: Fingerprint, to: Fingerprint, answer: MoveAnswer): Promise<void> {
    this.#note('answerMove', person, to, answer);
    const view = this.people.get(person);
    if (view?.movedTo === undefined) throw new PortError('unknown-move');
    const { movedTo } = view;
    const answered = answer.kind === 'use' ? 'used' : 'later';
    if (answer.kind !== 'compare') this.say({ ...view, movedTo: { ...movedTo, answered } });
    const next = this.people.get(movedTo.fingerprint) ?? {
      ...personFor('?'),
      fingerprint: movedTo.fingerprint,
    };
    this.say(next);
  }
  /** Tells of somebody as they are now. */
  say(person: PersonView): void {
    this.people.set(person.fingerprint, person);
    this.emit({ type: 'people', upsert: [person], removed: [] });
  }
  async unlock(opener: Opener): Promise<UnlockResult> {
    this.#note('unlock', opener);
    const result = this.answers.unlock ?? { ok: true };
    if (result.ok && this.unlocked !== undefined) this.setIdentity(this.unlocked);
    return result;
  }
  async lock(why: 'now' | 'frozen'): Promise<void> {
    this.#note('lock', why);
    if (this.identity.phase !== 'ready' || this.identity.me.lock === undefined) return;
    const { fingerprint, lock } = this.identity.me;
    this.unlocked = this.identity;
    this.setIdentity({ phase: 'locked', fingerprint, ways: lock });
  }
  async active(): Promise<void> {
    this.#note('active');
  }
  async changeLock(passphrase: string, change: LockChange): Promise<UnlockResult> {
    this.#note('changeLock', passphrase, change);
    const result = this.answers.unlock ?? { ok: true };
    if (result.ok && change.kind === 'key' && this.identity.phase === 'ready')
      this.setIdentity({ ...this.identity, phase: 'fresh' });
    if (result.ok && change.kind === 'passkey' && this.identity.phase === 'ready')
      this.setIdentity({ ...this.identity, me: { ...this.identity.me, lock: { passkey: change.next } } });
    return result;
  }
  async wipe(): Promise<void> {
    this.#note('wipe');
    this.emit({ type: 'notice', notice: { kind: 'wiped' } });
    this.setIdentity({ phase: 'none' });
  }
  async readAddress(typed: string, pageIsSecure: boolean): Promise<AddressVerdict> {
    this.#note('readAddress', typed, pageIsSecure);
    if (this.answers.address !== undefined) return this.answers.address;
    if (typed.trim() === '') return { ok: false, reason: 'empty' };
    return {
      ok: true,
      address: typed.trim(),
      scheme: 'wss',
      schemeIsOpen: !pageIsSecure,
      hostClass: 'public',
    };
  }
  async connect(server: { readonly address: string; readonly scheme: 'wss' | 'ws' }): Promise<void> {
    this.#note('connect', server);
    this.setConnection(online());
    this.servers = [{ ...server, lastJoinedAt: this.now(), isCurrent: true, hostClass: 'public' }];
    this.emit({ type: 'servers', servers: this.servers });
  }
  async selfCheck(facts: PageFacts): Promise<readonly Finding[]> {
    this.#note('selfCheck', facts);
    const findings = await (this.answers.findings ?? []);
    this.emit({ type: 'findings', findings });
    return findings;
  }
  async disconnect(): Promise<void> {
    this.#note('disconnect');
    this.setConnection({ phase: 'stopped', server: OUR_SERVER, problem: 'dropped' });
  }
  async setServerDialect(...args: Parameters<EngineApi['setServerDialect']>): Promise<void> {
    this.#note('setServerDialect', ...args);
  }
  async forgetServer(server: { readonly address: string }): Promise<void> {
    this.#note('forgetServer', server);
    this.servers = this.servers.filter((one) => one.address !== server.address);
    this.emit({ type: 'servers', servers: this.servers });
  }
  async wake(why: string): Promise<void> {
    this.#note('wake', why);
  }
  async setPetname(person: Fingerprint, petname: string): Promise<void> {
    this.#note('setPetname', person, petname);
    const known = this.people.get(person);
    if (known === undefined) return;
    const next = { ...known, petname: petname === '' ? undefined : petname, known: true };
    this.people.set(person, next);
    this.emit({ type: 'people', upsert: [next], removed: [] });
  }
  /** Digits made of both keys somehow; the code is a real one. */
  async safetyNumber(person: Fingerprint): Promise<SafetyNumber> {
    this.#note('safetyNumber', person);
    const me = 'me' in this.identity ? this.identity.me.fingerprint : fingerprintFor('nobody');
    const sums = Array.from(fingerprintFor([me, person].sort().join(' ')), (sign) => sign.charCodeAt(0));
    const digits = sums.map((sum) => String(sum % 10)).join('');
    return { digits: (digits + digits).slice(0, 60), code: verifyCode(me, person) };
  }
  async setVerified(person: Fingerprint, how: VerifiedHow | undefined): Promise<void> {
    this.#note('setVerified', person, how);
    const known = this.people.get(person);
    if (known === undefined) return;
    const verifiedAt = how === undefined ? undefined : this.now();
    const next = { ...known, verifiedAt, verifiedHow: how, known: known.known || how !== undefined };
    this.people.set(person, next);
    this.emit({ type: 'people', upsert: [next], removed: [] });
  }
  async setNote(person: Fingerprint, note: string): Promise<void> {
    this.#note('setNote', person, note);
    this.setPerson(person, { note });
  }
  async setBlocked(person: Fingerprint, blocked: boolean): Promise<void> {
    this.#note('setBlocked', person, blocked);
    this.setPerson(person, { blocked });
    if (this.conversations.has(directId(person))) this.change(directId(person), { blocked });
  }
  async acceptRequest(conversation: ConversationId): Promise<void> {
    this.#note('acceptRequest', conversation);
    for (const member of this.conversations.get(conversation)?.members ?? [])
      this.setPerson(member, { known: true });
    this.change(conversation, { request: false });
  }
  async declineRequest(conversation: ConversationId, block: boolean): Promise<void> {
    this.#note('declineRequest', conversation, block);
    for (const member of this.conversations.get(conversation)?.members ?? [])
      if (block) this.setPerson(member, { blocked: true });
    this.conversations.delete(conversation);
    this.emit({ type: 'conversations', upsert: [], removed: [conversation] });
  }
  async openDirect(person: Fingerprint): Promise<ConversationId> {
    this.#note('openDirect', person);
    return this.#open(directId(person), [person]);
  }
  async openGroup(people: readonly Fingerprint[]): Promise<ConversationId> {
    this.#note('openGroup', people);
    return this.#open(`g:${people.join('').slice(0, 20)}` as ConversationId, people);
  }
  #open(id: ConversationId, members: readonly Fingerprint[]): ConversationId {
    if (!this.conversations.has(id)) {
      const conversation = this.addConversation(id, { members });
      this.emit({ type: 'conversations', upsert: [conversation], removed: [] });
    }
    return id;
  }
  async messages(conversation: ConversationId, place: Place, limit: number): Promise<MessagePage> {
    this.#note('messages', conversation, place, limit);
    const all = this.stored.filter((one) => one.conversation === conversation);
    const [from, to] = span(all, place, limit);
    return { messages: all.slice(from, to), hasOlder: from > 0, hasNewer: to < all.length };
  }
  async sendText(conversation: ConversationId, text: string, extras?: TextExtras): Promise<MessageId> {
    this.#note('sendText', conversation, text, ...(extras === undefined ? [] : [extras]));
    const reply = extras?.replyTo === undefined ? undefined : this.#replyTo(extras.replyTo);
    return this.receive(conversation, 'me', text, {
      state: { kind: 'queued' },
      ...(reply !== undefined && { reply }),
      ...(extras?.mentions !== undefined && { mentions: extras.mentions }),
    }).id;
  }
  #replyTo(id: MessageId): ReplyView | undefined {
    const found = this.stored.find((message) => message.id === id);
    return found && { author: found.author, message: id, seq: found.seq, ...this.#lineOf(found) };
  }
  #lineOf({ text, file, deleted }: MessageView): Pick<ReplyView, 'text' | 'what'> {
    if (deleted) return { text: '', what: 'deleted' };
    if (file === undefined) return { text, what: 'text' };
    return { text: file.name, what: file.type === 'image' ? 'image' : 'file' };
  }
  async react(id: MessageId, emoji: string): Promise<void> {
    this.#note('react', id, emoji);
    this.reactAs('me', id, emoji);
  }
  /** Somebody's one reaction to a message; '' takes it back. */
  reactAs(author: Author, id: MessageId, emoji: string): void {
    const byEmoji = new Map<string, readonly Author[]>();
    for (const { emoji: known, who } of this.stored.find((one) => one.id === id)?.reactions ?? [])
      byEmoji.set(
        known,
        who.filter((one) => one !== author),
      );
    if (emoji !== '') byEmoji.set(emoji, [...(byEmoji.get(emoji) ?? []), author]);
    const reactions = [...byEmoji].flatMap(([known, who]) => (who.length > 0 ? [{ emoji: known, who }] : []));
    this.#update(id, { reactions });
  }
  async edit(id: MessageId, text: string): Promise<void> {
    this.#note('edit', id, text);
    this.#update(id, { text, edited: true });
    this.#refresh(id);
  }
  async deleteForAll(messages: readonly MessageId[]): Promise<void> {
    this.#note('deleteForAll', messages);
    for (const id of messages) this.takeBack(id);
  }
  /** The author of a message, whoever it is, takes it back. */
  takeBack(id: MessageId): void {
    const found = this.stored.find((message) => message.id === id);
    if (found === undefined) return;
    const { seq, conversation, author, at, firstFromKey, state } = found;
    const left = { id, seq, conversation, author, at, firstFromKey, state };
    this.#replace({ ...left, text: '', file: undefined, deleted: true });
    this.#refresh(id);
  }
  async forward(messages: readonly MessageId[], to: readonly ConversationId[]): Promise<void> {
    this.#note('forward', messages, to);
    const all = messages.flatMap((id) => this.stored.find((message) => message.id === id) ?? []);
    for (const conversation of to)
      for (const { text, file } of all)
        this.receive(conversation, 'me', text, { state: { kind: 'queued' }, file });
  }
  /** What answers a message, and the list of chats, show what stands now. */
  #refresh(id: MessageId): void {
    const changed = this.stored.find((message) => message.id === id);
    if (changed === undefined) return;
    const line = this.#lineOf(changed);
    for (const one of this.stored)
      if (one.reply?.message === id) this.#update(one.id, { reply: { ...one.reply, ...line } });
    const { conversation, at, author, state } = changed;
    const isLast = this.stored.findLast((one) => one.conversation === conversation)?.id === id;
    if (isLast) this.change(conversation, { last: { author, at, state, ...line } });
  }
  async retry(message: MessageId): Promise<void> {
    this.#note('retry', message);
    this.setState(message, { kind: 'queued' });
  }
  async remove(message: MessageId): Promise<void> {
    this.#note('remove', message);
    const index = this.stored.findIndex((one) => one.id === message);
    if (index >= 0) this.stored.splice(index, 1);
    this.emit({ type: 'messages', upsert: [], removed: [message] });
  }
  async markRead(conversation: ConversationId, upToSeq: number): Promise<void> {
    this.#note('markRead', conversation, upToSeq);
    const known = this.conversations.get(conversation);
    const isUnread = (one: MessageView): boolean =>
      one.conversation === conversation && one.author !== 'me' && one.seq > upToSeq;
    const unread = Math.min(known?.unread ?? 0, this.stored.filter(isUnread).length);
    this.change(conversation, { unread, readUpTo: Math.max(known?.readUpTo ?? 0, upToSeq) });
  }
  async setDraft(conversation: ConversationId, text: string): Promise<void> {
    this.#note('setDraft', conversation, text);
    this.change(conversation, { draft: text });
  }
  async heldMessages(conversation: ConversationId) {
    this.#note('heldMessages', conversation);
    return { messages: this.held.filter((one) => one.conversation === conversation), ended: this.ended };
  }
  async acceptHeld(conversation: ConversationId, follow: boolean): Promise<void> {
    this.#note('acceptHeld', conversation, follow);
    for (const one of this.#takeHeld(conversation)) this.receive(conversation, one.author, one.text);
  }
  async dropHeld(conversation: ConversationId): Promise<void> {
    this.#note('dropHeld', conversation);
    this.#takeHeld(conversation);
  }
  #takeHeld(conversation: ConversationId): readonly MessageView[] {
    const all = this.held.splice(0);
    this.held.push(...all.filter((one) => one.conversation !== conversation));
    this.change(conversation, { held: 0 });
    return all.filter((one) => one.conversation === conversation);
  }
  async sendFile(conversation: ConversationId, file: File): Promise<MessageId> {
    this.#note('sendFile', conversation, file);
    const view = fileFor(file.name, {
      size: file.size,
      state: { kind: 'uploading', sent: 0, total: file.size },
    });
    return this.receive(conversation, 'me', '', { file: view, state: { kind: 'queued' } }).id;
  }
  async cancelFile(message: MessageId): Promise<void> {
    this.#note('cancelFile', message);
    const cause: FailCause = 'cancelled';
    this.setState(message, { kind: 'failed', cause });
  }
  async download(message: MessageId, confirmed: boolean): Promise<void> {
    this.#note('download', message, confirmed);
  }
  async fileBlob(message: MessageId): Promise<Blob | undefined> {
    this.#note('fileBlob', message);
    return this.answers.blob;
  }
  async search(query: SearchQuery): Promise<SearchResult> {
    this.#note('search', query);
    return (await this.answers.search?.(query)) ?? this.#found(query);
  }
  /** What has the text in it, whatever the case, newest first. */
  #found({ text, conversation, author, hasFile, limit }: SearchQuery): SearchResult {
    const wanted = text.trim().toLowerCase();
    const all = this.stored.filter(
      (one) =>
        wanted !== '' &&
        one.text.toLowerCase().includes(wanted) &&
        (conversation === undefined || one.conversation === conversation) &&
        (author === undefined || one.author === author) &&
        (hasFile !== true || one.file !== undefined),
    );
    const hits = all.toReversed().map(({ id, seq, conversation, author, at, text: snippet }) => {
      const marks = [[snippet.toLowerCase().indexOf(wanted), wanted.length]] as const;
      return { message: id, seq, conversation, author, at, what: 'text' as const, snippet, marks };
    });
    const places = conversation !== undefined && { places: all.map(({ seq }) => seq) };
    return { hits: hits.slice(0, limit), isMore: hits.length > limit, isReady: true, ...places };
  }
  async setConversation(conversation: ConversationId, change: Partial<ConversationSettings>): Promise<void> {
    this.#note('setConversation', conversation, change);
    const { pinned, ...rest } = change;
    this.change(conversation, {
      ...rest,
      ...(pinned !== undefined && { pinned: pinned ? this.now() : undefined }),
    });
  }
  async setTitle(conversation: ConversationId, title: string): Promise<void> {
    this.#note('setTitle', conversation, title);
    this.change(conversation, { title: title === '' ? undefined : title });
    this.notice(conversation, 'me', { kind: 'title', title });
  }
  async setTimer(conversation: ConversationId, seconds: number): Promise<void> {
    this.#note('setTimer', conversation, seconds);
    this.change(conversation, { timer: seconds });
    this.notice(conversation, 'me', { kind: 'timer', seconds });
  }
  async writing(conversation: ConversationId, on: boolean): Promise<void> {
    this.#note('writing', conversation, on);
  }
  /** What somebody did to a conversation, as a line of its log. */
  notice(conversation: ConversationId, author: Author, notice: NoticeView): void {
    const { last } = this.conversations.get(conversation) ?? {};
    const message = this.addMessage(conversation, author, '', { notice, state: undefined });
    this.change(conversation, { last });
    this.emit({ type: 'messages', upsert: [message], removed: [] });
  }
  async clearConversation(conversation: ConversationId): Promise<void> {
    this.#note('clearConversation', conversation);
    const removed = this.stored.filter((one) => one.conversation === conversation).map(({ id }) => id);
    this.stored.splice(0, this.stored.length, ...this.stored.filter((one) => !removed.includes(one.id)));
    this.emit({ type: 'messages', upsert: [], removed });
    this.change(conversation, { last: undefined, unread: 0 });
  }
  async readCard(text: string, pageIsSecure: boolean): Promise<CardVerdict> {
    this.#note('readCard', text, pageIsSecure);
    const card = cardInText(text);
    if (card === undefined) return { ok: false, reason: 'not-a-card' };
    const { fingerprint, name, server } = card;
    const scheme = server.startsWith('wss:') ? 'wss' : 'ws';
    const address = server.slice(scheme.length + 3);
    const me = 'me' in this.identity ? this.identity.me.fingerprint : undefined;
    const view = {
      server: { address, scheme },
      fingerprint,
      name,
      hostClass: 'public',
      ...this.answers.card,
    } as const;
    return { ok: true, card: view, isOwn: fingerprint === me };
  }
  async myCard(): Promise<string | undefined> {
    this.#note('myCard');
    if (this.connection.phase === 'none' || !('me' in this.identity)) return undefined;
    const { fingerprint, name } = this.identity.me;
    return cardText({ server: `wss://${OUR_SERVER.address}`, fingerprint, name });
  }
  async acceptCard(text: string, from?: MessageId): Promise<ConversationId> {
    this.#note('acceptCard', text, ...(from === undefined ? [] : [from]));
    const card = cardInText(text);
    if (card === undefined) throw new PortError('not-a-card');
    const { fingerprint, name } = card;
    if (this.servers.length === 0) {
      this.servers = [{ ...OUR_SERVER, lastJoinedAt: undefined, isCurrent: false, hostClass: 'public' }];
      this.emit({ type: 'servers', servers: this.servers });
    }
    const known = this.people.get(fingerprint) ?? {
      ...personFor('', { light: 'off', servers: [], porchlight: false }),
      fingerprint,
      claimed: name || undefined,
    };
    const person = { ...known, known: true, hasChat: true };
    this.people.set(fingerprint, person);
    this.emit({ type: 'people', upsert: [person], removed: [] });
    return this.#open(directId(fingerprint), [fingerprint]);
  }
  async introduce(person: Fingerprint, to: readonly ConversationId[], text: string): Promise<void> {
    this.#note('introduce', person, to, text);
  }
  async exportChats(...args: Parameters<EngineApi['exportChats']>): Promise<ExportedFile> {
    this.#note('exportChats', ...args);
    this.emit({ type: 'progress', job: 'export', done: 1, total: 4 });
    await this.answers.archive;
    return { file: new Blob(['zip']), fileName: 'porchlight-chats-2026-05-12.zip' };
  }
  async importChats(file: File): Promise<ImportReport> {
    this.#note('importChats', file);
    await this.answers.archive;
    if (this.answers.refusal !== undefined) throw new PortError(this.answers.refusal);
    return this.answers.imported ?? { chats: 2, added: 31, known: 4, refused: 0, files: 3 };
  }
  async storageReport(): Promise<StorageReport> {
    this.#note('storageReport');
    return this.answers.storage ?? { usage: undefined, quota: undefined, images: 0, files: 0, chats: [] };
  }
  async clearFiles(conversation: ConversationId): Promise<void> {
    this.#note('clearFiles', conversation);
  }
  async setPreferences(change: Partial<Preferences>): Promise<void> {
    this.#note('setPreferences', change);
    this.preferences = { ...this.preferences, ...change };
    this.emit({ type: 'preferences', preferences: this.preferences });
  }
}

/** Which of `all` a page has: from and to. */
function span(all: readonly MessageView[], place: Place, limit: number): readonly [number, number] {
  const behind = (seq: number): number => all.filter((one) => one.seq < seq).length;
  if (place === 'newest') return [Math.max(0, all.length - limit), all.length];
  if ('before' in place) return [Math.max(0, behind(place.before) - limit), behind(place.before)];
  if ('after' in place)
    return [behind(place.after + 1), Math.min(all.length, behind(place.after + 1) + limit)];
  const middle = behind(place.around);
  const before = Math.min(middle, Math.max(Math.floor(limit / 2), limit - (all.length - middle)));
  return [middle - before, Math.min(all.length, middle - before + limit)];
}

export function fileFor(name: string, more: Partial<FileView> = {}): FileView {
  return {
    name,
    size: 18_000_000,
    type: 'other',
    host: OUR_SERVER.address,
    state: { kind: 'remote', confirm: 'none' },
    width: undefined,
    height: undefined,
    ...more,
  };
}
