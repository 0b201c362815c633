// An invite in the browser's history: opened inside the app it is a step of its own; one that was dealt with leaves it.
import { type Invite, invite } from '../route.ts';

const stepNow = (): { readonly depth?: unknown; readonly invite?: unknown } => {
  const state: unknown = history.state;
  return typeof state === 'object' && state !== null ? state : {};
};

/** The step that the browser is at has a card open. */
export const isInviteStep = (): boolean => typeof stepNow().invite === 'string';

/** As a link would: one step back closes it. */
export function openInvite(opened: Invite): void {
  const { depth } = stepNow();
  history.pushState({ depth: typeof depth === 'number' ? depth + 1 : 1, invite: opened.text }, '');
  // So that the route counts the step.
  dispatchEvent(new PopStateEvent('popstate'));
  invite.value = opened;
}

export function closeInvite(): void {
  invite.value = undefined;
  history.replaceState({ ...stepNow(), invite: undefined }, '');
}
