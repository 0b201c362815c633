// The richer members of `x` (PROTOCOL.md rule 5): what a message refers to, and acts, which only make sense to a Porchlight and
// go only to keys that have shown `x`. The readable `message` beside them says the same to every other client.

/** A message, named by who signed it and its `x.id`; by its counter only where it came without `x`. */
export type Ref =
  | { readonly from: string; readonly id: string }
  | { readonly from: string; readonly counter: number };

/** Somebody named in the text: code units `at` to `at + length` of the text behind `skip` are their name. */
export interface MentionPart {
  readonly at: number;
  readonly length: number;
  readonly who: string; // canonical fingerprint
}

/** What stands beside a message that every client shows. */
export interface RichPart {
  readonly re?: Ref;
  /** Code units at the start of `message` that are there for other programs only (the quoted line). */
  readonly skip?: number;
  readonly at?: readonly MentionPart[];
  /** Seconds after which it disappears: from being read there, from being sent here. */
  readonly ttl?: number;
  readonly act?: Act;
}

/** What is done to a message or a conversation. A later counter of the same signer wins over an earlier one. */
export type Act =
  | { readonly kind: 'react'; readonly to: Ref; readonly emoji: string } // '' takes it back
  | { readonly kind: 'edit'; readonly to: Ref; readonly at?: readonly MentionPart[] } // the new text is `message` behind `skip`
  | { readonly kind: 'delete'; readonly to: readonly Ref[] } // own ones only
  | { readonly kind: 'title'; readonly title: string } // of a group; '' takes it away
  | { readonly kind: 'timer'; readonly seconds: number } // of a conversation; 0 turns it off
  | { readonly kind: 'typing'; readonly on: boolean };
