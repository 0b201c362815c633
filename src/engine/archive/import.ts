// Takes in an export (format.ts) of this same identity: what is not here is added, nothing that is here is changed, and
// nothing goes out because of it. Counters, outbox and receipts know nothing of it.
import { newPerson } from '../person-rows.ts';
import { marksOf } from '../contact-marks.ts';
import { fingerprintsOf } from '../../crypto/fingerprint.ts';
import type { ConversationId } from '../../domain/ids.ts';
import { fromUtf8 } from '../../lib/bytes.ts';
import { fromBase64 } from '../../lib/base64.ts';
import { PortError } from '../../lib/port.ts';
import { isJsonObject, member } from '../../protocol/fields.ts';
import type { PersonRow } from '../../store/person-rows.ts';
import type { ConversationRow } from '../../store/rows.ts';
import { emptyConversation, emptySquare } from '../conversation-rows.ts';
import { canonicalPem } from '../listed-key.ts';
import { fileTrust } from '../later.ts';
import type { ImportReport } from '../port/archive.ts';
import type { ArchiveDeps } from './deps.ts';
import { MANIFEST, SIGNATURE, signedBytes } from './format.ts';
import type { ExportedConversation, ExportedPerson, Manifest } from './format.ts';
import { ImportedChat } from './imported-chat.ts';
import { shiftBelow } from './places.ts';
import { Progress } from './progress.ts';
import { readJson, readManifest } from './read-manifest.ts';
import { readMessage, type ReadMessage } from './read-message.ts';
import { ZipIn } from './zip-in.ts';

const MiB = 1024 * 1024;
const MOST_MANIFEST = 64 * MiB;
const MOST_PART = 64 * MiB;
/** People in one transaction. */
const PEOPLE = 500;

export async function importChats(deps: ArchiveDeps, file: Blob): Promise<ImportReport> {
  const zip = await ZipIn.open(file);
  const manifest = await proven(deps, zip);
  await fileTrust(); // so that the pages are told of files as they are
  await addPeople(deps, manifest.people);
  const total = manifest.conversations.reduce((sum, { messages }) => sum + messages, 0);
  const progress = new Progress(deps.ground, 'import', total);
  const shift = shiftBelow(await lowestSeq(deps), manifest.lastSeq);
  const report = { chats: 0, added: 0, known: 0, refused: 0, files: 0 };
  for (const exported of manifest.conversations) {
    const row = await rowOf(deps, exported);
    if (row === undefined) report.refused += exported.messages;
    else {
      const chat = new ImportedChat({ ...deps, zip, shift, most: exported.messages, report }, row);
      const before = report.added;
      await chat.begin();
      for await (const batch of partsOf(deps, zip, exported, report)) {
        await chat.add(batch);
        progress.add(batch.length);
      }
      if (report.added > before) report.chats += 1;
    }
  }
  return report;
}

/** The head of the export, signed by this very key: who else could know what was said here? */
async function proven(
  { self, ground }: ArchiveDeps,
  zip: ZipIn,
): Promise<Omit<Manifest, 'format' | 'version'>> {
  if (!zip.has(MANIFEST)) throw new PortError('not-an-export');
  const { bytes } = await zip.unpack(MANIFEST, MOST_MANIFEST);
  const manifest = readManifest(bytes, self.fingerprint);
  if (!zip.has(SIGNATURE)) throw new PortError('unproven');
  const text = fromUtf8((await zip.unpack(SIGNATURE, 4096)).bytes) ?? '';
  const signature = fromBase64(text.trim());
  const job = signature && { spkis: [self.spki], signature, texts: [signedBytes(bytes)] };
  if (job === undefined || (await ground.runner.verify(job)) === undefined) throw new PortError('unproven');
  return manifest;
}

/** The lowest number in this store; 0 where all are above. */
async function lowestSeq({ desk, ground }: ArchiveDeps): Promise<number> {
  let lowest = 0;
  for (const id of desk.conversations.keys()) {
    const [oldest] = await ground.store.messagesAfter(id, -Infinity, 1);
    lowest = Math.min(lowest, oldest?.seq ?? 0);
  }
  return lowest;
}

/** Undefined where the members are not those of the id. */
async function rowOf(
  { self }: ArchiveDeps,
  { id, kind, members, title }: ExportedConversation,
): Promise<ConversationRow | undefined> {
  const row = kind === 'square' ? emptySquare() : await emptyConversation(self.fingerprint, members);
  if (row?.id !== id) return undefined;
  return title === undefined ? row : { ...row, title };
}

/** The messages of a chat part by part. A part that is not what was signed stops it all. */
async function* partsOf(
  { self }: ArchiveDeps,
  zip: ZipIn,
  { id, parts }: ExportedConversation,
  report: { refused: number },
): AsyncGenerator<readonly ReadMessage[]> {
  for (const { entry, hash } of parts) {
    const unpacked = await zip.unpack(entry, MOST_PART);
    const value = readJson(unpacked.bytes);
    if (unpacked.hash !== hash || !isJsonObject(value)) throw new PortError('damaged');
    const list = member(value, 'messages');
    const items: readonly unknown[] = Array.isArray(list) ? list : [];
    const owner: { readonly me: typeof self.fingerprint; readonly conversation: ConversationId } = {
      me: self.fingerprint,
      conversation: id,
    };
    const read = items.map((item) => readMessage(item, owner)).filter((one) => one !== undefined);
    report.refused += items.length - read.length;
    yield read;
  }
}

/** Names of mine and keys; what is known here stays. */
export async function addPeople(
  deps: Pick<ArchiveDeps, 'desk' | 'people'>,
  people: readonly ExportedPerson[],
): Promise<void> {
  for (let at = 0; at < people.length; at += PEOPLE) {
    const some = people.slice(at, at + PEOPLE);
    const pems = some.map(({ key }) => canonicalPem(key) ?? '');
    const fingerprints = await fingerprintsOf(pems);
    const good = some.filter(
      ({ fingerprint, key }, index) => fingerprints[index] === fingerprint && pems[index] === key,
    );
    await deps.desk.edit((draft) => {
      for (const one of good) {
        const row = personRow(one, draft.people.over(one.fingerprint, deps.people.row(one.fingerprint)));
        if (row !== undefined) draft.people.put(one.fingerprint, row);
      }
    });
  }
}

/** Undefined: nothing new. */
function personRow(one: ExportedPerson, known: PersonRow | undefined): PersonRow | undefined {
  const { fingerprint, key, petname, claimed, firstSeen, lastSeen, accepted } = one;
  const marks = marksOf(one);
  if (known === undefined) {
    return { ...newPerson(fingerprint, key, firstSeen), petname, claimed, lastSeen, accepted, ...marks };
  }
  const next = {
    ...marks,
    ...known,
    pem: known.pem || key, // '': known from a card alone
    petname: known.petname || petname,
    claimed: known.claimed || claimed,
    accepted: known.accepted || accepted,
  };
  const isSame =
    next.petname === known.petname && next.claimed === known.claimed && next.accepted === known.accepted;
  const isMarked = Object.keys(marks).every((mark) => mark in known);
  return isSame && isMarked && next.pem === known.pem ? undefined : next;
}
