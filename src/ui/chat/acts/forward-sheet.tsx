// Passing messages on: one or more chats, found by typing or with the arrow keys. Never to the square, where all can read.
import { useId, useState } from 'preact/hooks';
import type { ConversationId } from '../../../domain/ids.ts';
import type { ConversationView } from '../../../engine/port/messages.ts';
import { Face, Title } from '../../chats/chat-row.tsx';
import { useModel } from '../../model/context.ts';
import { inOrder, titleText } from '../../model/conversations.ts';
import { moveWithArrows } from '../../parts/arrow-keys.ts';
import { Button } from '../../parts/button.tsx';
import { Cancel } from '../../parts/cancel.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Search } from '../../parts/search.tsx';
import { plain } from '../../people/find.ts';
import { go } from '../../route.ts';
import { t } from '../../words/words.ts';
import '../../words/with-acts.ts';
import { useDesk } from '../desk.ts';
import type { MessagesSheetProps } from './delete-dialog.tsx';
import { attemptDeed } from './refusals.ts';

/** So many rows at once; the others are found by typing. */
const SHOWN = 60;

export function ForwardSheet({ messages, onClose }: MessagesSheetProps) {
  const words = t.value.acts;
  const model = useModel();
  const desk = useDesk();
  const title = useId();
  const [query, setQuery] = useState('');
  const [to, setTo] = useState<readonly ConversationId[]>([]);
  const found = inOrder(model.conversations.value.values())
    .filter((one) => plain(titleText(one, model)).includes(plain(query.trim())))
    .slice(0, SHOWN);
  const forward = async (): Promise<void> => {
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
    <Dialog labelledBy={title} onClose={onClose}>
      <form
        class="pick"
        onSubmit={(event) => {
          event.preventDefault();
          if (to.length === 0) return;
          onClose();
          desk.chosen.value = undefined;
          attemptDeed(model, 'forward', forward());
        }}
      >
        <h2 class="display" id={title} tabIndex={-1} autofocus>
          {words.forwardTo}
        </h2>
        <Search value={query} onInput={setQuery} placeholder={t.value.chat.searchShort} />
        <ul class="pick__list" aria-label={words.forwardTo} onKeyDown={moveWithArrows}>
          {found.map((one) => (
            <li key={one.id}>
              <PickRow
                conversation={one}
                isChosen={to.includes(one.id)}
                onChange={(isOn) => setTo(isOn ? [...to, one.id] : to.filter((other) => other !== one.id))}
              />
            </li>
          ))}
          {found.length === 0 && <li class="ink-2 center pick__none">{words.noChat}</li>}
        </ul>
        <div class="sheet__acts">
          <Button tone="primary" type="submit" icon="send" block disabled={to.length === 0}>
            {to.length === 0 ? words.forward : words.forwardN(to.length)}
          </Button>
          <Cancel onClick={onClose} />
        </div>
      </form>
    </Dialog>
  );
}

export interface PickRowProps {
  readonly conversation: ConversationView;
  readonly isChosen: boolean;
  readonly onChange: (isChosen: boolean) => void;
}
/** A chat to choose. */
export const PickRow = ({ conversation, isChosen, onChange }: PickRowProps) => (
  <label class="person inset-focus">
    <Face conversation={conversation} size={38} />
    <span class="min0 person__n">
      <Title conversation={conversation} />
    </span>
    <input
      type="checkbox"
      class="tick tick--round"
      checked={isChosen}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  </label>
);
