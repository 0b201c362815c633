// What pool and crypto worker say to each other. The byte arrays of a job travel in one piece: cloning a view would clone
// the whole buffer under it, and a thousand small arrays cost more than one.
import { concatBytes } from '../lib/bytes.ts';
import type { PrivateKeys } from './key-pair.ts';
import type { CryptoProblem } from './problem.ts';
import type { OaepHash } from './public-key.ts';
import type { KeyForm, Priority, Verified } from './runner.ts';

/** Several byte arrays behind each other. */
export interface Packed {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly lengths: readonly number[];
}

/** A reading by the places of its parts: readings often share their bytes, which travel once. */
export interface ReadingParts {
  readonly iv: number;
  readonly sealed: number;
  readonly tagged: boolean;
}

/** One piece of work; `parts` in the order named. */
export type JobBody =
  /** What `readings` point at, then wrapped keys… */
  | {
      readonly kind: 'open';
      readonly priority: Priority;
      readonly oaep: OaepHash;
      readonly readings: readonly ReadingParts[];
      /** Parts before the first wrapped key. */
      readonly shared: number;
    }
  /** signature, `keys` SPKIs…, texts… */
  | {
      readonly kind: 'verify';
      readonly priority: Priority;
      readonly saltLengths: readonly number[];
      readonly keys: number;
    }
  /** bytes */
  | { readonly kind: 'sign'; readonly saltLength: number }
  /** key, then the SPKIs of `fresh`; `numbers` as in key-numbers.ts */
  | {
      readonly kind: 'wrap';
      readonly oaep: OaepHash;
      readonly numbers: readonly number[];
      readonly fresh: readonly number[];
    };

export interface WireJob {
  readonly id: number;
  readonly body: JobBody;
  readonly parts: Packed;
}

export type WorkerRequest =
  | { readonly kind: 'keys'; readonly keys: PrivateKeys }
  | { readonly kind: 'jobs'; readonly jobs: readonly WireJob[] }
  | { readonly kind: 'cancel'; readonly ids: readonly number[] }
  | { readonly kind: 'forget' }; // the keys told so far

export type WireOutcome =
  | {
      readonly kind: 'opened';
      readonly index: number;
      readonly reading: number;
      readonly key: KeyForm;
      readonly bytes: Uint8Array<ArrayBuffer>;
    }
  | { readonly kind: 'broken' }
  | { readonly kind: 'none' }
  | { readonly kind: 'verified'; readonly verified: Verified | undefined }
  | { readonly kind: 'made'; readonly parts: Packed } // a signature, or wrapped keys
  | { readonly kind: 'failed'; readonly problem: CryptoProblem; readonly detail: string | undefined };

export interface WireResult {
  readonly id: number;
  readonly outcome: WireOutcome;
}

export type WorkerReport =
  | { readonly kind: 'ready' }
  | { readonly kind: 'keys' } // they have arrived
  | { readonly kind: 'results'; readonly results: readonly WireResult[] };

/** Above so many bytes memory changes hands instead of being copied; below, that costs more. */
const WORTH_MOVING = 16 * 1024;

/** The memory of those of `arrays` that are long. Each must have its memory to itself. */
export function buffersOf(arrays: readonly Uint8Array<ArrayBuffer>[]): ArrayBuffer[] {
  return arrays.filter(({ length }) => length >= WORTH_MOVING).map(({ buffer }) => buffer);
}

export function pack(parts: readonly Uint8Array[]): Packed {
  return { bytes: concatBytes(...parts), lengths: parts.map((part) => part.length) };
}

export function unpack({ bytes, lengths }: Packed): Uint8Array<ArrayBuffer>[] {
  let at = 0;
  return lengths.map((length) => {
    at += length;
    return bytes.subarray(at - length, at);
  });
}
