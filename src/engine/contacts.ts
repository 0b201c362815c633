// Contacts, groups and servers in the recovery file: put in when the reader asks for it, taken up when the file brings the key
// to another device. They add to what is there and change nothing of it. Loaded when first asked for (later.ts).
import { deflateSync, inflateSync } from 'fflate';
import { openContacts, sealContacts } from '../crypto/contacts-block.ts';
import { tidyPassphrase } from '../crypto/words.ts';
import type { Fingerprint } from '../domain/ids.ts';
import { utf8 } from '../lib/bytes.ts';
import { CONTACTS } from '../lib/key-codes.ts';
import { hasBlock, pemBlock, pemText } from '../lib/pem-block.ts';
import { PortError } from '../lib/port.ts';
import { StoreError } from '../store/problem.ts';
import type { RecoveryRow } from '../store/identity-rows.ts';
import type { PersonRow } from '../store/person-rows.ts';
import { addPeople } from './archive/import.ts';
import type { Base } from './base.ts';
import { readContacts, writeContacts, type Contacts } from './contacts-text.ts';
import { emptyConversation } from './conversation-rows.ts';
import { DeskConflict, type Desk } from './desk.ts';
import type { Core } from './engine.ts';
import { keyPartOf, openKeyFile } from './key-file.ts';
import type { Directory, Ground, People, Self } from './parts.ts';
import type { ContactsCount, RestoreResult } from './port/identity.ts';
import type { LockChoice } from './port/lock.ts';

/** What of the engine this needs (engine.ts). */
export type Host = Pick<Core, 'base' | 'home' | 'born' | 'platform'>;

interface Deps extends Pick<Base, 'identity' | 'servers' | 'store'> {
  readonly ground: Ground;
  readonly desk: Desk;
  readonly directory: Directory;
  readonly people: People;
  readonly self: Self;
}

async function depsOf(host: Host): Promise<Deps> {
  const { identity, servers, store, ground } = await host.base();
  const { messages, people, self } = await host.home();
  return {
    identity,
    servers,
    store,
    ground,
    desk: messages.desk,
    directory: messages.directory,
    people,
    self,
  };
}

/** Makes the key of a file this profile's; contacts that lie behind it are taken up then. */
export async function restore(
  host: Host,
  text: string,
  words: string,
  name: string,
  lock?: LockChoice,
): Promise<RestoreResult> {
  const result = await host.born(({ identity }) => identity.restore(text, words, name, lock));
  if (!result.ok || !hasBlock(text, CONTACTS)) return result;
  try {
    return { ...result, contacts: await takeUp(await depsOf(host), text, words) };
  } catch (error) {
    // The key is restored all the same.
    if (error instanceof StoreError || error instanceof DeskConflict || error instanceof PortError)
      return { ...result, contacts: 'damaged' };
    throw error;
  }
}

/** Puts them into the stored file, in the place of those that were there. Undefined: this does not open the file. */
export async function packContacts(host: Host, typed: string): Promise<ContactsCount | undefined> {
  const { identity, self, ground, store, directory } = await depsOf(host);
  const file = savedBy(identity);
  const passphrase = await openerOf(file.text, typed);
  if (passphrase === undefined) return undefined;
  const { random, clock } = ground;
  const { iterations } = host.platform;
  const at = clock.now();
  const contacts = { ...contactsIn(await store.load(), directory), at };
  const block = await sealContacts(deflateSync(utf8(writeContacts(contacts))), passphrase, self.fingerprint, {
    random,
    ...(iterations !== undefined && { iterations }),
  });
  // Another file may have been made meanwhile: then this block is not for it.
  if (savedBy(identity).text !== file.text) throw new PortError('busy');
  await keep(identity, { ...savedBy(identity), ...withBlock(file.text, block), contactsAt: at });
  return countOf(contacts);
}

function savedBy(identity: Base['identity']): RecoveryRow {
  const file = identity.saved();
  if (file === undefined) throw new PortError('no-recovery');
  return file;
}

async function keep({ cradle }: Base['identity'], recovery: RecoveryRow): Promise<void> {
  await cradle.change((now) => ({ ...now, recovery }));
}

/** What lies in `fileText`, whose key has just become this profile's. `damaged` costs the contacts alone. */
async function takeUp(deps: Deps, fileText: string, typed: string): Promise<ContactsCount | 'damaged'> {
  const { self, identity, servers, ground } = deps;
  const block = pemBlock(fileText, CONTACTS);
  const contacts = block && (await readBlock(block, typed, self.fingerprint));
  if (block === undefined || contacts === undefined) return 'damaged';
  await addPeople(deps, contacts.people);
  await addGroups(deps, contacts);
  for (const server of contacts.servers) await servers.keep(server);
  const file = savedBy(identity);
  const contactsAt = contacts.at ?? ground.clock.now();
  await keep(identity, { ...file, ...withBlock(file.text, block), contactsAt });
  return countOf(contacts);
}

async function readBlock(
  block: Uint8Array,
  typed: string,
  fingerprint: Fingerprint,
): Promise<Contacts | undefined> {
  for (const passphrase of new Set([tidyPassphrase(typed), typed])) {
    const sealed = await openContacts(block, passphrase, fingerprint);
    if (sealed !== undefined) return readContacts(unpacked(sealed));
  }
  return undefined;
}

/** What is sealed was packed by ourselves; should it not unpack, it reads as nothing. */
function unpacked(bytes: Uint8Array): Uint8Array {
  try {
    return inflateSync(bytes);
  } catch (error) {
    if (error instanceof Error) return new Uint8Array();
    throw error;
  }
}

/** What of the typed words opens the file: as they are, or without the differences that do not matter to drawn words. */
async function openerOf(fileText: string, typed: string): Promise<string | undefined> {
  for (const passphrase of new Set([tidyPassphrase(typed), typed])) {
    const opened = await openKeyFile(fileText, passphrase);
    if ('ok' in opened) continue;
    opened.fill(0);
    return passphrase;
  }
  return undefined;
}

function withBlock(fileText: string, block: Uint8Array): { readonly text: string } {
  return { text: keyPartOf(fileText) + pemText(CONTACTS, block) };
}

type Loaded = Awaited<ReturnType<Base['store']['load']>>;

/** Named, noted, blocked or written to, or in a group with me; and all servers that are kept. */
function contactsIn({ people, conversations, servers }: Loaded, directory: Directory): Contacts {
  const groups = conversations.filter(({ kind }) => kind === 'group');
  const members = new Set(groups.flatMap((group) => group.members));
  const known = new Set(people.map(({ fingerprint }) => fingerprint));
  // Somebody in a group who has not said a word yet is not stored: only the list has their key.
  const silent = [...members].flatMap((member) => {
    const pem = known.has(member) ? undefined : directory.lookup(member)?.pem;
    return pem === undefined ? [] : [{ ...SILENT, fingerprint: member, key: pem }];
  });
  return {
    people: [
      ...people
        .filter((row) => isKept(row) || members.has(row.fingerprint))
        .map(({ pem, ...row }) => ({ ...row, key: pem || (directory.lookup(row.fingerprint)?.pem ?? '') }))
        // Known from a card alone: nobody has shown the key yet.
        .filter(({ key }) => key !== ''),
      ...silent,
    ],
    groups: groups.map(({ members: all, title }) => ({
      members: all,
      ...(title !== undefined && { title }),
    })),
    servers,
  };
}
/** A block must hold on the next device, too. */
const isKept = ({ accepted, petname, note, blockedAt }: PersonRow): boolean =>
  accepted || petname !== '' || (note ?? '') !== '' || blockedAt !== undefined;
const SILENT = { petname: '', claimed: '', firstSeen: 0, lastSeen: 0, accepted: false };

/** Groups of which every other member is known by key now. */
async function addGroups({ desk, self, people }: Deps, { groups }: Contacts): Promise<void> {
  for (const { members, title } of groups) {
    const row = await emptyConversation(self.fingerprint, members);
    if (row === undefined || row.kind !== 'group') continue;
    if (!row.members.every((member) => people.row(member) !== undefined)) continue;
    await desk.edit((draft) => {
      if (desk.conversations.has(row.id)) return;
      draft.conversations.put(row.id, { ...row, ...(title !== undefined && { title }) });
    });
  }
}

const countOf = ({ people, groups, servers }: Contacts): ContactsCount => ({
  people: people.length,
  groups: groups.length,
  servers: servers.length,
});
