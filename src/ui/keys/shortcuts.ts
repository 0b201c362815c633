// Which keys mean what, everywhere in the app. None of them is a key of a browser or of a screen reader, and without a
// modifier none of them means anything while somebody types.
import { isMac } from '../layout.ts';

export type Command =
  | 'palette'
  | 'help'
  | 'next-chat'
  | 'previous-chat'
  | 'next-unread'
  | 'next-region'
  | 'previous-region'
  | 'leave';

type Pressed = Pick<
  KeyboardEvent,
  'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'isComposing' | 'target'
>;

/** What a key press asks for. */
export function commandOf(event: Pressed): Command | undefined {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
  if (event.isComposing) return undefined;
  const isCommand = isMac ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  if (isCommand && !altKey && !shiftKey && key.toLowerCase() === 'k') return 'palette';
  if (ctrlKey || metaKey) return undefined;
  if (key === 'F6' && !altKey) return shiftKey ? 'previous-region' : 'next-region';
  if (altKey) return walkOf(event);
  if (key === 'Escape' && !shiftKey) return 'leave';
  return key === '?' && !isTyping(event.target) ? 'help' : undefined;
}

function walkOf({ key, shiftKey, target }: Pressed): Command | undefined {
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return undefined;
  // There ⌥ and the arrows go from paragraph to paragraph.
  if (isMac && isTyping(target) && textOf(target) !== '') return undefined;
  if (shiftKey) return key === 'ArrowDown' ? 'next-unread' : undefined;
  return key === 'ArrowDown' ? 'next-chat' : 'previous-chat';
}

const textOf = (target: EventTarget | null): string =>
  target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement ? target.value : '';

const PRESSED = new Set(['button', 'checkbox', 'radio', 'range', 'submit', 'file', 'color']);
export function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !PRESSED.has(target.type);
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}

export interface Shortcut {
  readonly keys: readonly string[];
  readonly does:
    | 'palette'
    | 'help'
    | 'walkChats'
    | 'nextUnread'
    | 'regions'
    | 'leave'
    | 'arrows'
    | 'ends'
    | 'menu'
    | 'openMenu'
    | 'reply'
    | 'send'
    | 'newLine'
    | 'editLast';
}
const [COMMAND, ALT] = isMac ? ['⌘', '⌥'] : ['Ctrl', 'Alt'];

/** As the help shows them: in the app, in lists and the log, where one writes. */
export const SHORTCUTS: Readonly<Record<'anywhere' | 'inLists' | 'writing', readonly Shortcut[]>> = {
  anywhere: [
    { keys: [COMMAND, 'K'], does: 'palette' },
    { keys: ['?'], does: 'help' },
    { keys: [ALT, '↑ ↓'], does: 'walkChats' },
    { keys: [ALT, 'Shift', '↓'], does: 'nextUnread' },
    { keys: ['F6'], does: 'regions' },
    { keys: ['Esc'], does: 'leave' },
  ],
  inLists: [
    { keys: ['↑ ↓'], does: 'arrows' },
    { keys: ['Home', 'End'], does: 'ends' },
    { keys: ['Enter'], does: 'openMenu' },
    { keys: ['Shift', 'F10'], does: 'menu' },
    { keys: ['R'], does: 'reply' },
  ],
  writing: [
    { keys: ['Enter'], does: 'send' },
    { keys: ['Shift', 'Enter'], does: 'newLine' },
    { keys: ['↑'], does: 'editLast' },
  ],
};
