// In the composer's place while messages are being chosen: how many, and what to do with them. Esc leaves.
import { useEffect } from 'preact/hooks';
import type { MessageView } from '../../../engine/port/messages.ts';
import { useModel } from '../../model/context.ts';
import type { Model } from '../../model/model.ts';
import { nameText } from '../../model/names.ts';
import { Icon } from '../../parts/icon.tsx';
import type { IconName } from '../../parts/icon-shapes.ts';
import { IconButton } from '../../parts/button.tsx';
import { copyText } from '../../parts/copy-text.ts';
import '../../parts/more-shapes.ts';
import { clockTime, dayName } from '../../words/formats.ts';
import { t } from '../../words/words.ts';
import '../../words/with-acts.ts';
import { useDesk } from '../desk.ts';
import { catchFocus } from '../lost-focus.ts';
import './acts.css';
import { isWhole } from './deeds.ts';

export function SelectBar() {
  const words = t.value.acts;
  const model = useModel();
  const { chosen, sheet } = useDesk();
  const messages = [...(chosen.value?.values() ?? [])].sort((a, b) => a.seq - b.seq);
  const whole = messages.filter(isWhole);
  const leave = (): void => void (chosen.value = undefined);
  useEscape(leave);
  useEffect(() => catchFocus, []);
  const copy = (): Promise<void> => copyText(model, plainText(whole, model)).then(leave);
  return (
    <div class="selectbar" role="toolbar" aria-label={words.selecting}>
      <IconButton icon="x" label={words.stopSelecting} onClick={leave} />
      <span class="grow num" role="status">
        {words.selected(messages.length)}
      </span>
      <Act icon="copy" label={words.copySeveral} off={whole.length === 0} run={() => model.attempt(copy())} />
      <Act
        icon="forward"
        label={words.forward}
        off={whole.length === 0}
        run={() => (sheet.value = { kind: 'forward', messages: whole })}
      />
      <Act
        icon="trash"
        label={words.delete}
        off={messages.length === 0}
        run={() => (sheet.value = { kind: 'delete', messages })}
      />
    </div>
  );
}

interface ActProps {
  readonly icon: IconName;
  readonly label: string;
  readonly off: boolean;
  readonly run: () => void;
}
const Act = ({ icon, label, off, run }: ActProps) => (
  <button type="button" class="selectbar__act" disabled={off} onClick={run}>
    <Icon name={icon} flip={icon === 'forward'} />
    <span>{label}</span>
  </button>
);

/** A dialog above takes its own Esc. */
function useEscape(leave: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      leave();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}

/** "Mira, Today, 18:06", then the words; without the signs that keep names apart on the screen. */
function plainText(messages: readonly MessageView[], model: Model): string {
  const one = ({ author, at, text, file }: MessageView): string => {
    const name = nameText(model.nameOf(author)).replaceAll(/[\u2066-\u2069]/g, '');
    return `${name}, ${dayName(at)}, ${clockTime(at)}\n${text === '' ? (file?.name ?? '') : text}`;
  };
  return messages.map(one).join('\n\n');
}
