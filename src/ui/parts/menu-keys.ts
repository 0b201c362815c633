// Arrow keys in a menu go from one entry to the next, round and round.

/** `onKeyDown` of the element that holds the entries. */
export function moveInMenu(event: KeyboardEvent): void {
  const { key, currentTarget: menu } = event;
  const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || !(menu instanceof HTMLElement)) return;
  const all = [...menu.querySelectorAll('button')];
  const here = all.findIndex((one) => one === document.activeElement);
  event.preventDefault();
  all.at((here + step) % all.length)?.focus();
}
