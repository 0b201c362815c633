// Sending a message again that failed or was never confirmed. Loads when it is first asked for.
import { PortError } from '../lib/port.ts';
import type { Outbox } from './outbox.ts';
import { isCovered } from './outbox-book.ts';
import { setState } from './outbox-changes.ts';

/** Whatever the recipient may have got. Refuses with `cannot-retry` and `blocked`. */
export async function retry(outbox: Outbox, key: string): Promise<void> {
  const { desk, book, ground, ledger } = outbox.parts;
  await desk.edit(async (draft) => {
    const row = book.rows.get(key);
    if (row === undefined || isCovered(row)) throw new PortError('cannot-retry');
    outbox.refuseBlocked(desk.conversations.get(row.conversation));
    draft.strict = true;
    draft.outbox.put(key, { ...row, state: 'queued', queuedAt: ground.clock.now() });
    const context = { ground, ledger, book, showsX: () => false };
    await setState(draft, context, key, { kind: 'queued' }, 'force');
  });
  outbox.go();
}
