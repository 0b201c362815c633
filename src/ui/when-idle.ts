// A moment to fetch what will be wanted next: after the first picture.

/** Calls `task` once, soon; returns how to take that back. */
export function whenIdle(task: () => void): () => void {
  // WebKit has no idle callback.
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(task, 500);
    return () => clearTimeout(timer);
  }
  const asked = requestIdleCallback(task, { timeout: 3000 });
  return () => cancelIdleCallback(asked);
}
