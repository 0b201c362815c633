// What is taken away, or says something else now, must not stay in what search reads: in the same transaction its block of
// the corpus goes. It is made again without it when the engine rests (corpus-maker.ts).
import type { Store } from '../store/store.ts';
import type { Draft } from './draft.ts';

const PLACES_BITS = 9;
/** The block of the corpus that a message belongs to. */
export const blockOf = (seq: number): number => seq >> PLACES_BITS;
/** Places in a block. */
export const BLOCK = 1 << PLACES_BITS;

/** From so many on, all blocks go: that is quicker than asking where each stood. */
const MANY = 64;

/** Costs nothing where nothing is erased. Throws `StoreError`. */
export async function eraseFromCorpus(batch: Draft, store: Store, lastSeq: number): Promise<void> {
  const { messages, corpus } = batch;
  for (const { seq, text, file, edit } of messages.puts.values())
    if (edit !== undefined || (text === '' && file === undefined)) corpus.remove(blockOf(seq));
  if (messages.gone.size > MANY) {
    for (let block = blockOf(lastSeq); block >= 0; block -= 1) corpus.remove(block);
    return;
  }
  for (const row of await Promise.all([...messages.gone].map((key) => store.message(key))))
    if (row !== undefined) corpus.remove(blockOf(row.seq));
}
