// The runner on the calling thread: for Node, for tests, and inside each crypto worker.
import { gcmOpen } from './gcm.ts';
import { KeyCache } from './key-cache.ts';
import type { PrivateKeys } from './key-pair.ts';
import { readMessageKey } from './message-key.ts';
import { tryUnwrap, wrapKey } from './oaep.ts';
import { CryptoError } from './problem.ts';
import { SALT_LENGTH, sign, verify } from './pss.ts';
import type { OaepHash } from './public-key.ts';
import type { CryptoRunner, OpenJob, OpenResult, Priority, VerifyJob } from './runner.ts';
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

  verify(job: VerifyJob): Promise<number> {
    const { spki, signature, texts, saltLength = SALT_LENGTH, priority = 'high' } = job;
    let at = 0;
    return this.#enqueue(priority, async () => {
      const text = texts[at];
      const key = await this.#verifyKey(spki);
      if (text === undefined || key === undefined) return { value: -1 };
      if (await verify(key, signature, text, saltLength)) return { value: at };
      at += 1;
      return undefined;
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
    const keys = this.#privateKeys();
    const wrapped = job.wrapped[index];
    if (wrapped === undefined) return undefined;
    const opened = await tryUnwrap(job.oaep === 'SHA-1' ? keys.open1 : keys.open256, wrapped);
    if (opened === undefined) return undefined;
    for (const key of readMessageKey(opened)) {
      const text = await gcmOpen(key, job.iv, job.sealed);
      if (text !== undefined) return { plain: text, index };
    }
    return 'broken';
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
