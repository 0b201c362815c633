// What of the engine loads only when it is first asked for, so that a start costs little (the map, "What loads later"):
// every `import()` of this room stands here. The service worker keeps the files, so this works offline too.
import { CryptoError } from '../crypto/problem.ts';
import { PortError } from '../lib/port.ts';
import { V12 } from '../protocol/dialect.ts';
import type { Speech } from '../protocol/speech.ts';
import type { FailureReason } from '../wire/probe.ts';
import type { ServerRef } from './port/connection.ts';

/** Making, restoring and rehearsing an identity. This and the others refuse with `part-missing`; asking again tries again. */
export const identityMaking = (): Promise<typeof import('./identity-making.ts')> =>
  part(() => import('./identity-making.ts'));

/** The app lock: opening and closing it, and its ways in. */
export const lockWork = (): Promise<typeof import('./lock/room.ts')> => part(() => import('./lock/room.ts'));

/** Contacts in the recovery file. */
export const contactsWork = (): Promise<typeof import('./contacts.ts')> =>
  part(() => import('./contacts.ts'));

type FileTrust = typeof import('./file-trust.ts');
let fileTrusted: FileTrust | undefined;
/** Needed as soon as a message carries a file. What does not come costs no message: then it is undefined. */
export async function fileTrust(): Promise<FileTrust | undefined> {
  try {
    fileTrusted ??= await part(() => import('./file-trust.ts'));
  } catch (error) {
    if (!(error instanceof PortError)) throw error;
  }
  return fileTrusted;
}
/** The same for who cannot wait; undefined until it was awaited once. */
export const fileTrustNow = (): FileTrust | undefined => fileTrusted;

/** Files on their way up and down; their addresses can be judged from then on. */
export async function fileWork(): Promise<typeof import('./file-work.ts')> {
  await fileTrust();
  return part(() => import('./file-work.ts'));
}

/** What a file is by its bytes. */
export const fileKinds = (): Promise<typeof import('./file-kind.ts')> => part(() => import('./file-kind.ts'));

/** Reading a typed address and checking a server. */
export const connecting = (): Promise<typeof import('./connecting.ts')> =>
  part(() => import('./connecting.ts'));

export type OtherDialects = typeof import('./other-dialects.ts');
let others: OtherDialects | undefined;
/** The table of dialects, and what reading and writing in another than v1.2 takes. */
export async function otherDialects(): Promise<OtherDialects> {
  others = await part(() => import('./other-dialects.ts'));
  return others;
}
/** What `speech` takes beyond v1.2: undefined for that itself. Rejects with `CryptoError`. */
export const wordsOf = (speech: Speech): Promise<OtherDialects> | undefined =>
  speech === V12.speech ? undefined : orLost(otherDialects());
/** The same for who cannot wait; undefined until it was awaited once. */
export const otherDialectsNow = (): OtherDialects | undefined => others;

/** What crypto needs and has not got: a frame or message waits as if the crypto workers were lost. */
export async function orLost<Part>(loading: Promise<Part>): Promise<Part> {
  try {
    return await loading;
  } catch (error) {
    if (error instanceof PortError) throw new CryptoError('failed', error.kind, error);
    throw error;
  }
}

/** What is tried when a hello is not taken; undefined where it does not load: then nothing else is tried. */
export type JoiningPlan = typeof import('./joining-plan.ts');
export const joiningPlan = (): Promise<JoiningPlan | undefined> =>
  otherDialects()
    .then(() => part(() => import('./joining-plan.ts')))
    .catch(withoutIt);

/** What richer messages and acts mean, and making them. */
export const acts = (): Promise<typeof import('./acts.ts')> => part(() => import('./acts.ts'));

/** What follows from a message's having been seen. */
export const reading = (): Promise<typeof import('./reading.ts')> => part(() => import('./reading.ts'));

/** What the reader sees and decides about held messages. */
export const heldWork = (): Promise<typeof import('./held.ts')> => part(() => import('./held.ts'));

/** Cards: somebody who was never listed here, and who is introduced. */
export const cardWork = (): Promise<typeof import('./cards.ts')> => part(() => import('./cards.ts'));

/** How a conversation is kept, what others are told of it, and what happens by the clock. */
export const talkPart = (): Promise<typeof import('./talk-part.ts')> => part(() => import('./talk-part.ts'));

/** A change of key: saying so, taking people along, and what becomes of somebody else's. */
export const movingWork = (): Promise<typeof import('./moving.ts')> => part(() => import('./moving.ts'));

/** What takes away what is left of profiles. */
export const sweeping = (): Promise<typeof import('./sweeping.ts')> => part(() => import('./sweeping.ts'));

/** Safety numbers, whose key was compared, and keys that come where others went. */
export const trust = (): Promise<typeof import('./trust-part.ts')> => part(() => import('./trust-part.ts'));
/** What I make of somebody: notes, blocking, and what becomes of strangers' messages. */
export const acquaintance = (): Promise<typeof import('./acquaintance.ts')> =>
  part(() => import('./acquaintance.ts'));

/** What searching takes. */
export const searchWork = (): Promise<typeof import('./search.ts')> => part(() => import('./search.ts'));
/** Did we sign it on another device? What does not load says no; there will be another frame. */
export async function isOwnFrame(
  ...facts: Parameters<typeof import('./own-frame.ts').isOwnFrame>
): Promise<boolean> {
  const own = await part(() => import('./own-frame.ts')).catch(withoutIt);
  return own !== undefined && own.isOwnFrame(...facts);
}

/** Exports, imports, and what of this device the chats use. */
export const archiveWork = (): Promise<typeof import('./archive/work.ts')> =>
  part(() => import('./archive/work.ts'));

/** What lets go of something when the disk is full; undefined where it does not load: then nothing goes. */
export const makingRoom = (): Promise<typeof import('./archive/space.ts') | undefined> =>
  part(() => import('./archive/space.ts')).catch(withoutIt);

/** Which row fits what a server's people write; undefined where it does not load: the next message asks again. */
export const rowFit = (): Promise<typeof import('./row-fit.ts') | undefined> =>
  part(() => import('./row-fit.ts')).catch(withoutIt);

/** Why a socket did not open; what cannot be looked into is unreachable. */
export async function explain(server: ServerRef, pageIsSecure: boolean): Promise<FailureReason> {
  try {
    const { explainFailure } = await part(() => import('../wire/probe.ts'));
    return await explainFailure(server, pageIsSecure);
  } catch (error) {
    if (error instanceof PortError) return 'unreachable';
    throw error;
  }
}

/** Instead of a part that did not load. */
export function withoutIt(error: unknown): undefined {
  if (!(error instanceof PortError)) throw error;
  return undefined;
}

/** A module that did not come (an update took it away, the network failed) is a refusal like any other. */
async function part<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    void error; // its words name an address of ours and nothing that helps
    throw new PortError('part-missing', 'a part of the app did not load; try again');
  }
}
