// Hands the stored recovery file to another device: code after code on the screen, or as a text to paste. It stays locked.
import './codes.css';
import '../style/forms.css';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useModel } from '../model/context.ts';
import { Button, IconButton } from '../parts/button.tsx';
import { SwitchCell } from '../parts/cells.tsx';
import { copyText } from '../parts/copy-text.ts';
import { Dialog } from '../parts/dialog.tsx';
import { QrPicture } from '../qr/picture.tsx';
import { number } from '../words/formats.ts';
import { t } from '../words/words.ts';
import '../words/with-spare.ts';
import '../parts/more-shapes.ts';
import { useCodes } from './use-codes.ts';

export function AddDevice({ onClose }: { readonly onClose: () => void }) {
  const model = useModel();
  const words = t.value.spare;
  const codes = useCodes();
  const isThere = codes !== undefined && codes !== 'none';
  const steps = [words.addSteps.open, words.addSteps.scan, words.addSteps.type];
  return (
    <Dialog labelledBy="add-device" onClose={onClose}>
      <div class="stack">
        <h2 class="display" id="add-device" tabIndex={-1} autofocus>
          {words.addTitle}
        </h2>
        {codes === 'none' ? (
          <p>{words.addNone}</p>
        ) : (
          <ol class="steps">
            {steps.map((step, at) => (
              <li key={step}>
                <span class="steps__n" aria-hidden="true">
                  {number(at + 1)}
                </span>
                <span>{step}</span>
              </li>
            ))}
          </ol>
        )}
        {isThere && <Codes codes={codes.codes} />}
        {isThere && codes.contacts !== 'none' && (
          <p class="hint">{codes.contacts === 'in' ? words.withContacts : words.withoutContacts}</p>
        )}
        {isThere && (
          <>
            <Button tone="tonal" icon="copy" block onClick={() => model.attempt(copyText(model, codes.text))}>
              {words.copy}
            </Button>
            <p class="hint">
              {words.copyHelp} {words.both}
            </p>
          </>
        )}
        <Button tone="plain" block onClick={onClose}>
          {words.close}
        </Button>
      </div>
    </Dialog>
  );
}

const TURN_MS = 3000;

function Codes({ codes }: { readonly codes: readonly string[] }) {
  const words = t.value.spare;
  const at = useSignal(0);
  const isTurning = useSignal(false);
  const total = codes.length;
  const turn = (by: number): void => void (at.value = (at.peek() + by + total) % total);
  useEffect(() => {
    if (!isTurning.value) return undefined;
    const timer = setInterval(() => turn(1), TURN_MS);
    return () => clearInterval(timer);
  }, [isTurning.value]);
  const where = words.code(at.value + 1, total);
  return (
    <div class="codeshow">
      <QrPicture text={codes[at.value] ?? ''} label={where} />
      <div class="codeshow__turn">
        <IconButton icon="back" flip label={words.before} onClick={() => turn(-1)} />
        <span class="num small" aria-live={isTurning.value ? 'off' : 'polite'}>
          {where}
        </span>
        <IconButton icon="next" flip label={words.next} onClick={() => turn(1)} />
      </div>
      <div class="card">
        <SwitchCell
          title={words.turning}
          help={words.turningHelp}
          checked={isTurning.value}
          onChange={(next) => (isTurning.value = next)}
        />
      </div>
    </div>
  );
}
