// The steps on an iPhone or iPad, with a picture of where to tap, and what the new icon will not know.
import { useRef } from 'preact/hooks';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import '../parts/more-shapes.ts';
import { linkOf, select } from '../cards/link.ts';
import { copyText } from '../parts/copy-text.ts';
import { t } from '../words/words.ts';
import '../words/with-install.ts';
import { Step } from './step.tsx';
import { TakeKey } from './take-key.tsx';

export function IosGuide({ invite }: { readonly invite: string | undefined }) {
  const words = t.value.install;
  const me = useModel().me.value;
  const [inSafari, share, below, first] = words.iosShare;
  const [choose, add, stop] = words.iosAdd;
  const [tap, addIt, open] = words.iosOpen;
  return (
    <>
      <p class="ink-2 bal">{words.erased}</p>
      <Picture label={words.iosPicture} />
      <ol class="steps">
        <Step at={1}>
          {inSafari} <Icon name="share" size={20} /> <b>{share}</b> {below}{' '}
          <Icon name="dots" size={20} class="guide__dots" /> {first}
        </Step>
        <Step at={2}>
          {choose} <Icon name="plus" size={20} /> <b>{add}</b>
          {stop}
        </Step>
        <Step at={3}>
          {tap} <b>{addIt}</b>
          {open}
        </Step>
      </ol>
      <TakeKey />
      {invite !== undefined && <TakeAlong invite={invite} />}
      {invite === undefined && me === undefined && <p class="small ink-2">{words.emptyIcon}</p>}
    </>
  );
}

function TakeAlong({ invite }: { readonly invite: string }) {
  const model = useModel();
  const words = t.value.install;
  const shown = useRef<HTMLParagraphElement>(null);
  const link = invite.includes('/') ? invite : linkOf(invite);
  return (
    <div class="card takealong">
      <Icon name="key" />
      <div class="min0">
        <b>{words.takeInvite}</b>
        <p class="small">{words.takeInviteHelp}</p>
        <p class="cap mono takealong__text" dir="ltr" ref={shown}>
          {link}
        </p>
        <Button
          tone="lamp"
          size="s"
          icon="copy"
          onClick={() => model.attempt(copyText(model, link, () => select(model, shown.current)))}
        >
          {words.copyInvite}
        </Button>
      </div>
    </div>
  );
}

/** The lower end of a phone: the bar, and in its middle the button to tap. */
const Picture = ({ label }: { readonly label: string }) => (
  <div class="guide">
    <svg viewBox="0 0 330 190" role="img" aria-label={label}>
      <g class="guide__phone">
        <path d="M45 0v142a34 34 0 0 0 34 34h172a34 34 0 0 0 34-34V0" />
        <path class="guide__bar" d="M46 112h238v30a33 33 0 0 1-33 33H79a33 33 0 0 1-33-33Z" />
      </g>
      <rect class="guide__line" x="70" y="14" width="150" height="9" rx="4.5" />
      <rect class="guide__line" x="70" y="36" width="190" height="9" rx="4.5" />
      <rect class="guide__line" x="70" y="58" width="120" height="9" rx="4.5" />
      <circle class="guide__spot" cx="165" cy="140" r="24" />
      <path
        class="guide__share"
        d="M165 146v-18m-5 4.6 5-5 5 5m-9.5 4.4h-2a2 2 0 0 0-2 2v9a2 2 0 0 0 2 2h13a2 2 0 0 0 2-2v-9a2 2 0 0 0-2-2h-2"
      />
      <path
        class="guide__other"
        d="M92 133l-6.5 7 6.5 7m26-14 6.5 7-6.5 7m84-15h10v16h-10zm38 2h12v12h-12z"
      />
    </svg>
  </div>
);
