// A chat with a long past: written into the browser's database as the engine would have stored it, between two loads.
import type { Page } from 'playwright-core';
import { threeNeighbours, type Neighbours } from './neighbours.ts';
import { expectMessage, heading, openChatWith, say, visit } from './steps.ts';

export interface Past {
  /** Messages from them, now and then an own one. */
  readonly count: number;
  /** The newest of which so many have not been read. */
  readonly unread: number;
}

/** Needs a chat that has at least one message. The engine finds it at the next load. */
export async function writePast(page: Page, fingerprint: string, past: Past): Promise<void> {
  await page.evaluate(
    async ([who, { count, unread }]) => {
      const settled = <Result>(request: IDBRequest<Result>): Promise<Result> =>
        new Promise((resolve, reject) => {
          request.addEventListener('success', () => resolve(request.result));
          request.addEventListener('error', () => reject(request.error ?? new Error('no reason')));
        });
      const db = await settled(indexedDB.open('porchlight'));
      const id = `d:${who}`;
      const work = db.transaction(['conversations', 'messages', 'meta'], 'readwrite');
      const rows = work.objectStore('conversations');
      const row = (await settled(rows.get(id))) as { readonly lastSeq: number };
      const sequence = (await settled(work.objectStore('meta').get('sequence'))) as {
        readonly value: number;
      };
      const start = Date.now() - count * 120_000;
      const seqs: number[] = [];
      for (let i = 1; i <= count; i += 1) {
        const seq = sequence.value + i;
        const author = i % 7 === 0 && i <= count - unread ? 'me' : who;
        const words = 'The kettle is on and the porch swept, so come over when you like. '.repeat(
          i % 5 === 0 ? 4 : 1,
        );
        const message = `past${i}`.padStart(22, 'A');
        const text = `${i}. ${words.slice(0, 20 + ((i * 37) % 200))}`;
        seqs.push(seq);
        work.objectStore('messages').put({
          key: `${author}|${message}`,
          id: message,
          seq,
          negSeq: -seq,
          conversation: id,
          author,
          text,
          at: start + i * 120_000,
          counter: i,
          signature: '',
          firstFromKey: false,
          file: undefined,
          state: author === 'me' ? { kind: 'read' } : undefined,
        });
        if (i === count)
          rows.put({
            ...row,
            lastMessage: message,
            lastSeq: seq,
            lastLine: { author, text, what: 'text', at: start + i * 120_000 },
            unread,
            readUpTo: seqs[count - unread - 1] ?? 0,
          });
      }
      work.objectStore('meta').put({ name: 'sequence', value: sequence.value + count });
      await new Promise((resolve) => work.addEventListener('complete', resolve));
      db.close();
    },
    [fingerprint, past] as const,
  );
}

/** Anna, who has this past with Mira, and stands before her chats. */
export async function neighboursWithPast(controlledBySw: boolean, past: Past): Promise<Neighbours> {
  const here = await threeNeighbours(controlledBySw);
  const { page } = here.anna;
  await openChatWith(page, here.mira);
  await say(page, 'Hello');
  await expectMessage(page, 'Hello');
  await visit(page, 'chats');
  await writePast(page, here.mira.fingerprint, past);
  await page.reload();
  await heading(page, 'Chats').waitFor();
  return here;
}
