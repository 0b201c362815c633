// Bare WebCrypto, eight operations in flight (what suits Firefox best and costs Chromium nothing).
import { framesOf, type BareJob } from './bare-jobs.ts';
import { bytesOf, derOf } from './bytes.ts';
import { ownKeys, type OwnKeys } from './own-keys.ts';

const WIDTH = 8;
const { subtle } = crypto;
const utf8 = new TextEncoder();
const OAEP = { name: 'RSA-OAEP' };
const PSS = { name: 'RSA-PSS', saltLength: 32 };

type Job<Kind extends BareJob['kind']> = Extract<BareJob, { kind: Kind }>;
interface Signed {
  readonly data: string;
  readonly counter: number;
  readonly signature: string;
}
interface Chat {
  readonly chat: string;
  readonly iv: string;
  readonly symm_keys: readonly string[];
}
interface Prepared {
  readonly wrapped: Bytes;
  readonly iv: Bytes;
  readonly sealed: Bytes;
  readonly signature: Bytes;
  readonly signed: Bytes;
}
type Bytes = Uint8Array<ArrayBuffer>;

const verifyKey = (pem: string): Promise<CryptoKey> =>
  subtle.importKey('spki', derOf(pem), { name: 'RSA-PSS', hash: 'SHA-256' }, true, ['verify']);
const encryptKey = (pem: string): Promise<CryptoKey> =>
  subtle.importKey('spki', derOf(pem), { name: 'RSA-OAEP', hash: 'SHA-256' }, true, ['encrypt']);

/** Milliseconds for `work` on all of `items`. */
async function timed<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<number> {
  let next = 0;
  const runner = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) await work(items[at]!);
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: WIDTH }, runner));
  return performance.now() - start;
}

function prepare(text: string, index = 0): Prepared {
  const frame = JSON.parse(text) as Signed;
  const data = JSON.parse(frame.data) as Chat;
  return {
    wrapped: bytesOf(data.symm_keys[index]!),
    iv: bytesOf(data.iv),
    sealed: bytesOf(data.chat),
    signature: bytesOf(frame.signature),
    signed: utf8.encode(`${frame.data}${frame.counter}`),
  };
}

async function open(one: Prepared, privateKey: CryptoKey, signer: CryptoKey): Promise<void> {
  const raw = await subtle.decrypt(OAEP, privateKey, one.wrapped);
  const key = await subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt']);
  await subtle.decrypt({ name: 'AES-GCM', iv: one.iv }, key, one.sealed);
  if (!(await subtle.verify(PSS, signer, one.signature, one.signed))) throw new Error('signature');
}

const share = <Item>(all: readonly Item[], part: number, parts: number): readonly Item[] =>
  all.filter((_, at) => at % parts === part);

export async function direct({ set, pem, part, parts }: Job<'direct'>): Promise<number> {
  const all = share(await framesOf(set), part, parts).map((text) => prepare(text));
  const [{ open256 }, signer] = await Promise.all([ownKeys(), verifyKey(pem)]);
  return timed(all, (one) => open(one, open256, signer));
}

export async function foreign({ set, part, parts }: Job<'foreign'>): Promise<number> {
  const all = share(await framesOf(set), part, parts).map((text) => prepare(text).wrapped);
  const { open256 } = await ownKeys();
  let failed = 0;
  const ms = await timed(all, async (wrapped) => {
    await subtle.decrypt(OAEP, open256, wrapped).catch(() => (failed += 1));
  });
  if (failed !== all.length) throw new Error('one of them was ours');
  return ms;
}

/** Text and payload as long as the product's. */
export async function seal({ count, pem }: Job<'seal'>): Promise<number> {
  const [{ sign }, recipient] = await Promise.all([ownKeys(), encryptKey(pem)]);
  const payload = new Uint8Array(768);
  const signed = new Uint8Array(1600);
  return timed(Array.from({ length: count }), async () => {
    const raw = crypto.getRandomValues(new Uint8Array(16));
    const key = await subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt']);
    await subtle.encrypt({ name: 'AES-GCM', iv: crypto.getRandomValues(new Uint8Array(16)) }, key, payload);
    await subtle.encrypt(OAEP, recipient, raw);
    await subtle.sign(PSS, sign, signed);
  });
}

const imported = new Map<string, readonly CryptoKey[]>();

export async function wrap({ set }: Job<'wrap'>): Promise<number> {
  const keys = imported.get(set) ?? (await Promise.all((await framesOf(set)).map(encryptKey)));
  imported.set(set, keys);
  const raw = crypto.getRandomValues(new Uint8Array(16));
  return timed(keys, async (key) => void (await subtle.encrypt(OAEP, key, raw)));
}

export async function groupOpen({ set, pem, index }: Job<'group-open'>): Promise<number> {
  const texts = await framesOf(set);
  const [{ open256 }, signer] = await Promise.all([ownKeys(), verifyKey(pem)]);
  const start = performance.now();
  for (const text of texts) await open(prepare(text, index), open256, signer);
  return performance.now() - start;
}

/** One after the other: ms for opening and verifying all of `texts`. The sender's key is imported before. */
export async function openedBare(
  texts: readonly string[],
  { open256 }: Pick<OwnKeys, 'open256'>,
  pem: string,
): Promise<number> {
  const signer = await verifyKey(pem);
  const all = texts.map((text) => prepare(text));
  const start = performance.now();
  for (const one of all) await open(one, open256, signer);
  return performance.now() - start;
}

/** One after the other: ms for trying every wrapped key of `texts`, in vain. */
export async function triedBare(
  texts: readonly string[],
  { open256 }: Pick<OwnKeys, 'open256'>,
): Promise<number> {
  const all = texts.flatMap((text) => {
    const { symm_keys: keys } = JSON.parse((JSON.parse(text) as Signed).data) as Chat;
    return keys.map(bytesOf);
  });
  let failed = 0;
  const start = performance.now();
  for (const wrapped of all) await subtle.decrypt(OAEP, open256, wrapped).catch(() => (failed += 1));
  if (failed !== all.length) throw new Error('one of them was ours');
  return performance.now() - start;
}
