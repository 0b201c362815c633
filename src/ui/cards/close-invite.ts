// An invite that was dealt with leaves the history, too.
import { invite } from '../route.ts';

export function closeInvite(): void {
  invite.value = undefined;
  const state: unknown = history.state;
  const left = typeof state === 'object' && state !== null ? { ...state, invite: undefined } : state;
  history.replaceState(left, '');
}
