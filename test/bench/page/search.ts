// Searching under the clock: the corpus made of all that is kept, a question after each key, and the bare scan of the same text.
import type { SearchResult } from '../../../src/engine/port/search.ts';
import { GapMeter } from './gaps.ts';
import { settled } from './own-keys.ts';
import { Subject } from './subject.ts';
import { instant } from './times.ts';

export interface Made {
  /** Milliseconds until everything can be found. */
  readonly ms: number;
  /** Longest time between two turns of the page's event loop, and longest time the engine took to answer something small. */
  readonly pageGap: number;
  readonly engineGap: number;
  /** Letters in the corpus. */
  readonly size: number;
}

const REST = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const ask = (subject: Subject, text: string): Promise<SearchResult> =>
  subject.model.port.search({ text, limit: 20 });

async function untilReady(subject: Subject, text: string): Promise<void> {
  while (!(await ask(subject, text)).isReady) await REST(20);
}

export async function makeCorpus(): Promise<Made> {
  const subject = await Subject.open(1);
  const [first] = subject.model.conversations.peek().keys();
  const meter = new GapMeter();
  const pings: { gap: number; isOn: boolean } = { gap: 0, isOn: true };
  const start = instant();
  meter.start();
  const pinging = (async () => {
    while (pings.isOn) {
      const before = performance.now();
      if (first !== undefined) await subject.model.port.setDraft(first, '');
      pings.gap = Math.max(pings.gap, performance.now() - before);
      await REST(5);
    }
  })();
  await untilReady(subject, '');
  const ms = instant() - start;
  pings.isOn = false;
  await pinging;
  subject.close();
  return { ms, engineGap: pings.gap, pageGap: meter.stop().longest, size: (await corpusTexts()).length };
}

/** From the first question of an engine just started to an answer that has everything. */
export async function coldSearch(text: string): Promise<number> {
  const subject = await Subject.open(1);
  const start = instant();
  await untilReady(subject, text);
  const ms = instant() - start;
  subject.close();
  return ms;
}

/** Milliseconds for each of the questions, the corpus in memory. */
export async function searchKeys(texts: readonly string[]): Promise<readonly number[]> {
  const subject = await Subject.open(1);
  await untilReady(subject, '');
  const times: number[] = [];
  for (const text of texts) {
    const start = instant();
    const { isReady } = await ask(subject, text);
    times.push(instant() - start);
    if (!isReady) throw new Error('not ready');
  }
  subject.close();
  return times;
}

/** The same words looked for in the same text, wherever they stand, in the page itself. */
export async function bareSearch(texts: readonly string[]): Promise<readonly number[]> {
  const corpus = await corpusTexts();
  return texts.map((text) => {
    const start = performance.now();
    let found = 0;
    for (let at = corpus.indexOf(text); at >= 0; at = corpus.indexOf(text, at + text.length)) found += 1;
    const ms = performance.now() - start;
    return found < 0 ? 0 : ms;
  });
}

async function corpusTexts(): Promise<string> {
  const db = await settled(indexedDB.open('porchlight'));
  const rows = await settled(db.transaction('corpus').objectStore('corpus').getAll());
  db.close();
  return (rows as { readonly texts: string }[]).map(({ texts }) => texts).join('');
}
