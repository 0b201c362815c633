// Where a browser cannot keep keys: said before anybody thinks they have an identity.
import type { UnsupportedReason } from '../../engine/port/identity.ts';
import { Button } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { t } from '../words/words.ts';
import '../words/with-welcome.ts';

export function Unsupported({ reason }: { readonly reason: UnsupportedReason }) {
  const words = t.value.welcome;
  return (
    <main class="app first first--alone">
      <div class="first__in pad" role="alert">
        <Heading title={words.unsupportedTitle} class="display">
          {words.unsupportedTitle}
        </Heading>
        <p>{words.unsupported[reason]}</p>
        <p class="ink-2">{words.unsupportedHelp}</p>
        <Button tone="primary" block onClick={() => location.reload()}>
          {words.tryAgain}
        </Button>
      </div>
    </main>
  );
}
