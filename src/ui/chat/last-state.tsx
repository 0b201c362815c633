// Tells screen readers how far my newest message got, in a quiet region of its own beside the log.
import type { MessageView } from '../../engine/port/messages.ts';
import { markOf } from './states.ts';

export function LastState({ messages }: { readonly messages: readonly MessageView[] }) {
  const mine = messages.findLast((message) => message.author === 'me');
  return (
    <p class="vh" role="status">
      {mine?.state === undefined ? '' : (markOf(mine.state)?.said ?? '')}
    </p>
  );
}
