// The messages of a conversation that are held back (PROTOCOL.md rule 3): as bare text, without links and without an
// answer, until the reader accepts or drops them.
import { useEffect, useId, useState } from 'preact/hooks';
import type { ConversationView, HeldPage, MessageView } from '../../engine/port/messages.ts';
import { useModel } from '../model/context.ts';
import { nameText } from '../model/names.ts';
import { Button } from '../parts/button.tsx';
import { Cancel } from '../parts/cancel.tsx';
import { SwitchCell } from '../parts/cells.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { Time } from '../parts/marks.tsx';
import '../parts/more-shapes.ts';
import { Name, NotThe } from '../parts/name.tsx';
import { bareText } from '../text/later.ts';
import { clockTime, dayName, isSameDay } from '../words/formats.ts';
import { t } from '../words/words.ts';
import '../words/with-chat-more.ts';
import { catchFocus } from './lost-focus.ts';

export interface HeldSheetProps {
  readonly conversation: ConversationView;
  readonly onClose: () => void;
}
export function HeldSheet({ conversation: { id, held }, onClose }: HeldSheetProps) {
  const words = t.value.chatMore;
  const model = useModel();
  const [title, why] = [useId(), useId()];
  const page = useHeld(id, held, onClose);
  const list = page?.messages;
  const [isToFollow, follow] = useState(false);
  const run = (intent: Promise<void>): void => {
    onClose();
    model.attempt(intent.then(catchFocus));
  };
  const older = list === undefined ? 0 : held - list.length;
  return (
    <Dialog labelledBy={title} describedBy={why} onClose={onClose}>
      <h2 class="display" id={title} tabIndex={-1} autofocus>
        {words.heldTitle(held)}
      </h2>
      <p class="ink-2" id={why}>
        {words.heldWhy(held)}
      </p>
      {/* Long ones scroll: a keyboard must get there. */}
      <ul class="held" aria-label={words.heldList} aria-busy={list === undefined} tabIndex={0}>
        {older > 0 && <li class="held__older small">{words.heldOlder(older)}</li>}
        {list?.map((message) => (
          <Held key={message.seq} message={message} />
        ))}
      </ul>
      {page?.ended.map((person) => (
        <p key={person} class="held__end">
          <Icon name="alert" size={16} />
          <span>{words.countEnded(nameText(model.nameOf(person)))}</span>
        </p>
      ))}
      <SwitchCell title={words.follow} help={words.followHelp} checked={isToFollow} onChange={follow} />
      <div class="sheet__acts">
        <Button
          tone="line"
          block
          disabled={list === undefined}
          onClick={() => run(model.port.acceptHeld(id, isToFollow))}
        >
          {words.accept(held)}
        </Button>
        <Button tone="danger" icon="trash" block onClick={() => run(model.port.dropHeld(id))}>
          {words.drop(held)}
        </Button>
        <p class="small ink-2 center">{words.heldThen}</p>
        <Cancel onClick={onClose} />
      </div>
    </Dialog>
  );
}

/** Read again whenever their number changes: what is accepted was seen. */
function useHeld(id: ConversationView['id'], count: number, onFailed: () => void): HeldPage | undefined {
  const model = useModel();
  const [list, setList] = useState<HeldPage>();
  useEffect(() => {
    let isWanted = true;
    const read = async (): Promise<void> => {
      try {
        const held = await model.port.heldMessages(id);
        if (isWanted) setList(held);
      } catch (error) {
        if (isWanted) onFailed();
        throw error;
      }
    };
    model.attempt(read());
    return () => void (isWanted = false);
  }, [id, count]);
  return list;
}

/** As much of a text as it takes to decide. */
const SHOWN = 600;
const beginningOf = (text: string): string =>
  text.length > SHOWN ? `${text.slice(0, SHOWN).replace(/[\ud800-\udbff]$/, '')}…` : text;

function Held({ message: { author, text, at } }: { readonly message: MessageView }) {
  const name = useModel().nameOf(author);
  const isToday = isSameDay(at, Date.now());
  return (
    <li>
      <div class="held__who">
        <Name name={name} />
        <NotThe name={name} />
        <Time at={at}>{isToday ? clockTime(at) : t.value.chatMore.at(dayName(at), clockTime(at))}</Time>
      </div>
      <bdi class="words">{beginningOf(bareText(text))}</bdi>
    </li>
  );
}
