// Sealing: a row of the outbox becomes the exact text of one frame (PROTOCOL.md, table and rules 2, 5, 6).
import { gcmSeal } from '../crypto/gcm.ts';
import { makeMessageKey } from '../crypto/message-key.ts';
import type { CryptoRunner } from '../crypto/runner.ts';
import { sortedFingerprints } from '../domain/fingerprint.ts';
import type { Fingerprint } from '../domain/ids.ts';
import { toBase64 } from '../lib/base64.ts';
import { utf8 } from '../lib/bytes.ts';
import type { RandomBytes } from '../lib/clock.ts';
import { utf8Length } from '../lib/text-shape.ts';
import { dataTextOf, type SignedData } from '../protocol/data.ts';
import type { Dialect } from '../protocol/dialect.ts';
import { LIMITS } from '../protocol/limits.ts';
import { writePayload } from '../protocol/payload.ts';
import { signedText, writeSignedFrame } from '../protocol/write.ts';
import { readX, type XPart } from '../protocol/x.ts';
import type { OutboxFrame, OutboxRow } from '../store/rows.ts';
import type { Listed, Self } from './parts.ts';

/** What this build can do with `x`, beyond texts. */
export const OWN_CAPS: readonly string[] = ['file', 'inline', 'receipt'];

export interface SealerOptions {
  readonly runner: CryptoRunner;
  readonly random: RandomBytes;
  readonly self: Self;
  readonly dialect: () => Dialect;
  /** Own server's address exactly as the newest list gives it. */
  readonly ownAddress: () => string | undefined;
  /** True once another device with our key was seen: then one more key, the last, is for ourselves (rule 2). */
  readonly hasOtherDevice: () => boolean;
}

export interface SealJob {
  readonly row: OutboxRow;
  /** Who gets a key in this frame: listed now, with keys to spec. */
  readonly targets: readonly Listed[];
  readonly counter: number;
}

/** Makes the frame; `too-long` when it would exceed 768 KiB (rule 10). Rejects with `CryptoError`. */
export async function seal(options: SealerOptions, job: SealJob): Promise<OutboxFrame | 'too-long'> {
  const { row, counter } = job;
  const isPublic = row.kind === 'public';
  const targets = [...job.targets].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
  const data = isPublic ? publicData(options, row) : await chatData(options, row, targets);
  const dataText = dataTextOf(data);
  const { dataForm: form, saltLength } = options.dialect().speech;
  const signature = toBase64(await options.runner.sign(utf8(signedText(dataText, counter)), saltLength));
  const text = writeSignedFrame({ dataText, form, counter, signatureText: signature });
  if (utf8Length(text) > LIMITS.outboundFrame) return 'too-long';
  return {
    counter,
    text,
    signature,
    recipients: targets.map((target) => target.fingerprint),
    accepted: false,
  };
}

function publicData({ self }: SealerOptions, row: OutboxRow): SignedData {
  return { type: 'public_chat', sender: self.fingerprint, message: row.message };
}

async function chatData(
  options: SealerOptions,
  row: OutboxRow,
  targets: readonly Listed[],
): Promise<SignedData> {
  const { runner, random, self, dialect, hasOtherDevice } = options;
  const { aesKeyBytes, ivBytes, wrapText, oaepHash } = dialect().speech;
  const key = makeMessageKey(random, aesKeyBytes);
  const iv = random(ivBytes);
  const chat = await gcmSeal(key, iv, utf8(payloadText(self, row)));
  const spkis = targets.map((target) => target.spki);
  if (row.recipients.length === 0 || hasOtherDevice()) spkis.push(self.spki);
  const wrapped = wrapText === 'base64' ? utf8(toBase64(key)) : key;
  const symmKeys = (await runner.wrap(spkis, wrapped, oaepHash)).map((one) => new Uint8Array(one));
  key.fill(0);
  return { type: 'chat', destinationServers: destinations(options, targets), iv, symmKeys, chat };
}

function payloadText(self: Self, row: OutboxRow): string {
  const name = self.name();
  const stored = readX(row.x);
  const x: XPart = { ...stored, v: 1, ...(name !== '' && { name }), caps: OWN_CAPS };
  const participants: Fingerprint[] = [self.fingerprint, ...sortedFingerprints(row.recipients)];
  return writePayload({ participants, message: row.message, x });
}

/** Addresses as listed, each once (rule 6), our own server's with them where its echo is the acknowledgement. */
function destinations({ dialect, ownAddress }: SealerOptions, targets: readonly Listed[]): readonly string[] {
  const { extraDestinations, echoesChat } = dialect().manners;
  const addresses = new Set<string>();
  for (const { servers } of targets) {
    for (const address of extraDestinations ? servers : servers.slice(0, 1)) addresses.add(address);
  }
  const own = ownAddress();
  const isWanted = (extraDestinations && echoesChat) || targets.length === 0;
  if (own !== undefined && isWanted) addresses.add(own);
  return [...addresses];
}
