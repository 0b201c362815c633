// What we said in the square carries no `x.id` on the wire, so its echo does not know the id it is stored under: a copy that
// comes after the outbox has let go of it is known by its signature (T12).
import { SQUARE } from '../domain/conversation.ts';
import type { Store } from '../store/store.ts';

/** Messages of the square that are looked through, the newest first: what loops or is replayed is mostly young. */
const LOOK_BACK = 500;

/** Signatures of what was said in the square from this device. */
export async function ownPostSignatures(store: Pick<Store, 'messagesBefore'>): Promise<ReadonlySet<string>> {
  const newest = await store.messagesBefore(SQUARE, undefined, LOOK_BACK);
  return new Set(newest.flatMap(({ author, signature }) => (author === 'me' ? [signature] : [])));
}
