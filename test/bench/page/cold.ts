// From nothing to the newest page of the newest chat: what a person waits for who opens the app with all that it has kept.
import { inOrder } from '../../../src/ui/model/conversations.ts';
import { settled } from './own-keys.ts';
import { Subject, when } from './subject.ts';
import { instant } from './times.ts';

export interface Cold {
  /** Milliseconds to the list of chats, and to the messages of the newest one. */
  readonly chats: number;
  readonly messages: number;
}

export async function coldOpen(): Promise<Cold> {
  const start = instant();
  const subject = await Subject.open(2);
  const [newest] = inOrder(subject.model.conversations.peek().values());
  if (newest === undefined) throw new Error('no chats are stored');
  const chats = instant() - start;
  const { list } = subject.model.messages.of(newest.id);
  const end = await when(list, (messages) => (messages?.length ?? 0) > 0, 'the first page');
  subject.close();
  return { chats, messages: end - start };
}

/** Milliseconds from a tap on a chat to its messages, in the median; the engine has been up for a while. */
export async function openChats(): Promise<number> {
  const subject = await Subject.open(2);
  const chats = inOrder(subject.model.conversations.peek().values());
  const times: number[] = [];
  for (const { id } of chats) {
    const start = instant();
    const { list } = subject.model.messages.of(id);
    times.push((await when(list, (messages) => (messages?.length ?? 0) > 0, 'the first page')) - start);
  }
  subject.close();
  const later = times.slice(WARM).toSorted((a, b) => a - b);
  return later[later.length >> 1] ?? 0;
}
/** Chats that are opened before it counts. */
const WARM = 8;

/** The same two reads with nothing but IndexedDB: what the browser itself takes to open a database of this size. */
export async function bareColdOpen(): Promise<number> {
  const start = instant();
  const db = await settled(indexedDB.open('porchlight'));
  const reading = db.transaction(['conversations', 'messages']);
  const [first] = (await settled(reading.objectStore('conversations').getAll())) as { readonly id: string }[];
  if (first === undefined) throw new Error('no chats are stored');
  const range = IDBKeyRange.bound([first.id, -Infinity], [first.id, Infinity]);
  await settled(reading.objectStore('messages').index('byConversation').getAll(range, 50));
  db.close();
  return instant() - start;
}
