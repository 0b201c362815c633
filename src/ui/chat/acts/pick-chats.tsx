// A sheet in which chats are picked, by typing, with the arrow keys or by tapping, for something that goes to each of them. Never
// the square, where all can read.
import type { ComponentChildren } from 'preact';
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
import { t } from '../../words/words.ts';
import '../../words/with-acts.ts';

export interface PickChatsProps {
  readonly title: string;
  /** What goes there, below the title. */
  readonly children?: ComponentChildren;
  /** Left out: every chat but the square. */
  readonly isMeant?: (conversation: ConversationView) => boolean;
  readonly button: (count: number) => string;
  /** The sheet is closed already. */
  readonly onPick: (to: readonly ConversationId[]) => void;
  readonly onClose: () => void;
}

/** So many rows at once; the others are found by typing. */
const SHOWN = 60;

export function PickChats({ title, children, isMeant, button, onPick, onClose }: PickChatsProps) {
  const model = useModel();
  const id = useId();
  const [query, setQuery] = useState('');
  const [to, setTo] = useState<readonly ConversationId[]>([]);
  const found = inOrder(model.conversations.value.values())
    .filter((one) => isMeant?.(one) ?? true)
    .filter((one) => plain(titleText(one, model)).includes(plain(query.trim())))
    .slice(0, SHOWN);
  return (
    <Dialog labelledBy={id} onClose={onClose}>
      <form
        class="pick"
        onSubmit={(event) => {
          event.preventDefault();
          if (to.length === 0) return;
          onClose();
          onPick(to);
        }}
      >
        <h2 class="display" id={id} tabIndex={-1} autofocus>
          {title}
        </h2>
        {children}
        <Search value={query} onInput={setQuery} placeholder={t.value.chat.searchShort} />
        <ul class="pick__list" aria-label={title} onKeyDown={moveWithArrows}>
          {found.map((one) => (
            <li key={one.id}>
              <PickRow
                conversation={one}
                isChosen={to.includes(one.id)}
                onChange={(isOn) => setTo(isOn ? [...to, one.id] : to.filter((other) => other !== one.id))}
              />
            </li>
          ))}
          {found.length === 0 && <li class="ink-2 center pick__none">{t.value.acts.noChat}</li>}
        </ul>
        <div class="sheet__acts">
          <Button tone="primary" type="submit" icon="send" block disabled={to.length === 0}>
            {button(to.length)}
          </Button>
          <Cancel onClick={onClose} />
        </div>
      </form>
    </Dialog>
  );
}

interface PickRowProps {
  readonly conversation: ConversationView;
  readonly isChosen: boolean;
  readonly onChange: (isChosen: boolean) => void;
}
const PickRow = ({ conversation, isChosen, onChange }: PickRowProps) => (
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
