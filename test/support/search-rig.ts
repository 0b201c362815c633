// A search over a real desk and store (IndexedDB's stand-in): messages come, change and go as the engine makes them.
import './fake-idb.ts';
import type { ConversationId, MessageId } from '../../src/domain/ids.ts';
import { standingText } from '../../src/engine/conversation-rows.ts';
import { Desk } from '../../src/engine/desk.ts';
import { Search } from '../../src/engine/search.ts';
import type { Clock } from '../../src/lib/clock.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { corpusKeys, corpusRows } from '../../src/store/corpus.ts';
import type { CorpusRow, FileRow, MessageRow } from '../../src/store/rows.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { conversationRow, messageRow } from '../store/sample-rows.ts';

export const views = { text: standingText };

export const fileRow = (name: string): FileRow => ({
  name,
  size: 1,
  mime: 'text/plain',
  url: '',
  local: true,
  gone: false,
  width: undefined,
  height: undefined,
});

export type Said = Partial<MessageRow> & { readonly text: string };

export class SearchRig {
  readonly store: Store;
  readonly desk: Desk;
  readonly search: Search;

  static async open(
    name: string,
    options: { clock?: Clock; wrap?: (store: Store) => Store } = {},
  ): Promise<SearchRig> {
    const opened = await openStore(name, { onTrouble: () => undefined });
    const store = options.wrap?.(opened) ?? opened;
    return new SearchRig(store, new Desk(store, await store.load()), options.clock ?? systemClock);
  }

  private constructor(store: Store, desk: Desk, clock: Clock) {
    this.store = store;
    this.desk = desk;
    this.search = new Search({ ground: { clock, store }, desk, views });
  }

  /** Stores messages of a conversation together; gives their rows. */
  async say(chat: string, ...said: readonly Said[]): Promise<readonly MessageRow[]> {
    return this.desk.join((draft) => {
      const empty = conversationRow(chat);
      const row = draft.conversations.over(empty.id, this.desk.conversations.get(empty.id)) ?? empty;
      const rows = said.map((one) => {
        const seq = this.desk.nextSeq();
        const id = `${seq}`.padStart(22, '0') as MessageId;
        return messageRow(seq, { id, conversation: empty.id, ...one });
      });
      for (const message of rows) draft.messages.put(message.key, message);
      draft.conversations.put(row.id, { ...row, lastSeq: rows.at(-1)?.seq ?? row.lastSeq });
      return rows;
    });
  }
  async change(row: MessageRow, change: Partial<MessageRow>): Promise<void> {
    await this.desk.join((draft) => draft.messages.put(row.key, { ...row, ...change }));
  }
  async remove(...rows: readonly MessageRow[]): Promise<void> {
    await this.desk.edit((draft) => rows.forEach(({ key }) => draft.messages.remove(key)));
  }
  /** Places of arrival that no message took. */
  skip(places: number): void {
    for (let at = 0; at < places; at += 1) this.desk.nextSeq();
  }

  /** Asks until everything can be found; the places of the hits, as they are listed. */
  async find(text: string, more: { conversation?: ConversationId; author?: 'me'; hasFile?: boolean } = {}) {
    for (let tries = 0; ; tries += 1) {
      const found = await this.search.search({ text, limit: 200, ...more });
      if (found.isReady) return found;
      if (tries > 100) throw new Error('never ready');
      await new Promise((done) => setTimeout(done, 1));
    }
  }
  async seqs(text: string, more: Parameters<SearchRig['find']>[1] = {}): Promise<readonly number[]> {
    return (await this.find(text, more)).hits.map(({ seq }) => seq);
  }

  /** What lies on the disk. */
  async corpus(): Promise<readonly CorpusRow[]> {
    return this.store.read(corpusRows(0, 1e9));
  }
  async blocks(): Promise<readonly number[]> {
    return this.store.read(corpusKeys);
  }
  close(): void {
    this.search.stop();
    this.store.close();
  }
}
