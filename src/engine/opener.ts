// Opening a chat frame: finding the one wrapped key that is ours, within bounds, and reading the payload.
import type { OaepHash } from '../crypto/public-key.ts';
import type { CryptoRunner, Priority } from '../crypto/runner.ts';
import { sortRank } from '../domain/fingerprint.ts';
import type { Habits } from '../domain/habits.ts';
import type { Fingerprint } from '../domain/ids.ts';
import { fromUtf8 } from '../lib/bytes.ts';
import type { Clock } from '../lib/clock.ts';
import type { ChatData } from '../protocol/chat.ts';
import { readSealedText, type Payload, type SealedText } from '../protocol/payload.ts';
import { ProtocolError } from '../protocol/problem.ts';
import { readingsOf } from '../protocol/readings.ts';
import type { Speech } from '../protocol/speech.ts';
import type { Directory, Self } from './parts.ts';
import { trialOrder } from './trial-order.ts';

export type Opened =
  | {
      readonly kind: 'opened';
      readonly payload: Payload;
      readonly index: number;
      /** How it was sealed. */
      readonly habits: Habits;
    }
  | { readonly kind: 'foreign' } // none of its keys is ours
  | { readonly kind: 'malformed' } // ours, and broken
  | { readonly kind: 'given-up' } // the time for trials ran out
  /** Not among the likely ones; `rest` is what can still be tried, where nobody waits for it. */
  | { readonly kind: 'later'; readonly rest: readonly number[] };

/** Trials in the fast lane: a frame with more keys goes on in the slow one, so that no direct message waits for it. */
const QUICK_TRIALS = 8;
/** Trials between two looks at the clock. */
const SLICE = 32;
/** Time that one frame may take, in ms (PROTOCOL.md rule 10: a time budget, not a number). */
const BUDGET_MS = 10_000;
/** Kinds of frames (destinations and count of keys) whose index is remembered, and senders for each. */
const KINDS = 512;
const SENDERS = 8;

export interface OpenerOptions {
  readonly runner: CryptoRunner;
  readonly self: Self;
  readonly directory: Directory;
  readonly clock: Clock;
}

export class Opener {
  readonly #options: OpenerOptions;
  readonly #rank: number;
  /** By kind of frame: which index was ours, by sender, latest last. */
  readonly #indexes = new Map<string, Map<Fingerprint, number>>();

  constructor(options: OpenerOptions) {
    this.#options = options;
    this.#rank = sortRank(options.self.fingerprint);
  }

  /** Tries the likely keys, with each of these hashes. */
  async quick(data: ChatData, hashes: readonly OaepHash[]): Promise<Opened> {
    const order = this.order(data);
    const rest = order.slice(QUICK_TRIALS);
    for (const oaep of hashes) {
      const opened = await this.#try(data, order.slice(0, QUICK_TRIALS), oaep, 'high');
      if (opened.kind !== 'foreign') return opened;
    }
    return rest.length > 0 ? { kind: 'later', rest } : { kind: 'foreign' };
  }

  /** Tries all of `rest`, slice by slice, until one opens or the time is up. */
  async patient(data: ChatData, rest: readonly number[], hashes: readonly OaepHash[]): Promise<Opened> {
    const { clock } = this.#options;
    const start = clock.monotonic();
    for (let at = 0; at < rest.length; at += SLICE) {
      for (const oaep of hashes) {
        if (clock.monotonic() - start > BUDGET_MS) return { kind: 'given-up' };
        const opened = await this.#try(data, rest.slice(at, at + SLICE), oaep, 'low');
        if (opened.kind !== 'foreign') return opened;
      }
    }
    return { kind: 'foreign' };
  }

  /** After the signature held: the next frame of this kind is tried there first. */
  remember(data: ChatData, signer: Fingerprint, index: number): void {
    const kind = kindOf(data);
    const indexes = this.#indexes.get(kind) ?? new Map<Fingerprint, number>();
    indexes.delete(signer);
    indexes.set(signer, index);
    trim(indexes, SENDERS);
    this.#indexes.delete(kind);
    this.#indexes.set(kind, indexes);
    trim(this.#indexes, KINDS);
  }

  /** Indexes of the keys that may be ours, likeliest first. */
  order(data: ChatData): number[] {
    const { self, directory } = this.#options;
    const own = directory.ownAddress();
    const { destinationServers: servers, symmKeys } = data;
    const isAligned = servers.length === symmKeys.length && own !== undefined && servers.includes(own);
    return trialOrder({
      lengths: symmKeys.map((key) => key.length),
      own: modulusBytes(self.spki),
      remembered: [...new Set([...(this.#indexes.get(kindOf(data))?.values() ?? [])].reverse())],
      rank: this.#rank,
      ...(isAligned && { atOwnServer: (index: number) => servers[index] === own }),
    });
  }

  async #try(data: ChatData, order: readonly number[], oaep: OaepHash, priority: Priority): Promise<Opened> {
    if (order.length === 0) return { kind: 'foreign' };
    const readings = readingsOf(data);
    const job = { wrapped: data.symmKeys, order, readings, priority, oaep };
    const found = await this.#options.runner.open(job);
    if (found === undefined) return { kind: 'foreign' };
    const reading = found === 'broken' ? undefined : readings[found.reading];
    if (found === 'broken' || reading === undefined) return { kind: 'malformed' };
    const text = fromUtf8(found.plain);
    const sealed = text === undefined ? undefined : sealedTextOf(text);
    if (sealed === undefined) return { kind: 'malformed' };
    const habits: Habits = {
      oaepHash: oaep,
      wrapText: found.key.text,
      aesKeyBytes: found.key.bytes,
      ivBytes: reading.ivBytes,
      tag: reading.tag,
      binary: data.binary ?? 'base64',
      layout: layoutOf(data),
      payload: sealed.shape,
    };
    return { kind: 'opened', payload: sealed.payload, index: found.index, habits };
  }
}

/** Names in the open are what tells that layout from v1.2's. */
export function layoutOf({ participants }: ChatData): Speech['layout'] {
  return participants === undefined ? 'v12' : 'frew';
}

function sealedTextOf(text: string): SealedText | undefined {
  try {
    return readSealedText(text);
  } catch (error) {
    if (error instanceof ProtocolError) return undefined;
    throw error;
  }
}

/** Own keys are RSA-2048 (T27), whose SPKI has 294 bytes. */
function modulusBytes(spki: Uint8Array): number {
  return spki.length <= 294 ? 256 : spki.length <= 422 ? 384 : 512;
}

function kindOf(data: ChatData): string {
  return `${data.symmKeys.length}|${data.destinationServers.join('|')}`;
}

function trim(map: Map<unknown, unknown>, max: number): void {
  for (const key of map.keys()) {
    if (map.size <= max) return;
    map.delete(key);
  }
}
