// The first screen: what this is, and two ways in.
import { width } from '../layout.ts';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { Icon } from '../parts/icon.tsx';
import { Logo } from '../parts/logo.tsx';
import { profiles } from '../profile.ts';
import { GoHome } from '../selves/go-home.ts';
import { t } from '../words/words.ts';
import '../words/with-welcome.ts';
import { Scene } from './scene.tsx';
import '../parts/more-shapes.ts';

export interface HelloProps {
  readonly onStart: () => void;
  readonly onRestore: () => void;
  readonly onInvite: () => void;
}
export function Hello({ onStart, onRestore, onInvite }: HelloProps) {
  const words = t.value.welcome;
  const isNarrow = width.value === 'narrow';
  return (
    <main class={isNarrow ? 'hello' : 'hello hello--wide'}>
      <div class="hero">
        <Scene wide={!isNarrow} />
        {isNarrow && (
          <p class="display hello__name" aria-hidden="true">
            {t.value.app.name}
          </p>
        )}
      </div>
      <section class="hello__panel" aria-labelledby="hello-title">
        {!isNarrow && <Logo size={76} />}
        <div id="hello-title">
          <Heading title={words.title} class="display">
            {words.title}
          </Heading>
        </div>
        <p class="bal">{words.help}</p>
        <Button tone="primary" size="l" block onClick={onStart}>
          {words.start}
        </Button>
        <Button tone="tonal" block onClick={onInvite}>
          {words.haveInvite}
        </Button>
        <Button tone="plain" block onClick={onRestore}>
          {words.restore}
        </Button>
        {profiles().length > 1 && <GoHome />}
        <p class="hello__fine cap">
          <Icon name="key" size={16} />
          {words.staysHere}
        </p>
      </section>
    </main>
  );
}
