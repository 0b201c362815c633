// Keys in the log: arrows go from message to message, so that each can be read, and its menu opened with Shift F10; Home and
// End go to the ends of the conversation, not only of what is on the page. The browser itself pages.
import type { MessageWindow } from '../model/window.ts';

export function moveAmongMessages(event: KeyboardEvent, window: MessageWindow): void {
  const { key, target, currentTarget: log } = event;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  // What lies over the log has its own keys, even where it hangs in a message.
  if (!(log instanceof HTMLElement) || !(target instanceof HTMLElement) || target.closest('dialog')) return;
  if (key === 'Home' || key === 'End') {
    event.preventDefault();
    log.focus({ preventScroll: true }); // the message that has it may go
    void (key === 'Home' ? window.toOldest() : window.toNewest());
  }
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return;
  const here = target.closest<HTMLElement>('.msg');
  const rows = [...log.querySelectorAll<HTMLElement>('.msg')];
  const at = here === null ? rows.length : rows.indexOf(here);
  const next = rows[key === 'ArrowUp' ? at - 1 : at + 1];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
