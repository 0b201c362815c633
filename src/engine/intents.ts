// Which part of the engine does what: each intent of the pages is one line here.
import { PortError } from '../lib/port.ts';
import type { ArchiveDeps } from './archive/deps.ts';
import type { Core } from './engine.ts';
import {
  acquaintance,
  archiveWork,
  cardWork,
  connecting,
  contactsWork,
  heldWork,
  lockWork,
  movingWork,
  talkPart,
  trust,
} from './later.ts';
import type { DialectChoice, ServerRef } from './port/connection.ts';
import type { EngineApi } from './port.ts';
import { isSameServer } from './servers.ts';

/** The pages' API over one engine. */
export function intentsOf(core: Core): EngineApi {
  const messages = async () => (await core.home()).messages;
  const acts = async () => (await messages()).acts();
  const chats = async () => (await messages()).conversations;
  const cards = async () => (await cardWork()).cardsOf(core);
  const locks = async () => (await lockWork()).lockRoom(core);
  return {
    start: () => core.snapshot(),

    createIdentity: (name, lock) => core.born(({ identity }) => identity.create(name, lock)),
    restoreIdentity: async (text, words, name, lock) =>
      (await contactsWork()).restore(core, text, words, name, lock),
    setName: async (name) => (await core.base()).identity.setName(name),
    makeRecovery: async (own) => (await core.base()).identity.makeRecovery(own),
    rehearseRecovery: async (words) => (await core.base()).identity.rehearse(words),
    finishIdentity: async () => (await core.base()).identity.finish(),
    savedRecovery: async () => (await core.base()).identity.saved(),
    packContacts: async (passphrase) => (await contactsWork()).packContacts(core, passphrase),
    wipe: () => core.wipe(),
    unlock: async (opener) => (await locks()).unlock(opener),
    lock: async (why) => (await locks()).lock(why),
    active: async () => (await locks()).active(),
    changeLock: async (passphrase, change) => (await locks()).change(passphrase, change),

    readAddress: async (typed, pageIsSecure) => (await connecting()).parseTypedAddress(typed, pageIsSecure),
    connect: async (server) => (await core.home()).checks.connect(await checkedServer(server)),
    selfCheck: async (facts) => (await core.home()).checks.selfCheck(facts),
    disconnect: async () => leave(core),
    forgetServer: async (server) => forget(core, server),
    setServerDialect: async (server, choice) => pick(core, server, choice),
    wake: async (why) => (await core.household())?.session.wake(why),

    setPetname: async (person, petname) =>
      (await acquaintance()).setPetname(await core.home(), person, petname),
    safetyNumber: async (person) => (await trust()).safetyNumberWith(await core.home(), person),
    setVerified: async (person, how) => (await trust()).setVerified(await core.home(), person, how),
    setNote: async (person, note) => (await acquaintance()).setNote(await messages(), person, note),
    setBlocked: async (person, on) => (await acquaintance()).setBlocked(await messages(), person, on),
    acceptRequest: async (conversation) =>
      (await acquaintance()).acceptRequest(await messages(), conversation),
    declineRequest: async (conversation, block) =>
      (await acquaintance()).declineRequest(await messages(), conversation, block),
    openDirect: async (person) => (await chats()).openDirect(person),
    openGroup: async (people) => (await chats()).openGroup(people),
    messages: async (conversation, place, limit) => (await chats()).messages(conversation, place, limit),
    markRead: async (conversation, upToSeq) => (await chats()).markRead(conversation, upToSeq),
    setDraft: async (conversation, text) => (await chats()).setDraft(conversation, text),
    heldMessages: async (conversation) => (await heldWork()).heldMessages(await messages(), conversation),
    acceptHeld: async (conversation, follow) =>
      (await heldWork()).acceptHeld(await messages(), conversation, follow),
    dropHeld: async (conversation) => (await heldWork()).dropHeld(await messages(), conversation),
    sendText: async (conversation, text, extras) => (await messages()).sendText(conversation, text, extras),
    react: async (message, emoji) => (await acts()).work.react(message, emoji),
    edit: async (message, text) => (await acts()).work.edit(message, text),
    deleteForAll: async (all) => (await acts()).work.deleteForAll(all),
    forward: async (all, to) => (await acts()).work.forward(all, to),
    sendFile: async (conversation, file) => (await messages()).files.send(conversation, file),
    retry: async (message) => (await messages()).retry(message),
    remove: async (message) => (await messages()).remove(message),
    cancelFile: async (message) => (await messages()).cancelFile(message),
    download: async (message, confirmed) => (await messages()).download(message, confirmed),
    fileBlob: async (message) => (await messages()).fileBlob(message),

    search: async (query) => (await core.home()).search.search(query),
    setConversation: async (conversation, change) =>
      (await talkPart()).setConversation(await messages(), conversation, change),
    setTitle: async (conversation, title) =>
      (await talkPart()).setTitle(await messages(), conversation, title),
    setTimer: async (conversation, seconds) =>
      (await talkPart()).setTimer(await messages(), conversation, seconds),
    writing: async (conversation, on) => (await talkPart()).writing(await messages(), conversation, on),
    clearConversation: async (conversation) =>
      (await talkPart()).clearConversation(await messages(), conversation),

    exportChats: async (which, withFiles, words) =>
      (await archiveWork()).exportChats(await archive(core), which, withFiles, words),
    importChats: async (file) => (await archiveWork()).importChats(await archive(core), file),
    storageReport: async () => (await archiveWork()).storageReport(await messages(), core.platform.estimate),
    clearFiles: async (conversation) => (await archiveWork()).clearFiles(await archive(core), conversation),

    signMove: async (from) => (await movingWork()).signMove(await messages(), from),
    announceMove: async (half, text) => (await movingWork()).announceMove(await messages(), half, text),
    moveState: async () => (await movingWork()).moveState(await messages()),
    peopleToTake: async () => (await movingWork()).peopleToTake(await messages()),
    takePeople: async (people) => (await movingWork()).takePeople(await messages(), people),
    answerMove: async (person, next, answer) =>
      (await movingWork()).answerMove(await messages(), person, next, answer),
    readCard: async (...asked) => (await cards()).readCard(...asked),
    myCard: async () => (await cards()).myCard(),
    acceptCard: async (...asked) => (await cards()).acceptCard(...asked),
    introduce: async (...asked) => (await cards()).introduce(...asked),

    setPreferences: async (change) => (await core.base()).preferences.set(change),
  };
}

async function archive(core: Core): Promise<ArchiveDeps> {
  const { messages, people, self } = await core.home();
  return { ...messages, people, self };
}

async function leave(core: Core): Promise<void> {
  (await core.household())?.leave();
  await (await core.base()).servers.left();
}

async function forget(core: Core, server: ServerRef): Promise<void> {
  const inUse = (await core.household())?.session.server();
  if (inUse !== undefined && isSameServer(inUse, server)) await leave(core);
  await (await core.base()).servers.forget(server);
}

async function pick(core: Core, server: ServerRef, choice: DialectChoice | 'auto'): Promise<void> {
  const { session } = await core.home();
  await (await core.base()).servers.pick(server, choice);
  const inUse = session.server();
  if (inUse !== undefined && isSameServer(inUse, server)) session.rejoin(inUse);
}

/** An address that was not read by `readAddress` gets no further. */
async function checkedServer({ address, scheme }: ServerRef): Promise<ServerRef> {
  const { parseTypedAddress } = await connecting();
  const read = parseTypedAddress(`${scheme}://${address}`, scheme === 'wss');
  if (!read.ok) throw new PortError('bad-address');
  return { address: read.address, scheme };
}
