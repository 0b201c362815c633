// The engine's port: every word the page and the engine say to each other. Intents go in, events come out; what they are
// about stands in port/. The page holds no key, no socket and no database; what is not in this file it cannot ask for.
import type { ConversationId, Fingerprint, MessageId } from '../domain/ids.ts';
import type { ActsApi } from './port/acts.ts';
import type { ArchiveApi, ProgressEvent } from './port/archive.ts';
import type { CardsApi } from './port/cards.ts';
import type { CheckView, Finding } from './port/checks.ts';
import type { ConnectionView, ServersApi, ServerView } from './port/connection.ts';
import type { FilesApi } from './port/files.ts';
import type { IdentityApi, IdentityView } from './port/identity.ts';
import type { LockApi } from './port/lock.ts';
import type { ConversationView, MessagesApi, MessageView } from './port/messages.ts';
import type { MovingApi } from './port/moving.ts';
import type { PeopleApi, PersonView } from './port/people.ts';
import type { Preferences } from './port/preferences.ts';
import type { SearchApi } from './port/search.ts';
import type { TalkApi, WritingEvent } from './port/talk.ts';

/** Short-lived news for a toast or banner; lasting states are in their own views. */
export type Notice =
  /** Undefined: it is over. */
  | { readonly kind: 'storage'; readonly problem: 'full' | 'read-only' | 'reload-needed' | undefined }
  /** The disk was full: so many files of strangers were let go. */
  | { readonly kind: 'made-room'; readonly files: number }
  | { readonly kind: 'own-key-elsewhere' }
  | { readonly kind: 'wiped' };

/** Everything a page that has just opened needs; people come in chunks after it, as events. */
export interface Snapshot {
  readonly identity: IdentityView;
  readonly connection: ConnectionView;
  readonly servers: readonly ServerView[];
  readonly conversations: readonly ConversationView[];
  readonly preferences: Preferences;
  /** Frames dropped since the start because they could not be proven, and messages held back. */
  readonly counts: Counts;
  /** Another device uses this key, too. */
  readonly elsewhere: boolean;
  readonly storageProblem: 'full' | 'read-only' | 'reload-needed' | undefined;
}
export interface Counts {
  readonly unproven: number;
  readonly malformed: number;
  readonly held: number;
  /** Messages of blocked keys that were let go, since the start. */
  readonly blocked: number;
}

/** Intents. Each answers when its effect is stored; a refusal throws `PortError` with a `kind`. */
export interface EngineApi
  extends
    IdentityApi,
    LockApi,
    ServersApi,
    PeopleApi,
    MessagesApi,
    FilesApi,
    ActsApi,
    TalkApi,
    SearchApi,
    ArchiveApi,
    MovingApi,
    CardsApi {
  /** First call of every page: the state now; events follow from then on. */
  start(): Promise<Snapshot>;
  setPreferences(change: Partial<Preferences>): Promise<void>;
}

export type EngineEvent =
  | { readonly type: 'identity'; readonly identity: IdentityView }
  | { readonly type: 'connection'; readonly connection: ConnectionView }
  | { readonly type: 'checks'; readonly checks: readonly CheckView[] }
  | { readonly type: 'findings'; readonly findings: readonly Finding[] }
  | { readonly type: 'servers'; readonly servers: readonly ServerView[] }
  | {
      readonly type: 'people';
      readonly upsert: readonly PersonView[];
      readonly removed: readonly Fingerprint[];
    }
  | {
      readonly type: 'conversations';
      readonly upsert: readonly ConversationView[];
      readonly removed: readonly ConversationId[];
    }
  | {
      readonly type: 'messages';
      readonly upsert: readonly MessageView[];
      readonly removed: readonly MessageId[];
    }
  | WritingEvent
  | { readonly type: 'preferences'; readonly preferences: Preferences }
  | ProgressEvent
  | { readonly type: 'counts'; readonly counts: Counts }
  /** Another engine leads: what the last one stored may be untold, and the newest messages are to be asked for again. */
  | { readonly type: 'new-lead' }
  | { readonly type: 'notice'; readonly notice: Notice };

/** What the page holds of the engine. */
export interface EnginePort extends EngineApi {
  onEvent(listener: (event: EngineEvent) => void): () => void;
}

/**
 * Every intent by name, and what becomes of it when the engine moves to another tab before it was answered: `again` is
 * asked once more there, `once` is refused with the kind `interrupted` (it may have happened already).
 */
export const INTENTS: { readonly [K in keyof EngineApi]: 'again' | 'once' } = {
  start: 'again',
  createIdentity: 'once',
  setName: 'again',
  makeRecovery: 'once',
  rehearseRecovery: 'once',
  finishIdentity: 'once',
  restoreIdentity: 'once',
  savedRecovery: 'again',
  packContacts: 'again',
  wipe: 'again',
  unlock: 'once',
  lock: 'again',
  active: 'again',
  changeLock: 'once',
  readAddress: 'again',
  connect: 'again',
  selfCheck: 'again',
  disconnect: 'again',
  forgetServer: 'again',
  setServerDialect: 'again',
  wake: 'again',
  setPetname: 'again',
  safetyNumber: 'again',
  setVerified: 'again',
  setNote: 'again',
  setBlocked: 'again',
  acceptRequest: 'again',
  declineRequest: 'again',
  openDirect: 'again',
  openGroup: 'again',
  messages: 'again',
  sendText: 'once',
  retry: 'once',
  remove: 'again',
  markRead: 'again',
  setDraft: 'again',
  heldMessages: 'again',
  acceptHeld: 'once',
  dropHeld: 'once',
  react: 'again',
  edit: 'again',
  deleteForAll: 'again',
  forward: 'once',
  sendFile: 'once',
  cancelFile: 'again',
  download: 'again',
  fileBlob: 'again',
  search: 'again',
  setConversation: 'again',
  setTitle: 'again',
  setTimer: 'again',
  writing: 'again',
  clearConversation: 'again',
  exportChats: 'again',
  importChats: 'again',
  storageReport: 'again',
  clearFiles: 'again',
  readCard: 'again',
  myCard: 'again',
  acceptCard: 'again',
  introduce: 'once',
  setPreferences: 'again',
  signMove: 'again',
  announceMove: 'again',
  moveState: 'again',
  peopleToTake: 'again',
  takePeople: 'again',
  answerMove: 'again',
};
