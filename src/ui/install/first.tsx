// The first screen in a tab of an iPhone: no key is made there before it was said what becomes of it.
import { Button, IconButton } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { t } from '../words/words.ts';
import '../words/with-arrive.ts';
import '../words/with-install.ts';
import { invite } from '../route.ts';
import { IosGuide } from './ios-guide.tsx';
import './install.css';
import '../style/forms.css';

export interface InstallFirstProps {
  readonly onBack: () => void;
  /** Make a key here all the same. */
  readonly onTry: () => void;
}
export function InstallFirst({ onBack, onTry }: InstallFirstProps) {
  const { arrive: words, install } = t.value;
  return (
    <div class="app first">
      <header class="top">
        <div class="top__row">
          <IconButton icon="x" label={words.iosBack} onClick={onBack} />
          <span class="grow" />
        </div>
      </header>
      <main class="scroll pad first__in">
        <Heading title={install.iosTitle} class="display">
          {install.iosTitle}
        </Heading>
        <IosGuide invite={invite.value?.text} />
      </main>
      <footer class="pad first__foot">
        <Button tone="line" size="l" block onClick={onTry}>
          {install.tryNow}
        </Button>
        <p class="small ink-2 center">{words.iosTryHelp}</p>
      </footer>
    </div>
  );
}
