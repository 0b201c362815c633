// The runner on the calling thread: for Node, for tests, and inside each crypto worker.
import { fromUtf8 } from '../lib/bytes.ts';
import { gcmOpen, gcmOpenUntagged } from './gcm.ts';
import { KeyCache } from './key-cache.ts';
import type { PrivateKeys } from './key-pair.ts';
import { readMessageKey, type FoundKey } from './message-key.ts';
import { tryUnwrap, wrapKey } from './oaep.ts';
import { CryptoError } from './problem.ts';
import { SALT_LENGTH, sign, verify } from './pss.ts';
import type { OaepHash } from './public-key.ts';
import type {
  CryptoRunner,
  OpenJob,
  OpenResult,
  Opening,
  Priority,
  SealedReading,
  Verified,
  VerifyJob,
} from './runner.ts';
import { taskOf, WorkQueue } from './work-queue.ts';

/** Encryptions per unit of work: about as long as one decryption. */
const WRAPS_PER_STEP = 16;

/** An `AbortSignal`, or something as small: one is made for every job. */
export interface StopSignal {
  readonly aborted: boolean;
}

/** All work on this thread, in turns. `onTurn` as in `WorkQueue`. */
export function createInPlaceRunner(onTurn?: () => void): InPlaceRunner {
  return new InPlaceRunner(onTurn);
}

export class InPlaceRunner implements CryptoRunner {
  readonly #cache = new KeyCache();
  readonly #queue: WorkQueue;
  #keys: PrivateKeys | undefined;
  #closed = false;

  constructor(onTurn?: () => void) {
    this.#queue = new WorkQueue(onTurn);
  }

  async setPrivateKeys(keys: PrivateKeys): Promise<void> {
    this.#keys = keys;
  }

  /** `signal` stops the search early; it then resolves as if the rest were not ours. */
  open(job: OpenJob, signal?: StopSignal): Promise<OpenResult> {
    let at = 0;
    let broken = false;
    return this.#enqueue<OpenResult>(job.priority, async () => {
      const index = job.order[at];
      at += 1;
      if (index === undefined || signal?.aborted === true) return { value: broken ? 'broken' : undefined };
      const result = await this.#openOne(job, index);
      if (result !== undefined && result !== 'broken') return { value: result };
      broken ||= result === 'broken';
      return at < job.order.length ? undefined : { value: broken ? 'broken' : undefined };
    });
  }

  verify(job: VerifyJob): Promise<Verified | undefined> {
    const tries = triesOf(job);
    return this.#enqueue<Verified | undefined>(job.priority ?? 'high', async () => {
      const { value } = tries.next();
      if (value === undefined) return { value };
      const key = await this.#verifyKey(value.spki);
      const holds = key !== undefined && (await verify(key, job.signature, value.bytes, value.saltLength));
      return holds
        ? { value: { key: value.key, text: value.text, saltLength: value.saltLength } }
        : undefined;
    });
  }

  sign(bytes: Uint8Array, saltLength = SALT_LENGTH): Promise<Uint8Array<ArrayBuffer>> {
    return this.#enqueue('high', async () => ({
      value: await sign(this.#privateKeys().sign, bytes, saltLength),
    }));
  }

  wrap(
    spkis: readonly Uint8Array[],
    key: Uint8Array,
    oaep: OaepHash = 'SHA-256',
  ): Promise<readonly Uint8Array<ArrayBuffer>[]> {
    const wrapped: Uint8Array<ArrayBuffer>[] = [];
    return this.#enqueue('high', async () => {
      const some = spkis.slice(wrapped.length, wrapped.length + WRAPS_PER_STEP);
      const one = async (spki: Uint8Array) => wrapKey(await this.#cache.encryptKey(spki, oaep), key);
      wrapped.push(...(await Promise.all(some.map(one))));
      return wrapped.length < spkis.length ? undefined : { value: wrapped };
    });
  }

  close(): void {
    this.#closed = true;
    this.#keys = undefined;
  }

  #enqueue<Value>(
    priority: Priority,
    step: () => Promise<{ readonly value: Value } | undefined>,
  ): Promise<Value> {
    return new Promise((resolve, reject) => {
      const open = async () => {
        if (this.#closed) throw new CryptoError('closed');
        return step();
      };
      this.#queue.add(taskOf(priority, open, { resolve, reject }));
    });
  }

  async #openOne(job: OpenJob, index: number): Promise<OpenResult> {
    const privateKeys = this.#privateKeys();
    const wrapped = job.wrapped[index];
    if (wrapped === undefined) return undefined;
    const opened = await tryUnwrap(job.oaep === 'SHA-1' ? privateKeys.open1 : privateKeys.open256, wrapped);
    if (opened === undefined) return undefined;
    const keys = readMessageKey(opened);
    const found =
      (await firstOpening(keys, job.readings, true)) ?? (await firstOpening(keys, job.readings, false));
    return found === undefined ? 'broken' : { ...found, index };
  }

  async #verifyKey(spki: Uint8Array): Promise<CryptoKey | undefined> {
    try {
      return await this.#cache.verifyKey(spki);
    } catch (error) {
      if (error instanceof CryptoError && error.kind === 'weak-key') return undefined;
      throw error;
    }
  }

  #privateKeys(): PrivateKeys {
    if (this.#keys === undefined) throw new CryptoError('no-private-keys');
    return this.#keys;
  }
}

/** The first reading, with (or without) a tag, that one of `keys` opens. */
async function firstOpening(
  keys: readonly FoundKey[],
  readings: readonly SealedReading[],
  tagged: boolean,
): Promise<Omit<Opening, 'index'> | undefined> {
  const open = tagged ? gcmOpen : gcmOpenUntagged;
  for (const [reading, { iv, sealed, tagged: isTagged }] of readings.entries()) {
    if (isTagged !== tagged) continue;
    for (const { key, text, bytes } of keys) {
      const plain = await open(key, iv, sealed);
      if (plain === undefined || (!tagged && fromUtf8(plain) === undefined)) continue;
      return { plain, reading, key: { text, bytes } };
    }
  }
  return undefined;
}

interface Try extends Verified {
  readonly spki: Uint8Array;
  readonly bytes: Uint8Array;
}

function* triesOf({ spkis, texts, saltLengths = [SALT_LENGTH] }: VerifyJob): Generator<Try, undefined> {
  for (const [key, spki] of spkis.entries())
    for (const [text, bytes] of texts.entries())
      for (const saltLength of saltLengths) yield { key, text, saltLength, spki, bytes };
  return undefined;
}
