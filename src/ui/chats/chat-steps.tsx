// The second steps of a chat's menu: for how long it is muted, and whether it is really to be cleared. What is told to
// others stands in talk-steps.tsx.
import { useId, useState } from 'preact/hooks';
import type { ConversationView } from '../../engine/port/messages.ts';
import { useModel } from '../model/context.ts';
import { titleText } from '../model/conversations.ts';
import { Button } from '../parts/button.tsx';
import { Cancel } from '../parts/cancel.tsx';
import { ButtonCell } from '../parts/cells.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { span } from '../words/formats-more.ts';
import { shortWhen } from '../words/formats.ts';
import { t } from '../words/words.ts';
import { TimerStep, TitleStep } from './talk-steps.tsx';
import '../words/with-talk.ts';
import '../parts/more-shapes.ts';

export type Step = 'mute' | 'clear' | 'title' | 'timer';
export interface StepProps {
  readonly conversation: ConversationView;
  readonly onClose: () => void;
}

export function ChatStep({ step, ...props }: StepProps & { readonly step: Step }) {
  if (step === 'title') return <TitleStep {...props} />;
  if (step === 'timer') return <TimerStep {...props} />;
  return step === 'mute' ? <Mute {...props} /> : <Clear {...props} />;
}

/** "until 18:47", "until you turn it on again". */
export const mutedWords = (until: number): string =>
  until === Infinity ? t.value.talk.forGood : t.value.talk.until(shortWhen(until));

const HOUR = 3600;
const SPANS = [HOUR, 8 * HOUR, 168 * HOUR] as const;

function Mute({ conversation, onClose }: StepProps) {
  const words = t.value.talk;
  const model = useModel();
  const [title, help] = [useId(), useId()];
  const mute = (mutedUntil: number): void => {
    onClose();
    model.attempt(model.port.setConversation(conversation.id, { mutedUntil }));
  };
  return (
    <Dialog labelledBy={title} describedBy={help} onClose={onClose}>
      <h2 class="display" id={title} tabIndex={-1} autofocus>
        {words.mute}
      </h2>
      <p class="ink-2" id={help}>
        {words.muteHelp}
      </p>
      <div class="card menu__card cells-flush">
        {SPANS.map((seconds) => (
          <ButtonCell
            key={seconds}
            more={false}
            title={span(seconds)}
            onClick={() => mute(Date.now() + seconds * 1000)}
          />
        ))}
        <ButtonCell more={false} title={words.untilOn} onClick={() => mute(Infinity)} />
      </div>
      <div class="sheet__acts">
        <Cancel onClick={onClose} />
      </div>
    </Dialog>
  );
}

function Clear({ conversation, onClose }: StepProps) {
  const words = t.value.talk;
  const model = useModel();
  const [title, help] = [useId(), useId()];
  const [isBusy, setBusy] = useState(false);
  const name = titleText(conversation, model);
  const clear = (): void => {
    setBusy(true);
    model.attempt(model.port.clearConversation(conversation.id).finally(onClose));
  };
  return (
    <Dialog labelledBy={title} describedBy={help} alert onClose={onClose}>
      <div class="stack">
        <h2 class="display" id={title} tabIndex={-1} autofocus>
          {conversation.kind === 'group' ? words.clearGroupTitle(name) : words.clearTitle(name)}
        </h2>
        <div class="stack small" id={help}>
          <p>{words.clearHelp}</p>
          <p class="ink-2">{words.clearUnsent}</p>
        </div>
        <Button tone="danger" icon="trash" block busy={isBusy} onClick={clear}>
          {words.clearNow}
        </Button>
        <Cancel onClick={onClose} />
      </div>
    </Dialog>
  );
}
