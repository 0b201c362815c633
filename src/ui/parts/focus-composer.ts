// Puts the cursor into the composer of a chat that is about to open: who came to write need not tap there first.

const PATIENCE = 120;

/** Looks for it with each frame, for two seconds or so. */
export function focusComposer(left = PATIENCE): void {
  const field = document.querySelector<HTMLTextAreaElement>('.comp textarea');
  if (field !== null) setTimeout(() => field.focus({ preventScroll: true }), 0);
  else if (left > 0) requestAnimationFrame(() => focusComposer(left - 1));
}
