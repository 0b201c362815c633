// Keys in the log: arrows go from message to message, so that each can be read, and its menu opened with Shift F10.

export function moveAmongMessages(event: KeyboardEvent): void {
  const { key, target, currentTarget: log } = event;
  if (
    (key !== 'ArrowUp' && key !== 'ArrowDown') ||
    !(log instanceof HTMLElement) ||
    !(target instanceof HTMLElement)
  )
    return;
  const here = target.closest<HTMLElement>('.msg');
  const rows = [...log.querySelectorAll<HTMLElement>('.msg')];
  const at = here === null ? rows.length : rows.indexOf(here);
  const next = rows[key === 'ArrowUp' ? at - 1 : at + 1];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
