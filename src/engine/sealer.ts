// Sealing: a row of the outbox becomes the exact text of one frame, in the words of the program that is to read it
// (PROTOCOL.md, table and rules 2, 5, 6; speech.ts).
import { gcmSeal } from '../crypto/gcm.ts';
import { makeMessageKey } from '../crypto/message-key.ts';
import type { CryptoRunner } from '../crypto/runner.ts';
import type { Fingerprint } from '../domain/ids.ts';
import { toBase64 } from '../lib/base64.ts';
import { utf8 } from '../lib/bytes.ts';
import type { RandomBytes } from '../lib/clock.ts';
import { sortedFingerprints } from '../domain/fingerprint.ts';
import { dataTextOf, membersOf } from '../protocol/data.ts';
import type { Dialect } from '../protocol/dialect.ts';
import { LIMITS } from '../protocol/limits.ts';
import { writePayload } from '../protocol/payload.ts';
import type { Speech } from '../protocol/speech.ts';
import { signedText, writeSignedFrame } from '../protocol/write.ts';
import { readX, type XPart } from '../protocol/x.ts';
import type { OutboxFrame, OutboxRow } from '../store/rows.ts';
import { wordsOf, type OtherDialects } from './later.ts';
import type { Listed, Self } from './parts.ts';

/** What this build can do with `x`, beyond texts. */
export const OWN_CAPS: readonly string[] = [
  'file',
  'inline',
  'receipt',
  'react',
  'edit',
  'delete',
  'reply',
  'mention',
  'title',
  'timer',
  'typing',
];

const TAG_BYTES = 16;

export interface SealerOptions {
  readonly runner: CryptoRunner;
  readonly random: RandomBytes;
  readonly self: Self;
  /** The row of the server in use: its manners say what may be sent there. */
  readonly dialect: () => Dialect;
  /** Own server's address exactly as the newest list gives it. */
  readonly ownAddress: () => string | undefined;
  /** True once another device with our key was seen: then one more key, the last, is for ourselves (rule 2). */
  readonly hasOtherDevice: () => boolean;
}

export interface SealJob {
  readonly row: OutboxRow;
  /** How everybody who gets a key in this frame is written to. */
  readonly speech: Speech;
  /** Who gets a key in this frame: listed now, with keys to spec. */
  readonly targets: readonly Listed[];
  readonly counter: number;
  /** The first of the frames that are made of the row at once: the one that our other devices read. */
  readonly isFirst: boolean;
  /** Keys of all others whom the row is for: their names stand in every frame. */
  readonly lookup: (person: Fingerprint) => Listed | undefined;
}

/** Makes the frame; `too-long` when it would exceed 768 KiB (rule 10) or the server's limit. Rejects with `CryptoError`. */
export async function seal(options: SealerOptions, job: SealJob): Promise<OutboxFrame | 'too-long'> {
  const { counter, speech } = job;
  const { frameLimit } = options.dialect().manners;
  const targets = [...job.targets].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
  const isPublic = job.row.kind === 'public';
  const sentTo = isPublic ? [] : destinations(options, { ...job, targets });
  const words = await wordsOf(speech);
  const dataText = await (isPublic
    ? publicText(options, job, words)
    : chatText(options, { ...job, targets }, sentTo, words));
  const signed = words?.signedIn(dataText, counter, speech.signed) ?? signedText(dataText, counter);
  const bytes = utf8(signed);
  const signature = toBase64(await options.runner.sign(bytes, speech.saltLength));
  // What is more than a byte a character stands in what is signed; around it all is ASCII.
  const text = writeSignedFrame({ dataText, form: speech.dataForm, counter, signatureText: signature });
  if (text.length + bytes.length - signed.length > Math.min(LIMITS.outboundFrame, frameLimit))
    return 'too-long';
  const { recipients: all } = job.row;
  // The same array where it is the same people: it is stored once then.
  const recipients = targets.length === all.length ? all : targets.map(({ fingerprint }) => fingerprint);
  const { dataForm, saltLength } = speech;
  const spoken = { dataForm, signed: speech.signed, saltLength };
  return { counter, text, signature, recipients, destinations: sentTo, spoken, accepted: false };
}

async function publicText(
  { self, dialect }: SealerOptions,
  { row: { message }, speech }: SealJob,
  words: OtherDialects | undefined,
): Promise<string> {
  const naming = { form: speech.fingerprint, pem: dialect().manners.pem };
  const data = { type: 'public_chat', sender: self.fingerprint, message } as const;
  if (words === undefined) return dataTextOf(data);
  const sender = await words.ownName(naming, self);
  return words.membersText(membersOf({ ...data, sender }), speech.signed, speech.members);
}

async function chatText(
  options: SealerOptions,
  { row, speech, targets, isFirst, lookup }: SealJob,
  destinationServers: readonly string[],
  words: OtherDialects | undefined,
): Promise<string> {
  const { runner, random, self, dialect, hasOtherDevice } = options;
  const facts = { form: speech.fingerprint, pem: dialect().manners.pem, lookup };
  const everybody = row.everybody ?? row.recipients;
  const participants = (await words?.participantsOf(facts, self, everybody)) ?? [
    self.fingerprint,
    ...sortedFingerprints(everybody),
  ];
  const key = makeMessageKey(random, speech.aesKeyBytes);
  const iv = random(speech.ivBytes);
  const payload = writePayload({ participants, message: row.message, x: xOf(self, row) }, speech.payload);
  const sealed = await gcmSeal(key, iv, utf8(payload));
  const spkis = targets.map((target) => target.spki);
  if (row.recipients.length === 0 || (isFirst && hasOtherDevice())) spkis.push(self.spki);
  const symmKeys = await runner.wrap(spkis, words?.asWrapped(key, speech.wrapText) ?? key, speech.oaepHash);
  key.fill(0);
  const parts = { destinationServers, symmKeys, iv };
  if (words === undefined) return dataTextOf({ type: 'chat', ...parts, chat: sealed });
  const ciphertext = sealed.subarray(0, -TAG_BYTES);
  const members = { ...parts, ciphertext, tag: sealed.subarray(-TAG_BYTES), participants };
  return words.membersText(words.sealedChatMembers(members, speech), speech.signed, speech.members);
}

function xOf(self: Self, row: OutboxRow): XPart {
  const name = self.name();
  return { ...readX(row.x), v: 1, ...(name !== '' && { name }), caps: OWN_CAPS };
}

/**
 * Addresses as listed, each once (rule 6), our own server's with them where its echo is the acknowledgement: but not for a
 * layout that is not its own, which all its clients would get with the echo.
 */
function destinations(
  { dialect, ownAddress }: SealerOptions,
  { targets, speech }: SealJob,
): readonly string[] {
  const row = dialect();
  const { extraDestinations, echoesChat } = row.manners;
  const addresses = new Set<string>();
  for (const { servers } of targets) {
    for (const address of extraDestinations ? servers : servers.slice(0, 1)) addresses.add(address);
  }
  const own = ownAddress();
  const isEchoed = extraDestinations && echoesChat && speech.layout === row.speech.layout;
  const isWanted = isEchoed || targets.length === 0;
  if (own !== undefined && isWanted) addresses.add(own);
  return [...addresses];
}
