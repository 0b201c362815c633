// Frames as a Porchlight would write them (v1.2), made before any clock starts.
import { gcmSeal } from '../../../src/crypto/gcm.ts';
import { makeMessageKey } from '../../../src/crypto/message-key.ts';
import { wrapKey } from '../../../src/crypto/oaep.ts';
import { sign } from '../../../src/crypto/pss.ts';
import { importEncryptKey } from '../../../src/crypto/public-key.ts';
import { toBase64, toBase64Url } from '../../../src/lib/base64.ts';
import { utf8 } from '../../../src/lib/bytes.ts';
import { systemRandom } from '../../../src/lib/clock.ts';
import { pemToDer } from '../../../src/protocol/pem.ts';
import { writePayload } from '../../../src/protocol/payload.ts';
import { dataTextOf, signedText, writeSignedFrame } from '../../../src/protocol/write.ts';
import type { Person, Writer } from './people.ts';

/** Made at once: Node computes on other threads. */
const WIDTH = 8;

const importedKeys = new Map<string, Promise<CryptoKey>>();
function encryptKeyOf({ pem }: Person): Promise<CryptoKey> {
  const known = importedKeys.get(pem);
  if (known !== undefined) return known;
  const made = importEncryptKey(pemToDer(pem) ?? new Uint8Array());
  importedKeys.set(pem, made);
  return made;
}

async function many<Made>(count: number, make: (at: number) => Promise<Made>): Promise<Made[]> {
  const all: Made[] = [];
  let next = 0;
  const runner = async (): Promise<void> => {
    for (let at = next++; at < count; at = next++) all[at] = await make(at);
  };
  await Promise.all(Array.from({ length: WIDTH }, runner));
  return all;
}

interface Letter {
  readonly from: Writer;
  readonly to: readonly Person[];
  readonly me: Person;
  readonly server: string;
  readonly message: string;
}

/** Only the key for `me` is real; what stands for the others cannot be told from one. */
async function chatFrame({ from, to, me, server, message }: Letter, counter: number): Promise<string> {
  const key = makeMessageKey(systemRandom);
  const iv = systemRandom(16);
  const id = toBase64Url(systemRandom(16));
  const participants = [from.fingerprint, ...to.map(({ fingerprint }) => fingerprint)];
  const payload = writePayload({ participants, message, x: { v: 1, id, name: 'Anna', caps: ['receipt'] } });
  const symmKeys: Uint8Array<ArrayBuffer>[] = [];
  for (const person of to)
    symmKeys.push(person === me ? await wrapKey(await encryptKeyOf(me), key) : foreignKey());
  return signedFrame(from.sign, counter, symmKeys, iv, await gcmSeal(key, iv, utf8(payload)), server);
}

async function signedFrame(
  key: CryptoKey | undefined,
  counter: number,
  symmKeys: readonly Uint8Array<ArrayBuffer>[],
  iv: Uint8Array<ArrayBuffer>,
  chat: Uint8Array<ArrayBuffer>,
  server: string,
): Promise<string> {
  const dataText = dataTextOf({ type: 'chat', destinationServers: [server], iv, symmKeys, chat });
  const signature =
    key === undefined ? systemRandom(256) : await sign(key, utf8(signedText(dataText, counter)));
  return writeSignedFrame({ dataText, form: 'string', counter, signatureText: toBase64(signature) });
}

/** A number below every modulus of 2048 bits: the decryption is done in full, and fails. */
function foreignKey(): Uint8Array<ArrayBuffer> {
  const wrapped = systemRandom(256);
  wrapped[0] = (wrapped[0] ?? 0) & 0x7f;
  return wrapped;
}

/** `count` direct messages. */
export function directFrames(from: Writer, me: Person, server: string, count: number): Promise<string[]> {
  const first = from.counter + 1;
  from.counter += count;
  return many(count, (at) => {
    const message = `The kettle is on, come over when you like: ${at}`;
    return chatFrame({ from, to: [me], me, server, message }, first + at);
  });
}

/** `count` messages to the same group, `people` sorted as Porchlights sort them. */
export function groupFrames(
  from: Writer,
  me: Person,
  people: readonly Person[],
  server: string,
  count: number,
): Promise<string[]> {
  const first = from.counter + 1;
  from.counter += count;
  const message = 'Street party on Saturday, bring a chair';
  return many(count, (at) => chatFrame({ from, to: people, me, server, message }, first + at));
}

/** Messages between others, as a server that floods delivers them; to so many people each. */
export function foreignFrames(server: string, count: number, people = 1): Promise<string[]> {
  return many(count, (at) => {
    const keys = Array.from({ length: people }, foreignKey);
    return signedFrame(undefined, at + 1, keys, systemRandom(16), systemRandom(784), server);
  });
}
