// One key as a list brings it.
import { KeyReader } from '../../src/engine/key-reader.ts';
import type { ListedKey } from '../../src/engine/listed-key.ts';

/** The key that a PEM text stands for; undefined for what is none. */
export async function readListedKey(text: string): Promise<ListedKey | undefined> {
  const [found] = await new KeyReader(new Map()).read([{ address: 'a', clients: [text] }]);
  return found?.[0]?.value;
}
