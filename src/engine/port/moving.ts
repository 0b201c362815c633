// A change of key as pages see it: the old identity and the new one each run in an engine of their own, and the page carries
// what they say to each other (protocol/moved.ts).
import type { Fingerprint } from '../../domain/ids.ts';

/** What the new key says: that it comes after the old one. Worth nothing without the old one's word. */
export interface MoveHalf {
  readonly pem: string;
  /** Base64. */
  readonly signature: string;
}
/** Of the old identity: how far the news has got. */
export interface MoveState {
  readonly to: Fingerprint;
  readonly at: number; // ms since 1970
  /** How many were to be told. */
  readonly told: number;
  /** Who of them is not known to have it. */
  readonly waiting: readonly Fingerprint[];
  /** Contacts who use another program, which would not understand: they hear of it from the person alone. */
  readonly others: readonly Fingerprint[];
}
/** Somebody who is taken along: what I call them, that I know them, and since when. */
export interface TakenPerson {
  readonly pem: string;
  readonly petname: string;
  readonly accepted: boolean;
  readonly firstSeen: number;
  readonly lastSeen: number;
}
export type MoveAnswer =
  | { readonly kind: 'later' }
  /** Makes the new key known here, to look at it. */
  | { readonly kind: 'compare' }
  /** Takes it for theirs: my name for them goes over, the old key is called `oldName` from now on. */
  | { readonly kind: 'use'; readonly oldName: string };

export interface MovingApi {
  /** To the new identity. Refuses with `bad-move` for its own key. */
  signMove(from: Fingerprint): Promise<MoveHalf>;
  /**
   * To the old identity: tells every contact who uses Porchlight; those who are away when their light is on. `text` says it
   * to the eye. Refuses with `bad-move` when the half is not right.
   */
  announceMove(half: MoveHalf, text: string): Promise<MoveState>;
  /** Undefined: this identity has not moved. */
  moveState(): Promise<MoveState | undefined>;
  peopleToTake(): Promise<readonly TakenPerson[]>;
  /** Adds them to those who are known here; how many are new. */
  takePeople(people: readonly TakenPerson[]): Promise<number>;
  /** What the reader makes of somebody's move to the key `next` that they looked at. Refuses with `unknown-move`. */
  answerMove(person: Fingerprint, next: Fingerprint, answer: MoveAnswer): Promise<void>;
}
