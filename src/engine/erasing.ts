// What is taken away, or says something else now, must not stay in what search reads: in the same transaction its block of
// the corpus goes. It is made again without it when the engine rests (corpus-maker.ts).
import type { MessageRow } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import { standingText } from './conversation-rows.ts';
import type { Draft } from './draft.ts';

/** Places in a block of the corpus. */
export const BLOCK = 512;
/** The block that a message belongs to. Imported ones stand before the first place, and between others. */
export const blockOf = (seq: number): number => Math.floor(seq / BLOCK);

/** Reads what is stored only where something is gone or was put in other words. Throws `StoreError`. */
export async function eraseFromCorpus({ messages, corpus }: Draft, store: Store): Promise<void> {
  const edited: string[] = [];
  for (const row of messages.puts.values()) {
    // What is imported may stand among what is in the corpus already.
    if (row.imported === true || isEmpty(row)) corpus.remove(blockOf(row.seq));
    else if (row.edit !== undefined) edited.push(row.key);
  }
  for (const row of await Promise.all([...edited, ...messages.gone].map((key) => store.message(key)))) {
    if (row === undefined || isEmpty(row)) continue;
    const next = messages.puts.get(row.key);
    if (next === undefined || standingText(next) !== standingText(row)) corpus.remove(blockOf(row.seq));
  }
}

/** Taken back, or only its key is kept: nothing of it is in the corpus any more. */
const isEmpty = ({ text, file }: MessageRow): boolean => text === '' && file === undefined;
