// Says that messages are held back. Outside the log: a message can never draw one of these.
import { Icon } from '../parts/icon.tsx';
import { t } from '../words/words.ts';
import '../words/with-chat-more.ts';

export function HeldLine({ count }: { readonly count: number }) {
  return (
    <p class="heldline small" role="status">
      <Icon name="info" size={16} />
      {t.value.chatMore.held(count)}
    </p>
  );
}
