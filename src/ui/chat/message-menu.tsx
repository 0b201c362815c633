// What can be done with a message: right click, long press, Shift F10 and Enter all lead here.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { MessageView } from '../../engine/port/messages.ts';
import { useModel } from '../model/context.ts';
import { namesText } from '../model/names.ts';
import { Cancel } from '../parts/cancel.tsx';
import { copyText } from '../parts/copy-text.ts';
import { Dialog } from '../parts/dialog.tsx';
import type { IconName } from '../parts/icon-shapes.ts';
import { Icon } from '../parts/icon.tsx';
import { moveInMenu } from '../parts/menu-keys.ts';
import { lineOf } from '../text/later.ts';
import { t } from '../words/words.ts';
import '../words/with-acts.ts';
import '../words/with-chat-more.ts';
import '../parts/more-shapes.ts';
import './acts/acts.css';
import { isEditable, isWhole, startChoosing, startEdit, startReply } from './acts/deeds.ts';
import { QuickBar } from './acts/quick-bar.tsx';
import { useDesk } from './desk.ts';
import { useIsShut } from './shut.ts';

export interface MessageMenuProps {
  readonly message: MessageView;
  readonly onClose: () => void;
}
export function MessageMenu({ message, onClose }: MessageMenuProps) {
  const words = t.value.chatMore;
  const title = useId();
  const isShut = useIsShut();
  return (
    <Dialog labelledBy={title} onClose={onClose}>
      <h2 class="vh" id={title}>
        {words.actions}
      </h2>
      {!isShut && isWhole(message) && <QuickBar message={message} onDone={onClose} />}
      {message.text !== '' && (
        <p class="menu__text clip1">
          <bdi>{lineOf(message.text)}</bdi>
        </p>
      )}
      {message.imported && <p class="small ink-2">{words.imported}</p>}
      <Reactors message={message} />
      <div class="menu" onKeyDown={moveInMenu}>
        <Items message={message} onClose={onClose} />
      </div>
      <Cancel onClick={onClose} />
    </Dialog>
  );
}

function Items({ message, onClose }: MessageMenuProps) {
  const acts = t.value.acts;
  const words = t.value.chatMore;
  const model = useModel();
  const desk = useDesk();
  const item = (icon: IconName, label: string, run: () => void, danger = false) => (
    <Item
      icon={icon}
      danger={danger}
      onClick={() => {
        onClose();
        // After this dialog has given the focus back: what comes next may take it.
        setTimeout(run);
      }}
    >
      {label}
    </Item>
  );
  const messages = [message];
  const copyIt =
    message.text !== '' && item('copy', words.copy, () => model.attempt(copyText(model, message.text)));
  if (useIsShut()) return copyIt;
  return (
    <>
      {isWhole(message) && item('reply', acts.reply, () => startReply(model, desk, message))}
      {isEditable(message) && item('pencil', acts.edit, () => startEdit(model, desk, message))}
      {copyIt}
      {isWhole(message) && (
        <>
          {item('forward', acts.forward, () => (desk.sheet.value = { kind: 'forward', messages }))}
          {item('select', acts.select, () => startChoosing(desk, message))}
        </>
      )}
      {item('trash', acts.delete, () => (desk.sheet.value = { kind: 'delete', messages }), true)}
    </>
  );
}

interface ItemProps {
  readonly icon: IconName;
  readonly danger: boolean;
  readonly onClick: () => void;
  readonly children: ComponentChildren;
}
const Item = ({ icon, danger, onClick, children }: ItemProps) => (
  <button
    type="button"
    class={danger ? 'menu__it menu__it--danger inset-focus' : 'menu__it inset-focus'}
    onClick={onClick}
  >
    <Icon name={icon} flip={icon === 'reply' || icon === 'forward'} />
    {children}
  </button>
);

/** Who reacted, for those who have no mouse to rest on a reaction. */
function Reactors({ message: { reactions = [] } }: { readonly message: MessageView }) {
  const model = useModel();
  if (reactions.length === 0) return undefined;
  return (
    <ul class="menu__who small ink-2" aria-label={t.value.acts.reactions}>
      {reactions.map(({ emoji, who }) => (
        <li key={emoji}>
          <span class="emoji">{emoji}</span>{' '}
          {namesText(
            who.map((one) => model.nameOf(one)),
            12,
          )}
        </li>
      ))}
    </ul>
  );
}
