// What an act meets when it is judged, and the form of a handler: each kind of act has one, in a table (acts.ts).
import type { AuthorKey } from '../domain/message.ts';
import type { Act, ActKind } from '../protocol/acts.ts';
import type { ConversationRow } from '../store/rows.ts';
import type { ActsOptions } from './acts.ts';
import type { Draft } from './draft.ts';

/** The parts of the engine, and the commit in which it happens. */
export interface Scene extends ActsOptions {
  readonly draft: Draft;
}

/** Who did it where. Its signature has been verified, and nothing else: whether they may is the handler's question. */
export interface Said {
  /** Author of the act + '|' + its `x.id`. */
  readonly key: string;
  readonly by: AuthorKey;
  /** Tells which of two acts of one signer is the later one. */
  readonly counter: number;
  /** As the draft has it so far; it may not be stored yet. */
  readonly conversation: ConversationRow;
  /** The words of its frame behind `skip`. */
  readonly text: string;
  /** Somebody whom I never wrote to or named. */
  readonly isStranger: boolean;
  /** Its frame's counter was old: late or a copy. What changes a value is harmless then; what happens at a moment is over. */
  readonly isOld: boolean;
}

/** Does it, within the draft. True when something is new by it: an act done twice changes nothing. */
export type Handler<Kind extends ActKind = ActKind> = (
  scene: Scene,
  act: Extract<Act, { kind: Kind }>,
  said: Said,
) => Promise<boolean>;

export type Entry = readonly [ActKind, Handler];

/** A line of the table: acts of this kind are for `handler`. */
export function on<Kind extends ActKind>(kind: Kind, handler: Handler<Kind>): Entry {
  const isOfKind = (act: Act): act is Extract<Act, { kind: Kind }> => act.kind === kind;
  return [kind, (scene, act, said) => (isOfKind(act) ? handler(scene, act, said) : Promise.resolve(false))];
}
