// Blocks of the corpus: made of messages, added to, and looked through.
import { fold } from '../domain/fold.ts';
import { isMeantMost, type Wanted } from '../domain/wanted.ts';
import type { CorpusPlace, CorpusRow, MessageRow } from '../store/rows.ts';
import type { Views } from './views.ts';

/** Between a text and the name of its file: no folded text has it. */
const FILE = '\u0001';

export interface Entry extends CorpusPlace {
  readonly seq: number;
  readonly text: string;
}

/** What other programs show for a file (domain/file-text.ts) says nothing that its name does not. */
const FILE_TEXT = /^📎 .+(\nhttps?:\/\/\S+)?$/u;

/** The words of a message, as the reader sees them, and the name of its file. */
export function wordsOf(
  row: MessageRow,
  views: Pick<Views, 'text'>,
): { readonly text: string; readonly name: string } {
  const { file, deleted, notice } = row;
  if (deleted === true || notice !== undefined) return { text: '', name: '' };
  const text = views.text(row);
  return { text: file !== undefined && FILE_TEXT.test(text) ? '' : text, name: file?.name ?? '' };
}

/** Undefined where there is nothing to be found. */
export function entryOf(row: MessageRow, views: Pick<Views, 'text'>): Entry | undefined {
  const { text, name } = wordsOf(row, views);
  if (text === '' && name === '') return undefined;
  const { seq, conversation, author } = row;
  return { seq, conversation, author, text: name === '' ? fold(text) : `${fold(text)}${FILE}${fold(name)}` };
}

/** @param entries In any order; with those of `before`, if any, they become the block. */
export function blockRow(
  block: number,
  upTo: number,
  entries: readonly Entry[],
  before?: CorpusRow,
): CorpusRow {
  const all = [...(before === undefined ? [] : entriesOf(before)), ...entries].sort((a, b) => a.seq - b.seq);
  const places: CorpusPlace[] = [];
  const numbers = new Map<string, number>();
  const where = all.map(({ conversation, author }) => {
    const key = `${conversation} ${author}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, places.length);
    return places.push({ conversation, author }) - 1;
  });
  const seqs = Uint32Array.from(all, ({ seq }) => seq);
  return {
    block,
    upTo,
    seqs,
    where: Uint16Array.from(where),
    places,
    texts: all.map(({ text }) => `${text}\n`).join(''),
  };
}

function entriesOf({ seqs, where, places, texts }: CorpusRow): readonly Entry[] {
  const lines = texts.split('\n');
  return [...seqs].flatMap((seq, at) => {
    const place = places[where[at] ?? -1];
    return place === undefined ? [] : [{ ...place, seq, text: lines[at] ?? '' }];
  });
}

export interface Find extends CorpusPlace {
  readonly seq: number;
  readonly isMeantMost: boolean;
}
export interface Filter {
  readonly wanted: Wanted;
  readonly isPlace: (place: CorpusPlace) => boolean;
  readonly hasFile: boolean;
}

/** What of the block is meant, oldest first. */
export function findsIn(row: CorpusRow, { wanted, isPlace, hasFile }: Filter): readonly Find[] {
  const { texts, seqs, where, places } = row;
  const [first = '', ...rest] = wanted.words;
  let at = texts.indexOf(first);
  if (at < 0 || !places.some(isPlace)) return [];
  const finds: Find[] = [];
  const starts = startsOf(row);
  for (let line = 0; at >= 0; line += 1) {
    while ((starts[line + 1] ?? Infinity) <= at) line += 1;
    const end = starts[line + 1] ?? texts.length;
    const text = texts.slice(starts[line], end - 1);
    const place = places[where[line] ?? -1];
    const isMeant = rest.every((word) => text.includes(word)) && (!hasFile || text.includes(FILE));
    if (isMeant && place !== undefined && isPlace(place))
      finds.push({ ...place, seq: seqs[line] ?? 0, isMeantMost: isMeantMost(text, wanted) });
    at = texts.indexOf(first, end);
  }
  return finds;
}

/** Where each line begins; kept with the block, as the next letter asks again. */
const known = new WeakMap<CorpusRow, Uint32Array>();
function startsOf(row: CorpusRow): Uint32Array {
  const kept = known.get(row);
  if (kept !== undefined) return kept;
  const starts = new Uint32Array(row.seqs.length);
  for (let line = 1, at = 0; line < starts.length; line += 1) {
    at = row.texts.indexOf('\n', at) + 1;
    starts[line] = at;
  }
  known.set(row, starts);
  return starts;
}
