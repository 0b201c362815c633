// Arrow keys, Home and End in a list of links: the focus moves, nothing opens.

/** `onKeyDown` of the element that holds the list. */
export function moveWithArrows(event: KeyboardEvent): void {
  const list = event.currentTarget;
  if (!(list instanceof HTMLElement) || event.altKey || event.ctrlKey || event.metaKey) return;
  const rows = [...list.querySelectorAll<HTMLElement>('a[href], label.person, button.person')];
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const next = nextRow(event.key, here, rows.length);
  const row = next === undefined ? undefined : rows[next];
  if (here < 0 || row === undefined) return;
  event.preventDefault();
  (row.matches('label') ? row.querySelector('input') : row)?.focus();
}

function nextRow(key: string, here: number, count: number): number | undefined {
  if (key === 'ArrowDown') return Math.min(here + 1, count - 1);
  if (key === 'ArrowUp') return Math.max(here - 1, 0);
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
}
