// When search works: at once where somebody asks, else in the background, when there is much that is not in the corpus yet and
// nothing has been stored for a while. All that it takes loads then (search.ts).
import { PortError } from '../lib/port.ts';
import { StoreError } from '../store/problem.ts';
import type { Desk } from './desk.ts';
import { BLOCK } from './erasing.ts';
import { searchWork } from './later.ts';
import type { Ground } from './parts.ts';
import type { SearchApi } from './port/search.ts';
import type { Search } from './search.ts';
import type { Views } from './views.ts';

export interface SearchRoomOptions {
  readonly ground: Ground;
  readonly desk: Desk;
  readonly views: Views;
  readonly isBusy: () => boolean;
}

/** Nothing was stored for so long: the engine rests. */
const REST_MS = 5000;
/** Texts stay in memory for so long after the last question. */
const KEPT_MS = 5 * 60_000;

export class SearchRoom {
  readonly #options: SearchRoomOptions;
  #search: Search | undefined;
  /** `seq` up to which the corpus has been seen to. */
  #tended = 0;
  #isStopped = false;
  #stopTimer: () => void = () => undefined;
  #stopKeeping: () => void = () => undefined;

  constructor(options: SearchRoomOptions) {
    this.#options = options;
    options.desk.onStored(({ corpus, messages }) => {
      if (corpus.gone.size > 0) this.#tended = Math.min(this.#tended, options.desk.lastSeq - BLOCK);
      if (messages.puts.size + corpus.gone.size > 0) this.#later();
    });
    this.#later();
  }

  search: SearchApi['search'] = async (query) => {
    const { clock } = this.#options.ground;
    const search = await this.#loaded();
    this.#stopKeeping();
    this.#stopKeeping = clock.after(KEPT_MS, () => search.forget());
    return search.search(query);
  };

  stop(): void {
    this.#isStopped = true;
    this.#stopTimer();
    this.#stopKeeping();
    this.#search?.stop();
  }

  #later(): void {
    this.#stopTimer();
    if (this.#isStopped || this.#options.desk.lastSeq - this.#tended < BLOCK) return;
    this.#stopTimer = this.#options.ground.clock.after(REST_MS, () => void this.#tend());
  }

  async #tend(): Promise<void> {
    const { desk, isBusy } = this.#options;
    if (isBusy()) return this.#later();
    const upTo = desk.lastSeq;
    try {
      await (await this.#loaded()).tend();
      this.#tended = upTo;
    } catch (error) {
      // Background work: the first question tells what fails, and the next commit tries again.
      if (!(error instanceof StoreError || error instanceof PortError)) throw error;
    }
  }

  async #loaded(): Promise<Search> {
    const { Search } = await searchWork();
    this.#search ??= new Search(this.#options);
    return this.#search;
  }
}
