// What everybody in a chat is told: the title of a group, and the timer after which messages disappear.
import { useId } from 'preact/hooks';
import { useModel } from '../model/context.ts';
import { porchlights } from '../model/porchlights.ts';
import { Cancel } from '../parts/cancel.tsx';
import { ButtonCell } from '../parts/cells.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { NameDialog } from '../parts/name-dialog.tsx';
import { span } from '../words/formats-more.ts';
import { t } from '../words/words.ts';
import '../words/with-talk.ts';
import type { StepProps } from './chat-steps.tsx';

export function TitleStep({ conversation, onClose }: StepProps) {
  const words = t.value.talk;
  const model = useModel();
  const { people, using } = porchlights(model, conversation.id);
  const outside = people - using;
  const who = outside === 0 ? '' : using === 0 ? words.titleNone : words.titleSome(outside);
  return (
    <NameDialog
      title={words.title}
      help={`${words.titleHelp} ${who}`.trim()}
      value={conversation.title ?? ''}
      removeLabel={words.removeTitle}
      onSave={(title) => model.attempt(model.port.setTitle(conversation.id, title))}
      onClose={onClose}
    />
  );
}

const DAY = 86_400;
const TIMES = [10, 300, 3600, 8 * 3600, DAY, 7 * DAY, 28 * DAY] as const;

export function TimerStep({ conversation, onClose }: StepProps) {
  const words = t.value.talk;
  const model = useModel();
  const [title, help] = [useId(), useId()];
  const { id, timer } = conversation;
  const { people, using } = porchlights(model, id);
  const outside = people - using;
  const set = (seconds: number): void => {
    onClose();
    if (seconds !== timer) model.attempt(model.port.setTimer(id, seconds));
  };
  const times = timer === 0 || TIMES.some((time) => time === timer) ? TIMES : [timer, ...TIMES];
  return (
    <Dialog labelledBy={title} describedBy={help} onClose={onClose}>
      <h2 class="display" id={title} tabIndex={-1} autofocus>
        {words.timer}
      </h2>
      <div class="stack small menu__help" id={help}>
        <p>{words.timerHelp}</p>
        <p class="ink-2">{words.timerHonest}</p>
        {outside > 0 && <p class="ink-2">{words.timerSome(outside)}</p>}
      </div>
      <div class="card menu__card cells-flush">
        {[0, ...times].map((seconds) => (
          <ButtonCell
            key={seconds}
            more={false}
            title={seconds === 0 ? words.timerOff : span(seconds)}
            {...(seconds === timer && { value: <Chosen /> })}
            onClick={() => set(seconds)}
          />
        ))}
      </div>
      <div class="sheet__acts">
        <Cancel onClick={onClose} />
      </div>
    </Dialog>
  );
}

const Chosen = () => (
  <>
    <Icon name="check" size={20} />
    <span class="vh"> {t.value.talk.chosen}</span>
  </>
);
