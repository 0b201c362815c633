// Acts on messages that are not here yet: an act may overtake its message, which is sealed again until it is confirmed. They
// wait for a while, in small numbers, and are done in the commit that stores the message.
import { isWireId } from '../domain/message.ts';
import { readRich, type Act } from '../protocol/acts.ts';
import type { ConversationRow, MessageRow, PendingRow } from '../store/rows.ts';
import type { Said, Scene } from './acts-scene.ts';
import { isOver } from './acts-door.ts';
import { targetKey } from './references.ts';

const MOST = 500;
/** Of one signer, so that nobody drives out what others did. */
const MOST_OF_ONE = 200;
const MOST_OF_STRANGER = 50;

/** Keeps `act`, which is for `target` alone, until that comes. True: it is new. */
export function wait({ draft, pending, ground }: Scene, target: string, act: Act, said: Said): boolean {
  const now = ground.clock.now();
  const all = rowsOf(draft, pending);
  for (const row of all) if (isOver(row, now)) draft.pending.remove(row.key);
  const { conversation, by, counter, text, isStranger } = said;
  const key = `${said.key}|${target}`;
  if (all.some((row) => row.key === key)) return false;
  if (all.filter((row) => row.by === by).length >= (isStranger ? MOST_OF_STRANGER : MOST_OF_ONE))
    return false;
  const oldest = [...all].sort((a, b) => a.at - b.at).slice(0, Math.max(0, all.length + 1 - MOST));
  for (const row of oldest) draft.pending.remove(row.key);
  draft.pending.put(key, { key, target, conversation: conversation.id, by, counter, act, text, at: now });
  return true;
}

/** What waits for `message`, the earliest first; it waits no longer. */
export function takeWaiting(
  { draft, pending }: Scene,
  { author, id, counter, key }: MessageRow,
  conversation: ConversationRow,
): readonly { readonly act: Act; readonly said: Said }[] {
  const targets = isWireId(id) ? [key] : [key, targetKey({ author, counter })];
  const found = rowsOf(draft, pending).filter((row) => targets.includes(row.target));
  for (const row of found) draft.pending.remove(row.key);
  return found
    .filter((row) => row.conversation === conversation.id)
    .sort((a, b) => a.counter - b.counter)
    .flatMap((row) => {
      const { act } = readRich({ act: row.act }, row.text);
      // What a stranger may not do never came to wait.
      const said = { ...row, conversation, isStranger: false, isOld: true };
      return act === undefined ? [] : [{ act, said }];
    });
}

function rowsOf(draft: Scene['draft'], pending: Scene['pending']): readonly PendingRow[] {
  const keys = new Set([...pending.keys(), ...draft.pending.puts.keys()]);
  return [...keys].flatMap((key) => draft.pending.over(key, pending.get(key)) ?? []);
}
