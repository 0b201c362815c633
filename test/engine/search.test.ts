// Searching: what is found is what is there, however it came, changed, went, and whatever crashed in between.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../src/domain/fold.ts';
import { isMeantMost, wantedOf } from '../../src/domain/wanted.ts';
import { BLOCK } from '../../src/engine/erasing.ts';
import { StoreError } from '../../src/store/problem.ts';
import type { MessageRow } from '../../src/store/rows.ts';
import type { Store } from '../../src/store/store.ts';
import { anna, ben, conversation } from '../store/sample-rows.ts';
import { mixedText, WORDS } from '../support/scripts.ts';
import { fileRow, SearchRig, type Said } from '../support/search-rig.ts';

let databases = 0;
const newName = (): string => `search-${(databases += 1)}`;
const texts = (...all: readonly string[]): readonly Said[] => all.map((text) => ({ text }));
const onDisk = async (rig: SearchRig): Promise<string> =>
  (await rig.corpus()).map((row) => row.texts).join('');

describe('search', () => {
  it('finds by words, newest first, where a word begins before where it is only within', async () => {
    const rig = await SearchRig.open(newName());
    await rig.say('anna', ...texts('The kettle is on', 'teakettle', 'no tea', 'Kettles, kettles'));
    expect(await rig.seqs('kettle')).toEqual([4, 1, 2]);
    expect(await rig.seqs('ON kett')).toEqual([1]);
    expect(await rig.seqs('"kettle is"')).toEqual([1]);
    expect(await rig.seqs('nothing')).toEqual([]);
    const { hits } = await rig.find('is on');
    expect(hits[0]).toMatchObject({
      snippet: 'The kettle is on',
      marks: [
        [11, 2],
        [14, 2],
      ],
      what: 'text',
      author: anna,
    });
    rig.close();
  });

  it('keeps to one conversation, one person, or what has a file, and finds files by their names', async () => {
    const rig = await SearchRig.open(newName());
    await rig.say('anna', { text: 'bread' }, { text: 'bread', author: 'me' });
    await rig.say('ben', { text: 'bread', author: ben });
    await rig.say('ben', {
      text: '📎 Brücke.pdf (1 B)\nhttp://x.example/f',
      author: ben,
      file: fileRow('Brücke.pdf'),
    });
    await rig.say('ben', { text: 'the bread recipe', author: ben, file: fileRow('recipe.txt') });
    const inBen = { conversation: conversation('ben') };
    expect(await rig.seqs('bread')).toEqual([5, 3, 2, 1]);
    expect(await rig.seqs('bread', inBen)).toEqual([5, 3]);
    expect((await rig.find('bread', inBen)).places).toEqual([3, 5]);
    expect(await rig.seqs('bread', { author: 'me' })).toEqual([2]);
    expect(await rig.seqs('bread', { hasFile: true })).toEqual([5]);
    expect((await rig.find('brucke')).hits).toMatchObject([
      { seq: 4, what: 'file', snippet: 'Brücke.pdf', marks: [[0, 6]] },
    ]);
    expect(await rig.seqs('example')).toEqual([]); // the address is for other programs
    rig.close();
  });

  it('finds what has just come and says no more than was asked for', async () => {
    const rig = await SearchRig.open(newName());
    await rig.say('anna', ...texts('one light'));
    expect(await rig.seqs('light')).toEqual([1]);
    await rig.say('anna', ...texts('another light', 'third light'));
    expect(await rig.seqs('light')).toEqual([3, 2, 1]);
    const { hits, isMore } = await rig.search.search({ text: 'light', limit: 2 });
    expect([hits.length, isMore]).toEqual([2, true]);
    expect((await rig.search.search({ text: 'light', limit: 3 })).isMore).toBe(false);
    rig.close();
  });

  it('leaves out what did something to the conversation instead of saying something', async () => {
    const rig = await SearchRig.open(newName());
    await rig.say(
      'anna',
      { text: 'Named it bread', notice: { kind: 'title', title: 'bread' } },
      { text: 'bread' },
    );
    expect(await rig.seqs('bread')).toEqual([2]);
    rig.close();
  });

  it('ends an older question when a newer one comes', async () => {
    const rig = await SearchRig.open(newName());
    await rig.say('anna', ...texts('bread'));
    await rig.find('bread');
    const [older, newer] = await Promise.all([
      rig.search.search({ text: 'b', limit: 9 }),
      rig.search.search({ text: 'bread', limit: 9 }),
    ]);
    expect([older.isReady, newer.isReady]).toEqual([false, true]);
    expect(newer.hits).toHaveLength(1);
    rig.close();
  });

  it('answers with what is there while older messages are still being read', async () => {
    const name = newName();
    const filled = await SearchRig.open(name);
    for (let at = 0; at < 24; at += 1)
      await filled.say(
        'anna',
        ...texts(...Array.from({ length: 500 }, (_, one) => `bread ${at * 500 + one}`)),
      );
    filled.close();
    const rig = await SearchRig.open(name);
    const first = await rig.search.search({ text: 'bread', limit: 20 });
    expect(first.isReady).toBe(false);
    let later = first;
    let isPartSeen = false;
    while (!later.isReady) {
      await new Promise((done) => setTimeout(done, 2));
      later = await rig.search.search({ text: 'bread', limit: 20 });
      isPartSeen ||= !later.isReady && later.hits[0]?.seq === 12_000;
    }
    expect(isPartSeen).toBe(true);
    expect(later.hits.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, at) => 12_000 - at));
    expect(await rig.seqs('"bread 17"')).toContain(18);
    rig.close();
  }, 30_000);
});

describe('what was erased', () => {
  const cases: readonly [string, (rig: SearchRig, row: MessageRow) => Promise<void>][] = [
    ['taken back', (rig, row) => rig.change(row, { text: '', deleted: true })],
    ['edited', (rig, row) => rig.change(row, { edit: { text: 'harmless', counter: 32 } })],
    [
      'disappeared, its key kept',
      (rig, row) => rig.change(row, { text: '', conversation: conversation('nowhere') }),
    ],
    ['removed', (rig, row) => rig.remove(row)],
  ];
  it.each(cases)('is in no block from that commit on: %s', async (_what, erase) => {
    const rig = await SearchRig.open(newName());
    const [, secret] = await rig.say('anna', ...texts('first', 'the zanzibar secret', 'last'));
    await rig.search.tend();
    expect(await onDisk(rig)).toContain('zanzibar');
    await erase(rig, secret!);
    expect(await onDisk(rig)).not.toContain('zanzibar');
    expect(await rig.seqs('zanzibar')).toEqual([]);
    expect(await rig.seqs('first')).toEqual([1]); // made again without it
    expect(await onDisk(rig)).not.toContain('zanzibar');
    rig.close();
  });

  it('is in no block where a whole chat is cleared', async () => {
    const rig = await SearchRig.open(newName());
    const rows = await rig.say(
      'anna',
      ...texts(...Array.from({ length: 1200 }, (_, at) => `zanzibar ${at}`)),
    );
    await rig.say('ben', ...texts('bread'));
    await rig.search.tend();
    await rig.remove(...rows);
    expect(await onDisk(rig)).not.toContain('zanzibar');
    expect(await rig.seqs('zanzibar')).toEqual([]);
    expect(await rig.seqs('bread')).toEqual([1201]);
    rig.close();
  });

  it('is not brought back by a block that was being made meanwhile', async () => {
    const name = newName();
    let atRead: (() => Promise<void>) | undefined;
    const wrap = (store: Store): Store => ({
      ...store,
      async read(query) {
        const result = await store.read(query);
        const then = atRead;
        if (Array.isArray(result) && result.flat().some((one: object) => 'signature' in one)) {
          atRead = undefined;
          await then?.();
        }
        return result;
      },
    });
    const rig = await SearchRig.open(name, { wrap });
    const [secret] = await rig.say('anna', ...texts('the zanzibar secret', 'last'));
    atRead = () => rig.remove(secret!);
    await rig.search.tend();
    expect(await onDisk(rig)).not.toContain('zanzibar');
    expect(await rig.seqs('last')).toEqual([2]);
    expect(await onDisk(rig)).not.toContain('zanzibar');
    rig.close();
  });

  it('costs a commit that erases nothing no read and no other store', async () => {
    const commits: (readonly number[] | undefined)[] = [];
    let reads = 0;
    const wrap = (store: Store): Store => ({
      ...store,
      message: (key) => ((reads += 1), store.message(key)),
      commit: (changes) => (commits.push(changes.remove?.corpus), store.commit(changes)),
    });
    const rig = await SearchRig.open(newName(), { wrap });
    await rig.say('anna', ...texts('one', 'two'));
    expect([reads, commits]).toEqual([0, [[]]]);
    rig.close();
  });
});

describe('the corpus', () => {
  it('is gone on with after a restart, and after a crash between a message and its block', async () => {
    const name = newName();
    const first = await SearchRig.open(name);
    await first.say('anna', ...texts('bread'));
    await first.search.tend();
    first.skip(BLOCK);
    await first.say('anna', ...texts('bread and butter')); // and no block of it
    first.close();
    const second = await SearchRig.open(name);
    expect(await second.blocks()).toEqual([0]);
    expect(await second.seqs('bread')).toEqual([BLOCK + 2, 1]);
    expect(await second.blocks()).toEqual([0, 1]);
    second.close();
  });

  it('is made whole again after a crash in the middle of its making', async () => {
    const name = newName();
    const filled = await SearchRig.open(name);
    for (let at = 0; at < 6; at += 1) {
      await filled.say('anna', ...texts(`bread ${at}`));
      filled.skip(BLOCK * 4);
    }
    filled.close();
    let commits = 0;
    const wrap = (store: Store): Store => ({
      ...store,
      commit: (changes) =>
        (commits += 1) > 2 ? Promise.reject(new StoreError('closed')) : store.commit(changes),
    });
    const crashed = await SearchRig.open(name, { wrap });
    await crashed.search.tend();
    crashed.close();
    const rig = await SearchRig.open(name);
    expect((await rig.blocks()).length).toBeGreaterThan(0);
    expect((await rig.blocks()).length).toBeLessThan(20);
    expect(await rig.seqs('bread')).toHaveLength(6);
    rig.close();
  });

  it('is searched although it cannot be stored', async () => {
    const wrap = (store: Store): Store => ({
      ...store,
      commit: (changes) =>
        (changes.put?.corpus?.length ?? 0) > 0
          ? Promise.reject(new StoreError('full'))
          : store.commit(changes),
    });
    const rig = await SearchRig.open(newName(), { wrap });
    const [row] = await rig.say('anna', ...texts('bread'));
    expect(await rig.seqs('bread')).toEqual([1]);
    await rig.remove(row!);
    expect(await rig.seqs('bread')).toEqual([]);
    rig.close();
  });

  it('leaves the memory and comes back', async () => {
    const rig = await SearchRig.open(newName());
    await rig.say('anna', ...texts('bread'));
    expect(await rig.seqs('bread')).toEqual([1]);
    rig.search.forget();
    await rig.say('anna', ...texts('more bread'));
    expect(await rig.seqs('bread')).toEqual([2, 1]);
    rig.close();
  });

  type Step =
    | {
        readonly kind: 'say';
        readonly chat: number;
        readonly isMine: boolean;
        readonly file: boolean;
        readonly text: string;
      }
    | { readonly kind: 'erase'; readonly how: 'taken back' | 'edited' | 'gone'; readonly pick: number }
    | { readonly kind: 'clear'; readonly chat: number }
    | { readonly kind: 'skip'; readonly places: number }
    | { readonly kind: 'find'; readonly word: string; readonly chat: number | undefined }
    | { readonly kind: 'tend' | 'restart' | 'crash' | 'forget' };
  const step: fc.Arbitrary<Step> = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('say' as const),
        chat: fc.nat(2),
        isMine: fc.boolean(),
        file: fc.boolean(),
        text: mixedText,
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('erase' as const),
        how: fc.constantFrom('taken back' as const, 'edited' as const, 'gone' as const),
        pick: fc.nat(),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('clear' as const), chat: fc.nat(2) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('skip' as const), places: fc.nat(900) }) },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('find' as const),
        word: fc.constantFrom(...WORDS),
        chat: fc.option(fc.nat(2), { nil: undefined }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom('tend' as const, 'restart' as const, 'crash' as const, 'forget' as const),
      }),
    },
  );

  it('answers as looking through every message would, whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
        const model = await Model.start();
        for (const one of steps) await model.take(one);
        await model.end();
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  /** What should be found, kept as plain messages. */
  class Model {
    readonly #name = newName();
    #rig: SearchRig;
    #live = new Map<number, { row: MessageRow; text: string; file: string }>();
    #erased: string[] = [];
    #marks = 0;
    static async start(): Promise<Model> {
      const name = newName();
      return new Model(name, await SearchRig.open(name));
    }
    private constructor(name: string, rig: SearchRig) {
      this.#name = name;
      this.#rig = rig;
    }
    async take(one: Step): Promise<void> {
      if (one.kind === 'say') await this.#say(one);
      if (one.kind === 'erase') await this.#erase(one.how, one.pick);
      if (one.kind === 'clear') await this.#clear(one.chat);
      if (one.kind === 'skip') this.#rig.skip(one.places);
      if (one.kind === 'find') await this.#compare(one.word, one.chat);
      if (one.kind === 'tend') await this.#rig.search.tend();
      if (one.kind === 'forget') this.#rig.search.forget();
      if (one.kind === 'restart' || one.kind === 'crash') await this.#reopen(one.kind === 'crash');
      const disk = await onDisk(this.#rig);
      for (const secret of this.#erased) expect(disk).not.toContain(secret);
    }
    async end(): Promise<void> {
      await this.#compare('zq', undefined);
      this.#rig.close();
    }
    async #reopen(isCrash: boolean): Promise<void> {
      if (isCrash) void this.#rig.search.tend().catch(() => undefined);
      this.#rig.close();
      this.#rig = await SearchRig.open(this.#name);
    }
    /** Nobody else says this. */
    #mark(): string {
      this.#marks += 1;
      return `zq${this.#marks}x`;
    }
    async #say({ chat, isMine, file, text }: Extract<Step, { kind: 'say' }>): Promise<void> {
      const said = `${text} ${this.#mark()}`;
      const name = file ? `photo ${this.#mark()}.png` : '';
      const [row] = await this.#rig.say(CHATS[chat]!, {
        text: said,
        author: isMine ? 'me' : anna,
        file: file ? fileRow(name) : undefined,
      });
      this.#live.set(row!.seq, { row: row!, text: said, file: name });
    }
    async #erase(how: 'taken back' | 'edited' | 'gone', pick: number): Promise<void> {
      const all = [...this.#live.values()];
      const one = all[pick % Math.max(1, all.length)];
      if (one === undefined) return;
      const text = `better ${this.#mark()}`;
      this.#note(one.text);
      if (how === 'edited') {
        const edit = { text, counter: 1 };
        const row = { ...one.row, edit };
        await this.#rig.change(one.row, { edit });
        this.#live.set(row.seq, { ...one, row, text });
        return;
      }
      this.#note(one.file);
      this.#live.delete(one.row.seq);
      if (how === 'gone') await this.#rig.remove(one.row);
      else await this.#rig.change(one.row, { text: '', file: undefined, deleted: true });
    }
    async #clear(chat: number): Promise<void> {
      const id = conversation(CHATS[chat]!);
      const all = [...this.#live.values()].filter(({ row }) => row.conversation === id);
      for (const one of all) {
        this.#note(one.text);
        this.#note(one.file);
        this.#live.delete(one.row.seq);
      }
      await this.#rig.remove(...all.map(({ row }) => row));
    }
    #note(text: string): void {
      this.#erased.push(...(text.match(/zq\d+x/g) ?? []));
    }
    async #compare(query: string, chat: number | undefined): Promise<void> {
      const wanted = wantedOf(query)!;
      const only = chat === undefined ? undefined : conversation(CHATS[chat]!);
      const inside = [...this.#live.values()].filter(
        ({ row }) => only === undefined || row.conversation === only,
      );
      const meant = inside
        .map((one) => ({
          seq: one.row.seq,
          text: fold(one.text) + (one.file && `\u0001${fold(one.file)}`),
        }))
        .filter(({ text }) => wanted.words.every((word) => text.includes(word)))
        .sort((a, b) => b.seq - a.seq);
      const best = meant.filter(({ text }) => isMeantMost(text, wanted));
      const listed = only === undefined ? [...best, ...meant.filter((one) => !best.includes(one))] : meant;
      const found = await this.#rig.find(query, only === undefined ? {} : { conversation: only });
      expect(found.hits.map(({ seq }) => seq)).toEqual(listed.map(({ seq }) => seq));
      if (only !== undefined) expect(found.places).toEqual(meant.map(({ seq }) => seq).toReversed());
    }
  }
});
const CHATS = ['anna', 'ben', 'carla'];
