// Elsewhere: what the app is good for, the browser's own dialogue, and its menu where there is none.
import { Icon } from '../parts/icon.tsx';
import { Logo } from '../parts/logo.tsx';
import '../parts/more-shapes.ts';
import { t } from '../words/words.ts';
import '../words/with-install.ts';
import { InstallButton } from './install-button.tsx';
import { Step } from './step.tsx';

/** An app that Safari puts into the Dock keeps what it stores apart from the browser’s. */
const isApart = (): boolean => navigator.vendor.startsWith('Apple');

export function AndroidGuide() {
  const words = t.value.install;
  const [openMenu, where] = words.openMenu;
  const [choose, add, then, install, stop] = words.choose;
  return (
    <>
      <div class="guide__logo">
        <Logo size={112} />
      </div>
      <h2 class="display center">{words.asApp}</h2>
      <p class="center ink-2 bal">{words.asAppHelp}</p>
      <ul class="card facts first__facts">
        <li>
          <Icon name="disk" />
          <span>{words.small}</span>
        </li>
        <li>
          <Icon name="key" />
          <span>{isApart() ? words.ownKey : words.sameKey}</span>
        </li>
        <li>
          <Icon name="bell" />
          <span>{words.count}</span>
        </li>
      </ul>
      <InstallButton />
      <details class="guide__menu">
        <summary>
          {words.noButton}
          <Icon name="down" size={18} />
        </summary>
        <ol class="steps">
          <Step at={1}>
            {openMenu} <Icon name="more" size={20} /> {where}
          </Step>
          <Step at={2}>
            {choose} <b>{add}</b>
            {then} <b>{install}</b>
            {stop}
          </Step>
        </ol>
      </details>
    </>
  );
}
