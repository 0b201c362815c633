// What can be done with a chat as a whole: right click, long press and Shift F10 on its row lead here, and its header.
import '../style/forms.css';
import './talk.css';
import { useId, useState } from 'preact/hooks';
import type { ConversationSettings, ConversationView } from '../../engine/port/messages.ts';
import { useModel } from '../model/context.ts';
import { isListed } from '../model/conversations.ts';
import type { Model } from '../model/model.ts';
import { Cancel } from '../parts/cancel.tsx';
import { ButtonCell } from '../parts/cells.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { moveInMenu } from '../parts/menu-keys.ts';
import '../parts/more-shapes.ts';
import { go } from '../route.ts';
import { searchIn } from '../search/open.ts';
import { span } from '../words/formats-more.ts';
import { t } from '../words/words.ts';
import '../words/with-talk.ts';
import { Face, Title } from './chat-row.tsx';
import { ChatStep, mutedWords, type Step } from './chat-steps.tsx';

export interface ChatMenuProps {
  readonly conversation: ConversationView;
  readonly onClose: () => void;
}
export function ChatMenu({ conversation, onClose }: ChatMenuProps) {
  const [step, go] = useState<Step>();
  const title = useId();
  if (step !== undefined) return <ChatStep step={step} conversation={conversation} onClose={onClose} />;
  return (
    <Dialog labelledBy={title} onClose={onClose}>
      <h2 class="vh" id={title}>
        {t.value.chat.chatActions}
      </h2>
      <p class="row menu__who">
        <Face conversation={conversation} size={40} />
        <span class="row min0">
          <Title conversation={conversation} />
        </span>
      </p>
      <div class="card menu__card" onKeyDown={moveInMenu}>
        <Actions conversation={conversation} onStep={go} onClose={onClose} />
      </div>
      <div class="sheet__acts">
        <Cancel onClick={onClose} />
      </div>
    </Dialog>
  );
}

interface ActionsProps extends ChatMenuProps {
  readonly onStep: (step: Step) => void;
}
function Actions({ conversation, onStep, onClose }: ActionsProps) {
  const words = t.value.talk;
  const model = useModel();
  const { pinned, mutedUntil, archived, last, kind } = conversation;
  const set = (change: Partial<ConversationSettings>, then?: () => void): void => {
    onClose();
    model.attempt(model.port.setConversation(conversation.id, change).then(then));
  };
  const away = (): void => set({ archived: true, pinned: false }, () => tellAway(model, conversation));
  const search = (): void => {
    onClose();
    go('chat', conversation.id);
    searchIn.value = conversation.id;
  };
  return (
    <>
      {last !== undefined && isListed(conversation) && (
        <ButtonCell icon="search" title={t.value.chat.searchIn} onClick={search} />
      )}
      <ButtonCell
        icon="pin"
        more={false}
        title={pinned === undefined ? words.pin : words.unpin}
        onClick={() => set({ pinned: pinned === undefined })}
      />
      {mutedUntil === undefined ? (
        <ButtonCell icon="belloff" title={words.mute} onClick={() => onStep('mute')} />
      ) : (
        <ButtonCell
          icon="bell"
          more={false}
          title={words.unmute}
          help={mutedWords(mutedUntil)}
          onClick={() => set({ mutedUntil: undefined })}
        />
      )}
      <Settings conversation={conversation} onStep={onStep} />
      {last !== undefined && (
        <ButtonCell
          icon="archive"
          more={false}
          title={archived ? words.unarchive : words.archive}
          onClick={archived ? () => set({ archived: false }) : away}
        />
      )}
      {last === undefined && kind === 'group' && !archived && (
        <ButtonCell icon="archive" more={false} title={words.putAway} onClick={away} />
      )}
      {last !== undefined && <ButtonCell icon="trash" title={words.clear} onClick={() => onStep('clear')} />}
    </>
  );
}

/** What everybody in it is told. */
export function Settings({ conversation, onStep }: Pick<ActionsProps, 'conversation' | 'onStep'>) {
  const words = t.value.talk;
  const { kind, title, timer, members } = conversation;
  // Nor in a chat that waits for my word: strangers would learn of it.
  if (members.length === 0 || !isListed(conversation)) return undefined;
  return (
    <>
      {kind === 'group' && (
        <ButtonCell
          icon="pencil"
          title={words.title}
          help={<bdi>{title ?? words.noTitle}</bdi>}
          onClick={() => onStep('title')}
        />
      )}
      <ButtonCell
        icon="timer"
        title={words.timer}
        help={timer === 0 ? words.timerOff : words.timerAfter(span(timer))}
        onClick={() => onStep('timer')}
      />
    </>
  );
}

/** Where it went, and the way back. */
function tellAway(model: Model, { id, last, mutedUntil, pinned }: ConversationView): void {
  const words = t.peek().talk;
  const muted = mutedUntil === undefined ? words.archivedDone : words.archivedMuted;
  const back = { archived: false, pinned: pinned !== undefined };
  model.toasts.show(last === undefined ? words.putAwayDone : muted, {
    icon: 'check',
    action: { label: words.undo, run: () => model.attempt(model.port.setConversation(id, back)) },
  });
}
