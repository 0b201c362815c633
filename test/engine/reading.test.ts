// What is left unread after a part of a chat was seen, and who is told, beside a plain count.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MessageId } from '../../src/domain/ids.ts';
import { withMessage } from '../../src/engine/conversation-rows.ts';
import { Desk } from '../../src/engine/desk.ts';
import { markRead } from '../../src/engine/reading.ts';
import type { MessageRow } from '../../src/store/rows.ts';
import { conversation, conversationRow, messageRow, anna } from '../store/sample-rows.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { Disk, memoryStore } from '../support/memory-store.ts';

const id = conversation('anna');
const wireId = (seq: number): MessageId => `${seq}`.padStart(22, 'A') as MessageId;

async function chat(authors: readonly boolean[], showsReceipts = true) {
  const store = memoryStore(new Disk());
  const desk = new Desk(store, { lastSeq: authors.length, conversations: [conversationRow('anna')] });
  const owed: MessageId[][] = [];
  const write = (isMine: boolean): Promise<void> =>
    desk.edit((draft) => {
      const author = isMine ? 'me' : anna;
      const seq = desk.nextSeq();
      const message = messageRow(seq, { author, id: wireId(seq) });
      draft.messages.put(message.key, message);
      draft.conversations.put(id, withMessage(desk.conversations.get(id)!, message));
    });
  for (const isMine of authors) await write(isMine);
  const deps = {
    desk,
    ground: { store, clock: createFakeClock(), preferences: () => ({ receipts: showsReceipts }) },
    receipts: {
      owe: (draft: unknown, _author: unknown, message: MessageId) => {
        const last = owed.at(-1);
        if (last !== undefined && lastDraft === draft) last.push(message);
        else owed.push([message]);
        lastDraft = draft;
      },
    },
  };
  let lastDraft: unknown;
  const stored = (): Promise<readonly MessageRow[]> => store.messagesBefore(id, undefined, 10_000);
  return {
    owed,
    write,
    stored,
    row: () => desk.conversations.get(id)!,
    read: (upTo: number) => markRead(deps as never, id, upTo),
  };
}

describe('reading', () => {
  it('counts to the last one, also in a chat with thousands unread, and tells of all in receipts of 200', async () => {
    const { read, row, owed, stored } = await chat(Array.from({ length: 1500 }, (_, i) => i % 3 === 2));
    const all = await stored();
    expect(row().unread).toBe(1000);
    await read(all[749]!.seq);
    expect([row().unread, row().readUpTo]).toEqual([500, all[749]!.seq]);
    await read(Infinity);
    expect(row().unread).toBe(0);
    const theirs = all.filter(({ author }) => author !== 'me').map((one) => one.id);
    expect(owed.flat()).toEqual(theirs);
    expect(Math.max(...owed.map(({ length }) => length))).toBe(200);
  });

  it('begins anew behind what I write myself', async () => {
    const { read, write, row, stored } = await chat([false]);
    await read(Infinity);
    for (let i = 0; i < 300; i += 1) await write(true);
    await write(false);
    expect(row().unread).toBe(1);
    expect(row().readUpTo).toBe((await stored()).at(-2)!.seq);
  });

  it('tells nobody where receipts are off', async () => {
    const { read, row, owed } = await chat([false, false], false);
    await read(Infinity);
    expect([row().unread, owed]).toEqual([0, []]);
  });

  it('is always what a plain count says, and every message is told of once', async () => {
    const step = fc.oneof(fc.boolean(), fc.record({ upTo: fc.integer({ min: -5, max: 60 }) }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { maxLength: 20 }),
        fc.array(step, { maxLength: 40 }),
        async (authors, steps) => {
          const { read, write, row, owed, stored } = await chat(authors);
          let seen = 0;
          for (const one of steps) {
            if (typeof one === 'boolean') await write(one);
            else {
              const upTo = authors.length + one.upTo;
              seen = Math.max(seen, Math.min(upTo, row().lastSeq));
              await read(upTo);
            }
            const theirs = (await stored()).filter(({ author }) => author !== 'me');
            expect(row().unread).toBe(theirs.filter(({ seq }) => seq > seen).length);
            expect(owed.flat()).toEqual(theirs.filter(({ seq }) => seq <= seen).map((message) => message.id));
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
