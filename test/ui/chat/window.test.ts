// The window onto a conversation beside a plain list: whatever is scrolled, written, removed and told late, what it shows is a
// run of what is stored, without a gap and without a double.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConversationId, MessageId } from '../../../src/domain/ids.ts';
import type { MessagePage, MessageView, Place } from '../../../src/engine/port/messages.ts';
import { createMessages } from '../../../src/ui/model/messages.ts';
import { MOST, type MessageWindow, openWindow } from '../../../src/ui/model/window.ts';
import { FakeEngine, directId, fingerprintFor } from '../../support/fake-engine.ts';

const chat = 'd:anna' as ConversationId;
const anna = fingerprintFor('Anna');

/** A store whose answers are read at once and come when the test says so, in the order of events as over a port. */
class SlowStore {
  readonly engine = new FakeEngine();
  readonly #waiting: (() => void)[] = [];
  readonly window: MessageWindow;
  failures = 0;

  constructor(count: number, start: { readonly unreadFrom?: number; readonly spot?: number } = {}) {
    for (let i = 0; i < count; i += 1) this.engine.addMessage(chat, anna, `${i}`);
    const { unreadFrom, spot } = start;
    this.window = openWindow(chat, this, () => (this.failures += 1), {
      lastSeq: count,
      unreadFrom,
      spot: spot === undefined ? undefined : { seq: spot, top: 0 },
    });
  }
  get stored(): MessageView[] {
    return this.engine.stored;
  }
  messages = async (id: ConversationId, place: Place, limit: number): Promise<MessagePage> => {
    const page = await this.engine.messages(id, place, limit);
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return page;
  };
  async answer(): Promise<void> {
    await turns();
    this.#waiting.shift()?.();
    await turns();
  }
  async rest(): Promise<void> {
    await turns();
    while (this.#waiting.length > 0) await this.answer();
  }
  write(author: 'me' | typeof anna = anna): void {
    const message = this.engine.addMessage(chat, author, 'new', {
      ...(author === 'me' && { state: { kind: 'queued' } as const }),
    });
    this.window.apply([message], new Set());
  }
  edit(at: number): void {
    const found = this.stored[at % this.stored.length];
    if (found === undefined) return;
    const next = { ...found, text: `${found.text}!` };
    this.stored[this.stored.indexOf(found)] = next;
    this.window.apply([next], new Set());
  }
  remove(at: number): void {
    const [gone] = this.stored.splice(at % Math.max(1, this.stored.length), 1);
    if (gone !== undefined) this.window.apply([], new Set([gone.id]));
  }
  shown = (): readonly MessageView[] => this.window.list.value ?? [];
  seqs = (): readonly number[] => this.shown().map(({ seq }) => seq);
  /** The run of the store from the first to the last that is shown. */
  run(): readonly MessageView[] {
    const shown = this.shown();
    const [from, to] = [shown[0]?.seq ?? 0, shown.at(-1)?.seq ?? 0];
    return this.stored.filter(({ seq }) => seq >= from && seq <= to);
  }
}
const turns = async (): Promise<void> => {
  for (let i = 0; i < 8; i += 1) await Promise.resolve();
};

describe('a window onto a conversation', () => {
  it('opens at the newest with a screen, and grows to both sides', async () => {
    const store = new SlowStore(1000);
    await store.rest();
    expect([store.seqs()[0], store.seqs().at(-1)]).toEqual([971, 1000]);
    for (let i = 0; i < 8; i += 1) {
      void store.window.loadOlder();
      await store.rest();
    }
    expect([store.seqs()[0], store.seqs().at(-1), store.seqs().length]).toEqual([731, 930, MOST]);
    expect(store.window.hasNewer.value).toBe(true);
    void store.window.loadNewer();
    await store.rest();
    expect([store.seqs()[0], store.seqs().at(-1), store.seqs().length]).toEqual([761, 960, MOST]);
  });

  it('opens where unread begins, however far back, and where the reader was', async () => {
    const unread = new SlowStore(1000, { unreadFrom: 300 });
    await unread.rest();
    expect([unread.seqs()[0], unread.seqs().at(-1)]).toEqual([275, 324]);
    expect(unread.window.aim.value).toEqual({ to: 'unread' });
    const back = new SlowStore(1000, { unreadFrom: 300, spot: 500 });
    await back.rest();
    expect(back.seqs()).toContain(500);
    expect(back.window.aim.value).toBeUndefined();
  });

  it('jumps to any message, to both ends, and the last jump counts', async () => {
    const store = new SlowStore(1000);
    await store.rest();
    void store.window.jump(400);
    void store.window.jump(100);
    await store.rest();
    expect(store.seqs()).toContain(100);
    expect(store.seqs()).not.toContain(400);
    expect(store.window.aim.value).toEqual({ to: 'message', seq: 100 });
    void store.window.toOldest();
    await store.rest();
    expect(store.seqs()[0]).toBe(1);
    void store.window.toNewest();
    await store.rest();
    expect([store.seqs().at(-1), store.window.hasNewer.value]).toEqual([1000, false]);
  });

  it('keeps what is read while others write, and goes to what I send', async () => {
    const store = new SlowStore(1000);
    await store.rest();
    void store.window.jump(400);
    await store.rest();
    store.window.spot = { seq: 400, top: 0 };
    const before = store.seqs();
    store.write();
    expect(store.seqs()).toEqual(before);
    expect(store.window.arrived.value?.seq).toBe(1001);
    store.write('me');
    await store.rest();
    expect(store.seqs().at(-1)).toBe(1002);
  });

  it('is not pulled away by news of an old message of mine', async () => {
    const store = new SlowStore(1000, { unreadFrom: 300 });
    await store.rest();
    store.window.apply([{ ...store.stored[900]!, author: 'me', state: { kind: 'queued' } }], new Set());
    store.window.apply([{ ...store.stored[901]! }], new Set());
    await store.rest();
    expect(store.seqs()).not.toContain(1000);
    expect(store.window.arrived.value).toBeUndefined();
  });

  it('tells no more of what has come when it is taken back or gone, and tells what it reads now', async () => {
    const store = new SlowStore(3);
    await store.rest();
    store.write();
    store.edit(3);
    expect(store.window.arrived.value?.text).toBe('new!');
    store.window.apply([{ ...store.stored[3]!, text: '', deleted: true }], new Set());
    expect(store.window.arrived.value).toBeUndefined();
    store.write();
    store.remove(4);
    expect(store.window.arrived.value).toBeUndefined();
  });

  it('follows a reader at the newest through a burst, and keeps few', async () => {
    const store = new SlowStore(0);
    await store.rest();
    for (let i = 0; i < 1000; i += 1) store.write();
    expect([store.seqs().length, store.seqs().at(-1)]).toEqual([MOST, 1000]);
    expect([store.window.hasOlder.value, store.window.hasNewer.value]).toEqual([true, false]);
  });

  const step = fc.oneof(
    { weight: 4, arbitrary: fc.constant('older' as const) },
    { weight: 4, arbitrary: fc.constant('newer' as const) },
    { weight: 6, arbitrary: fc.constant('answer' as const) },
    { weight: 4, arbitrary: fc.constant('write' as const) },
    fc.constantFrom(
      'mine' as const,
      'newest' as const,
      'oldest' as const,
      'refresh' as const,
      'leave' as const,
    ),
    fc.record({ kind: fc.constantFrom('edit', 'remove', 'jump', 'read'), at: fc.nat(800) }),
  );
  it('always shows a run of what is stored, whatever happens in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 400 }),
        fc.array(step, { maxLength: 60 }),
        async (count, steps) => {
          const store = new SlowStore(count, count % 3 === 1 ? { unreadFrom: count >> 1 } : {});
          const { window } = store;
          for (const one of steps) {
            if (one === 'older') void window.loadOlder();
            else if (one === 'newer') void window.loadNewer();
            else if (one === 'answer') await store.answer();
            else if (one === 'write') for (let i = 0; i < 9; i += 1) store.write();
            else if (one === 'mine') store.write('me');
            else if (one === 'newest') void window.toNewest();
            else if (one === 'oldest') void window.toOldest();
            else if (one === 'refresh') void window.refresh();
            else if (one === 'leave') window.spot = undefined;
            else if (one.kind === 'edit') store.edit(one.at);
            else if (one.kind === 'remove') store.remove(one.at);
            else if (one.kind === 'jump') void window.jump(one.at);
            else window.spot = { seq: one.at, top: 0 };
            await turns();
            if (window.list.value !== undefined) expect(store.shown()).toEqual(store.run());
          }
          await store.rest();
          expect(store.shown()).toEqual(store.run());
          expect(store.shown().length).toBeLessThanOrEqual(MOST);
          // What it says of its ends is true.
          const [first, last] = [store.stored[0], store.stored.at(-1)];
          if (!window.hasOlder.value && first !== undefined) expect(store.shown()[0]).toEqual(first);
          if (!window.hasNewer.value && last !== undefined) expect(store.shown().at(-1)).toEqual(last);
          expect(store.failures).toBe(0);
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('windows', () => {
  it('remember where the reader was when they go, and forget it after a wipe', async () => {
    const engine = new FakeEngine();
    const chats = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((seed) => directId(fingerprintFor(seed)));
    for (let i = 0; i < 200; i += 1) for (const id of chats) engine.addMessage(id, anna, `${i}`);
    const messages = createMessages(
      engine,
      () => undefined,
      (id) => engine.conversations.get(id),
    );
    const [first, ...others] = chats;
    const seq = engine.stored.find((one) => one.conversation === first)!.seq;
    messages.of(first!).spot = { seq, top: 7 };
    for (const id of others) messages.of(id);
    const again = messages.of(first!);
    await turns();
    expect(again.spot).toEqual({ seq, top: 7 });
    expect(again.list.value?.[0]?.seq).toBe(seq);
    messages.forget();
    expect(messages.of(first!).spot).toBeUndefined();
  });
  it('leave out of one conversation what belongs to another', async () => {
    const engine = new FakeEngine();
    const other = directId(anna);
    const messages = createMessages(
      engine,
      () => undefined,
      () => undefined,
    );
    const window = messages.of(chat);
    await turns();
    const message = engine.addMessage(other, anna, 'elsewhere');
    messages.apply([message], ['x' as MessageId]);
    expect(window.list.value).toEqual([]);
  });
});
