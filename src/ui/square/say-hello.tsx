// Once, over the composer of the square: my name could be said to everybody, as a post like any other (lib/hello-post.ts).
import './hello.css';
import { useState } from 'preact/hooks';
import { helloPost } from '../../lib/hello-post.ts';
import { SQUARE } from '../ids.ts';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { t } from '../words/words.ts';
import '../words/with-knowing.ts';
import { ConfirmPost } from './confirm-post.tsx';

export function SayHello() {
  const words = t.value.knowing;
  const model = useModel();
  const [asks, ask] = useState(false);
  const name = model.me.value?.name ?? '';
  if (name === '' || model.preferences.value.helloDone === true) return undefined;
  const text = helloPost(name);
  const say = async (isLast: boolean): Promise<void> => {
    ask(false);
    await model.port.sendText(SQUARE, text);
    await model.port.setPreferences({ helloDone: true, ...(isLast && { squareConfirmed: true }) });
  };
  return (
    <section class="hello-line" aria-label={words.sayHello}>
      <p class="small">
        <b>{words.hello}.</b> {words.helloHelp}
      </p>
      <div class="row">
        <Button tone="public" size="s" onClick={() => ask(true)}>
          {words.sayHello}
        </Button>
        <Button
          tone="plain"
          size="s"
          onClick={() => model.attempt(model.port.setPreferences({ helloDone: true }))}
        >
          {words.notNow}
        </Button>
      </div>
      {asks && (
        <ConfirmPost text={text} onPost={(isLast) => model.attempt(say(isLast))} onClose={() => ask(false)} />
      )}
    </section>
  );
}
