// Passing messages on, to one or more chats.
import type { ConversationId } from '../../../domain/ids.ts';
import { useModel } from '../../model/context.ts';
import { go } from '../../route.ts';
import { t } from '../../words/words.ts';
import '../../words/with-acts.ts';
import { useDesk } from '../desk.ts';
import type { MessagesSheetProps } from './delete-dialog.tsx';
import { PickChats } from './pick-chats.tsx';
import { attemptDeed } from './refusals.ts';

export function ForwardSheet({ messages, onClose }: MessagesSheetProps) {
  const words = t.value.acts;
  const model = useModel();
  const desk = useDesk();
  const forward = async (to: readonly ConversationId[]): Promise<void> => {
    await model.port.forward(
      messages.map(({ id }) => id),
      to,
    );
    const [only] = to;
    const isElsewhere = to.length === 1 && only !== messages[0]?.conversation;
    const action = isElsewhere ? { label: words.openIt, run: () => go('chat', only) } : undefined;
    model.toasts.show(words.forwarded, { icon: 'check', action });
  };
  return (
    <PickChats
      title={words.forwardTo}
      button={(count) => (count === 0 ? words.forward : words.forwardN(count))}
      onPick={(to) => {
        desk.chosen.value = undefined;
        attemptDeed(model, 'forward', forward(to));
      }}
      onClose={onClose}
    />
  );
}
