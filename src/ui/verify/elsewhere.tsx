// My own key showed up at another device: what that may be, and the next steps of either case.
import type { ComponentChildren } from 'preact';
import { width } from '../layout.ts';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import '../parts/more-shapes.ts';
import { goBack, linkTo } from '../route.ts';
import { t } from '../words/words.ts';
import '../words/with-verify.ts';

/** An h2 under the page's h1, on wide windows an h3. */
const Case = ({ children }: { readonly children: ComponentChildren }) => {
  const Tag = width.value === 'narrow' ? 'h2' : 'h3';
  return <Tag class="verify__title">{children}</Tag>;
};

export function Elsewhere() {
  const model = useModel();
  const words = t.value.verify;
  const isKnown = model.preferences.value.elsewhereKnown === true;
  const own = async (): Promise<void> => {
    await model.port.setPreferences({ elsewhereKnown: true });
    goBack('chats');
  };
  return (
    <>
      <main class="scroll pad verify">
        <p>{model.elsewhere.value ? words.elsewhereLead : words.elsewhereNone}</p>
        <div class="card verify__case">
          <Case>
            <Icon name="check" size={20} />
            {words.elsewhereMine}
          </Case>
          <p class="ink-2">{words.elsewhereMineHelp}</p>
        </div>
        <div class="card verify__case">
          <Case>
            <Icon name="alert" size={20} />
            {words.elsewhereOther}
          </Case>
          <p class="ink-2">{words.elsewhereOtherHelp}</p>
          <p class="verify__sub">{words.elsewhereNotMine}</p>
          <ol class="verify__list">
            <li>{words.elsewhereTell}</li>
            <li>{words.elsewhereSpare}</li>
            <li>{words.elsewhereNew}</li>
          </ol>
          <Button tone="line" icon="key" href={linkTo('you', 'identity')}>
            {words.elsewhereGo}
          </Button>
        </div>
      </main>
      {model.elsewhere.value && (
        <footer class="pad verify__acts">
          {isKnown ? (
            <p class="ink-2 center" role="status">
              {words.elsewhereSaid}
            </p>
          ) : (
            <Button tone="primary" size="l" block onClick={() => model.attempt(own())}>
              {words.elsewhereIsMine}
            </Button>
          )}
        </footer>
      )}
    </>
  );
}
