// What a message's text is made of. The pieces, put together again, are the text as it was typed.
import type { Author } from '../../engine/port/messages.ts';

export type Mark = 'strong' | 'em' | 'del';

export type Token =
  | { readonly kind: 'text'; readonly raw: string }
  /** Signs that only say how the rest is shown. */
  | { readonly kind: 'hidden'; readonly raw: string }
  | { readonly kind: 'open' | 'close'; readonly raw: string; readonly mark: Mark }
  | { readonly kind: 'code'; readonly raw: string; readonly shown: string }
  | LinkToken
  | MentionToken
  /** Begins an item of a list; `number` as it was typed. */
  | { readonly kind: 'item'; readonly raw: string; readonly number: number | undefined };

export interface LinkToken {
  readonly kind: 'link';
  readonly raw: string;
  /** The address as typed, or in the network's own letters where the typed ones might deceive. */
  readonly shown: string;
  readonly href: string;
  /** With the port; in the network's own letters. */
  readonly host: string;
  /** Asked about before it is opened. */
  readonly isDoubtful: boolean;
}
export interface MentionToken {
  readonly kind: 'mention';
  readonly raw: string;
  readonly who: Author;
}

export interface Block {
  readonly kind: 'text' | 'quote' | 'list' | 'fence';
  readonly tokens: readonly Token[];
}

/** Counts what a scan does; for the proof that twice the text takes twice the steps. */
export interface Cost {
  steps: number;
}
