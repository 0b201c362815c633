// One message: its words or its file, the time and how far it got, and what can be done where it got stuck.
import { useState } from 'preact/hooks';
import type { MessageView } from '../../engine/port/messages.ts';
import { useModel } from '../model/context.ts';
import { otherOf } from '../model/conversations.ts';
import { namesText, nameText } from '../model/names.ts';
import { Icon } from '../parts/icon.tsx';
import { Time } from '../parts/marks.tsx';
import { memo } from '../parts/memo.ts';
import { clockTime } from '../words/formats.ts';
import { t } from '../words/words.ts';
import { BubbleText } from './bubble-text.tsx';
import { useDesk } from './desk.ts';
import { FileBody, Gone, HoverBar, Quote, Reactions, Tick, TimerMark, UploadFailure } from './later.tsx';
import { useLongPress } from './long-press.ts';
import { failureWords, markOf } from './states.ts';

export interface BubbleProps {
  readonly message: MessageView;
  /** Only the last of a run tells the time. */
  readonly isLast: boolean;
  readonly onMenu: (message: MessageView) => void;
}

export const Bubble = memo(function Bubble({ message, isLast, onMenu }: BubbleProps) {
  const model = useModel();
  const { state, file, firstFromKey, reply, deleted } = message;
  const text = wordsOf(message);
  const [isTold, tell] = useState(false);
  const [isOver, over] = useState(false);
  const { isChoosing } = useDesk();
  const press = useLongPress(() => onMenu(message));
  const isPhoto = file?.type === 'image' && file.width !== undefined;
  const names = [
    'bubble',
    isPhoto && 'bubble--media',
    deleted && 'is-gone',
    ((state?.kind === 'queued' && file?.state.kind !== 'uploading') || state?.kind === 'held') && 'is-queued',
    state?.kind === 'failed' && 'is-failed',
  ];
  const meta = (isLast || file !== undefined || message.edited) && (
    <Meta message={message} onTell={() => tell(!isTold)} isTold={isTold} onPhoto={isPhoto && text === ''} />
  );
  return (
    <div
      class="msg"
      data-seq={message.seq}
      tabIndex={-1}
      {...press}
      onContextMenu={(event) => {
        // Links keep the browser's own menu, and so does what lies over the log.
        if (event.target instanceof Element && event.target.closest('a, dialog') !== null) return;
        event.preventDefault();
        onMenu(message);
      }}
      onPointerEnter={({ pointerType }) => over(pointerType === 'mouse')}
      onPointerLeave={() => over(false)}
    >
      {isChoosing.value ? (
        <Tick message={message} />
      ) : (
        isOver && <HoverBar message={message} onMenu={onMenu} />
      )}
      <div class={names.filter(Boolean).join(' ')}>
        {reply && <Quote reply={reply} />}
        {deleted && <Gone />}
        {file !== undefined && <FileBody message={message} file={file} />}
        {text !== '' && (
          <span class={isPhoto ? 'cap-text' : undefined}>
            <BubbleText text={text} mentions={message.mentions} id={message.id} />
          </span>
        )}
        {meta}
      </div>
      {message.reactions && <Reactions message={message} />}
      {isTold && state && (
        <p class="status" role="status">
          {markOf(state)?.meaning}
        </p>
      )}
      {firstFromKey && (
        <p class="status">
          <span>
            <Icon name="info" size={14} />
            {t.value.chat.firstFromKey}
          </span>
        </p>
      )}
      <StatusLine message={message} />
      {message.waitsFor && (
        <p class="status">
          <Icon name="lamp" size={14} />
          {t.value.chat.waitsFor(namesText(message.waitsFor.map((one) => model.nameOf(one))))}
        </p>
      )}
      {message.unreached !== undefined && (
        <p class="status">
          <span>
            <Icon name="info" size={14} />
            {t.value.chat.unreached(message.unreached)}
          </span>
        </p>
      )}
    </div>
  );
});

/** What other programs show for a file (domain/file-text.ts) is there for them: here the file itself shows. */
const FILE_TEXT = /^📎 .+(\nhttps?:\/\/\S+)?$/u;
const wordsOf = ({ file, text }: MessageView): string =>
  file !== undefined && FILE_TEXT.test(text) ? '' : text;

interface MetaProps {
  readonly message: MessageView;
  readonly onTell: () => void;
  readonly isTold: boolean;
  readonly onPhoto: boolean;
}
function Meta({ message, onTell, isTold, onPhoto }: MetaProps) {
  const { at, state, edited } = message;
  const name = onPhoto ? 'meta photo__meta' : 'meta';
  const mark = state === undefined ? undefined : markOf(state);
  const time = (
    <>
      {(message.ttl ?? message.expiresAt) !== undefined && <TimerMark message={message} />}
      {edited && t.value.chat.edited}
      <Time at={at}>{clockTime(at)}</Time>
    </>
  );
  if (mark === undefined) return <span class={name}>{time}</span>;
  return (
    <button type="button" class={name} aria-expanded={isTold} onClick={onTell}>
      {time}
      <Icon name={mark.icon} {...(state?.kind === 'read' && { class: 'read' })} />
      <span class="vh"> {mark.said}</span>
    </button>
  );
}

/** Under a message that waits, may be lost, or did not go out: the cause and the next tap. */
function StatusLine({ message }: { readonly message: MessageView }) {
  const words = t.value.chat;
  const model = useModel();
  const { state, id, file } = message;
  if (state?.kind === 'queued') return <WaitsFor message={message} />;
  if (state?.kind !== 'failed' && state?.kind !== 'held') return undefined;
  const isFailed = state.kind === 'failed';
  return (
    <div
      class={isFailed ? 'status status--fail' : 'status status--held'}
      role={isFailed ? 'alert' : 'status'}
    >
      <span>
        <Icon name="alert" size={14} />
        {isFailed
          ? (failureWords(state) ?? (file && <UploadFailure cause={state.cause} file={file} />))
          : words.heldHelp}
      </span>
      <button type="button" onClick={() => model.attempt(model.port.retry(id))}>
        {isFailed ? words.tryAgain : words.sendAgain}
      </button>
      {isFailed && (
        <button type="button" onClick={() => model.attempt(model.port.remove(id))}>
          {words.delete}
        </button>
      )}
    </div>
  );
}

function WaitsFor({ message }: { readonly message: MessageView }) {
  const words = t.value.chat;
  const model = useModel();
  const conversation = model.conversations.value.get(message.conversation);
  if (message.file?.state.kind === 'uploading' || conversation === undefined) return undefined;
  const lights = conversation.members.map((member) => model.people.one(member).value?.light);
  const isOnline = model.connection.value.phase === 'online';
  if (isOnline && (lights.length === 0 || lights.includes('on'))) return undefined;
  const other = otherOf(conversation);
  const lit = other === undefined ? words.whenLights : words.whenLight(nameText(model.nameOf(other)));
  return (
    <p class="status">
      <Icon name={isOnline ? 'lamp' : 'offline'} size={14} />
      {isOnline ? lit : words.whenOnline}
      <button type="button" onClick={() => model.attempt(model.port.remove(message.id))}>
        {words.cancel}
      </button>
    </p>
  );
}
