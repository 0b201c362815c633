// Tells screen readers how far my newest message got, in a quiet region of its own beside the log.
import { useRef } from 'preact/hooks';
import type { MessageWindow } from '../model/window.ts';
import { markOf } from './states.ts';

export function LastState({ window }: { readonly window: MessageWindow }) {
  const said = useRef('');
  // While the reader is further up nothing is told: what is on the page is not the newest.
  if (!window.hasNewer.value) {
    const mine = window.list.value?.findLast((message) => message.author === 'me');
    said.current = (mine?.state && markOf(mine.state)?.said) ?? '';
  }
  return (
    <p class="vh" role="status">
      {said.current}
    </p>
  );
}
