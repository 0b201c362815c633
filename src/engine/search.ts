// Answers the search: over texts in memory, block after block from the newest; the messages found are read for what is shown.
import { fold } from '../domain/fold.ts';
import { snippetOf } from '../domain/snippet.ts';
import { wantedOf, type Wanted } from '../domain/wanted.ts';
import { messagesAt } from '../store/corpus.ts';
import type { MessageRow } from '../store/rows.ts';
import { Corpus } from './corpus.ts';
import { breather, CorpusMaker, type CorpusMakerOptions } from './corpus-maker.ts';
import { findsIn, wordsOf, type Filter, type Find } from './corpus-rows.ts';
import { pageId } from '../domain/message.ts';
import type { SearchHit, SearchQuery, SearchResult } from './port/search.ts';

export type SearchOptions = Omit<CorpusMakerOptions, 'corpus'>;

const MOST_HITS = 200;
const MOST_PLACES = 2000;
/** So many messages that are not in the corpus yet are read before the answer; more of them behind it. */
const FEW = 2000;

export class Search {
  readonly #options: SearchOptions;
  readonly #corpus: Corpus;
  readonly #maker: CorpusMaker;
  #opening: Promise<void> | undefined;
  #loading: Promise<void> | undefined;
  #question = 0;

  constructor(options: SearchOptions) {
    this.#options = options;
    this.#corpus = new Corpus(options.ground.store, options.desk);
    this.#maker = new CorpusMaker({ ...options, corpus: this.#corpus });
  }

  /** Makes what is missing; the texts come into no memory for it. */
  async tend(): Promise<void> {
    await this.#open();
    await this.#maker.make();
  }

  /** The texts leave the memory. */
  forget(): void {
    this.#loading = undefined;
    this.#corpus.forget();
  }

  stop(): void {
    this.#maker.stop();
  }

  async search(query: SearchQuery): Promise<SearchResult> {
    const question = (this.#question += 1);
    const wanted = wantedOf(query.text);
    const isReady = await this.#prepare();
    if (wanted === undefined) return { hits: [], isMore: false, isReady };
    const isStale = (): boolean => question !== this.#question;
    return this.#answer(query, wanted, isReady, isStale);
  }

  /** True when everything there is can be found. */
  async #prepare(): Promise<boolean> {
    await this.#open();
    this.#loading ??= this.#corpus.load().catch((error: unknown) => {
      this.forget();
      throw error;
    });
    await this.#loading;
    const left = this.#left();
    if (left === 0) return true;
    const making = this.#maker.make();
    if (left <= FEW) await making;
    else making.catch(ignore); // who asks again hears of it
    return this.#left() === 0;
  }

  async #answer(
    query: SearchQuery,
    wanted: Wanted,
    isReady: boolean,
    isStale: () => boolean,
  ): Promise<SearchResult> {
    const { conversation, author, hasFile = false } = query;
    const limit = Math.min(Math.max(query.limit, 1), MOST_HITS);
    const isPlace: Filter['isPlace'] = (place) =>
      (conversation === undefined || place.conversation === conversation) &&
      (author === undefined || place.author === author);
    const most = conversation === undefined ? limit : MOST_PLACES;
    const finds = await this.#scan({ wanted, isPlace, hasFile }, most, isStale);
    const ranked = conversation === undefined ? bestFirst(finds) : finds;
    const hits = await this.#hits(ranked.slice(0, limit), wanted);
    const places = conversation !== undefined && {
      places: finds
        .slice(0, most)
        .map(({ seq }) => seq)
        .toReversed(),
    };
    return { hits, isMore: ranked.length > limit, isReady: isReady && !isStale(), ...places };
  }

  /** Newest first; ends when there are more than `most` of which none can be outdone. */
  async #scan(filter: Filter, most: number, isStale: () => boolean): Promise<readonly Find[]> {
    const breathe = breather(this.#options.ground.clock, 8);
    const finds: Find[] = [];
    let best = 0;
    for (const row of this.#corpus.rows()) {
      for (const find of findsIn(row, filter).toReversed()) {
        if (find.isMeantMost) best += 1;
        if (find.isMeantMost || finds.length < MOST_PLACES) finds.push(find);
      }
      if (best > most || isStale()) break;
      await breathe();
    }
    return finds;
  }

  async #hits(finds: readonly Find[], wanted: Wanted): Promise<readonly SearchHit[]> {
    const { ground, views } = this.#options;
    if (finds.length === 0) return [];
    const rows = new Map((await ground.store.read(messagesAt(finds))).map((row) => [row.seq, row]));
    return finds.flatMap(({ seq }) => {
      const row = rows.get(seq);
      return row === undefined ? [] : [hitOf(row, wanted, views)];
    });
  }

  #left(): number {
    const upTo = Math.max(0, ...[...this.#options.desk.conversations.values()].map(({ lastSeq }) => lastSeq));
    return this.#corpus.missing(upTo).reduce((sum, { from, to }) => sum + to - from + 1, 0);
  }

  #open(): Promise<void> {
    this.#opening ??= this.#corpus.open().catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }
}

const bestFirst = (finds: readonly Find[]): readonly Find[] => [
  ...finds.filter((find) => find.isMeantMost),
  ...finds.filter((find) => !find.isMeantMost),
];

function hitOf(row: MessageRow, { words }: Wanted, views: SearchOptions['views']): SearchHit {
  const { text, name } = wordsOf(row, views);
  const folded = fold(text);
  const isText = name === '' || words.some((word) => folded.includes(word));
  const { text: snippet, marks } = snippetOf(isText ? text : name, words);
  const { key, seq, conversation, author, at } = row;
  return {
    message: pageId(key),
    seq,
    conversation,
    author,
    at,
    what: isText ? 'text' : 'file',
    snippet,
    marks,
  };
}

function ignore(): void {
  // the same is tried, and fails, at the next question
}
