// Putting Porchlight on the home screen: by the browser's own offer, or step by step where there is none (iPhone).
import '../style/forms.css';
import './install.css';
import type { ComponentChildren } from 'preact';
import { IconButton } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { t } from '../words/words.ts';
import '../words/with-install.ts';
import { AndroidGuide } from './android-guide.tsx';
import { IosGuide } from './ios-guide.tsx';
import { isInstalled, isIosTab } from '../ios.ts';
import { useOffer } from './use-offer.ts';

export interface InstallProps {
  /** The text of an invite that is to be taken along. */
  readonly invite?: string | undefined;
  readonly onClose: () => void;
}

/** As a view of its own, from an invite. */
export function Install({ invite, onClose }: InstallProps) {
  const words = t.value.install;
  const title = isIosTab() ? words.iosTitle : words.androidTitle;
  return (
    <div class="app first">
      <header class="top">
        <div class="top__row">
          <IconButton icon="x" label={t.value.app.close} onClick={onClose} />
          <Heading title={title} class="grow">
            {title}
          </Heading>
        </div>
      </header>
      <main class="scroll pad first__in">
        <Guide invite={invite} />
      </main>
    </div>
  );
}

/** As a page of You. */
export function InstallPage() {
  const words = t.value.install;
  const { installed } = useOffer();
  if (installed || isInstalled())
    return (
      <Said title={words.isInstalled}>
        <p class="ink-2 bal">{words.isInstalledHelp}</p>
      </Said>
    );
  return <Guide invite={undefined} />;
}

const Guide = ({ invite }: { readonly invite: string | undefined }) =>
  isIosTab() ? <IosGuide invite={invite} /> : <AndroidGuide />;

const Said = ({ title, children }: { readonly title: string; readonly children: ComponentChildren }) => (
  <div class="installed">
    <h2 class="display">{title}</h2>
    {children}
  </div>
);
