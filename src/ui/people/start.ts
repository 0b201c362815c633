// From chosen people to their chat.
import type { Fingerprint } from '../../domain/ids.ts';
import type { Model } from '../model/model.ts';
import { go } from '../route.ts';

/** As many as a group may hold besides me. */
export const GROUP_LIMIT = 64;

/** One person: the chat with them; more: the group. Goes there. */
export function startChat(model: Model, chosen: readonly Fingerprint[], how: 'push' | 'replace'): void {
  const [first] = chosen;
  if (first === undefined) return;
  const opening = chosen.length === 1 ? model.port.openDirect(first) : model.port.openGroup(chosen);
  model.attempt(opening.then((id) => go('chat', id, how)));
}
