// How Porchlight comes onto the Home Screen of an iPhone or iPad, and how a key that was made in a tab comes along.
import './install.css';
import '../style/forms.css';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { copyText } from '../parts/copy-text.ts';
import { Icon } from '../parts/icon.tsx';
import { number } from '../words/formats.ts';
import { t } from '../words/words.ts';
import '../words/with-arrive.ts';
import '../parts/more-shapes.ts';

export function Guide() {
  const words = t.value.arrive;
  const steps = [words.iosShare, words.iosAdd, words.iosOpen];
  return (
    <>
      <div class="iosbar">
        <BrowserBar />
      </div>
      <ol class="steps">
        {steps.map(({ before, word, after }, at) => (
          <li key={word}>
            <span class="steps__n" aria-hidden="true">
              {number(at + 1)}
            </span>
            <span>
              {before}
              <b>{word}</b>
              {after}
            </span>
          </li>
        ))}
      </ol>
      <TakeAlong />
    </>
  );
}

/** What the icon cannot see is carried over by hand, once. */
function TakeAlong() {
  const model = useModel();
  const words = t.value.arrive;
  const me = model.me.value;
  const text = useSignal<string | undefined>(undefined);
  const hasSpare = me !== undefined && me.recovery.kind !== 'none';
  useEffect(() => {
    const look = async (): Promise<void> => {
      text.value = (await model.port.savedRecovery())?.text;
    };
    if (hasSpare) model.attempt(look());
  }, [hasSpare]);
  if (me === undefined) return undefined;
  const copy = (): void => model.attempt(copyText(model, text.peek() ?? ''));
  return (
    <div class="card takealong">
      <Icon name="key" />
      <div>
        <b>{words.iosTake}</b>
        <p>{hasSpare ? words.iosTakeHelp : words.iosNothing}</p>
        {hasSpare && (
          <Button tone="lamp" size="s" icon="copy" disabled={text.value === undefined} onClick={copy}>
            {words.iosCopy}
          </Button>
        )}
      </div>
    </div>
  );
}

/** The bar at the bottom of Safari, with the sign to tap. */
const BrowserBar = () => (
  <svg viewBox="0 0 330 190" role="img" aria-label={t.value.arrive.iosPicture}>
    <path class="iosbar__phone" d="M45 -4V142a34 34 0 0 0 34 34h172a34 34 0 0 0 34 -34V-4Z" />
    <rect class="iosbar__line" x="70" y="14" width="150" height="9" rx="4.5" />
    <rect class="iosbar__line" x="70" y="36" width="190" height="9" rx="4.5" />
    <rect class="iosbar__line" x="70" y="58" width="120" height="9" rx="4.5" />
    <path class="iosbar__bar" d="M46 112h238v30a33 33 0 0 1 -33 33H79a33 33 0 0 1 -33 -33Z" />
    <circle class="iosbar__here" cx="165" cy="138" r="24" />
    <g class="iosbar__sign">
      <path d="M88 132.500l-6 5.500 6 5.500M116 132.500l6 5.500-6 5.500M207 130h6l5 5v9a1.500 1.500 0 0 1-1.500 1.500h-9.500a1.500 1.500 0 0 1-1.500-1.500v-12.500a1.500 1.500 0 0 1 1.500-1.500Z" />
      <rect x="240" y="134" width="12" height="11" rx="2.500" />
      <path d="M244 130.500h9a2.500 2.500 0 0 1 2.500 2.500v8" />
    </g>
    <g class="iosbar__sign iosbar__sign--share">
      <path d="M165 140.500v-11M161.500 132.700l3.500-3.400 3.500 3.400M161.500 135.500h-1.500a1.500 1.500 0 0 0-1.500 1.500v9.500a1.500 1.500 0 0 0 1.500 1.500h10a1.500 1.500 0 0 0 1.500-1.500v-9.500a1.500 1.500 0 0 0-1.500-1.500h-1.500" />
    </g>
  </svg>
);
