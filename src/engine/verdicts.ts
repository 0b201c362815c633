// What the steps of PROTOCOL.md rule 1 hand to each other: a frame under way, what it claims, what was proven of it.
import type { Habits } from '../domain/habits.ts';
import type { Fingerprint } from '../domain/ids.ts';
import type { SignedFrame } from '../protocol/frame.ts';
import type { XPart } from '../protocol/x.ts';

/** A frame on its way through the steps. */
export interface Job {
  readonly frame: SignedFrame;
  /** Its place in the order of arrival. */
  readonly arrival: number;
  /** What is left to be tried, in the slow lane. */
  readonly left?: Left;
  /** Searches for its signer so far, and when the wait for a list began (monotonic). */
  readonly searches?: number;
  readonly parkedAt?: number;
}
export type Left =
  | { readonly kind: 'keys'; readonly rest: readonly number[] }
  | { readonly kind: 'hash' }
  | { readonly kind: 'name' | 'forms' | 'signers'; readonly claim: Claim };

/** Who claims to have signed, and what the frame says. Nothing of it counts before the signature holds. */
export interface Claim {
  /** As the wire has them, the sender first; empty where the frame names nobody. */
  readonly names: readonly string[];
  /** False where the names say nothing of who may read: nicknames in the open, or none at all. */
  readonly isBinding: boolean;
  readonly text: string;
  readonly x: XPart | undefined;
  readonly habits: Habits;
  readonly index: number;
}

/** A message whose signature and participants hold. */
export interface Proven {
  readonly kind: 'chat' | 'public';
  readonly signer: Fingerprint;
  /** Everybody in it, the signer first; empty in the square. */
  readonly people: readonly Fingerprint[];
  readonly text: string;
  readonly x: XPart | undefined;
  readonly counter: number;
  /** False where the signature does not cover the counter: then it says nothing. */
  readonly isCounted: boolean;
  readonly signature: string;
  readonly arrival: number;
  /** How its sender's program writes, as far as this message shows. */
  readonly habits: Habits;
}

export type Verdict =
  | { readonly kind: 'proven'; readonly job: Job; readonly message: Proven }
  | { readonly kind: 'parked'; readonly job: Job; readonly name: string }
  | { readonly kind: 'later' | 'foreign' | 'unproven' | 'malformed'; readonly job: Job };
