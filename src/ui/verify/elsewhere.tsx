// My own key showed up at another device: what that may be, and the next steps of either case.
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import '../parts/more-shapes.ts';
import { goBack, linkTo } from '../route.ts';
import { t } from '../words/words.ts';
import '../words/with-verify.ts';

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
          <h3>
            <Icon name="check" size={20} />
            {words.elsewhereMine}
          </h3>
          <p class="ink-2">{words.elsewhereMineHelp}</p>
        </div>
        <div class="card verify__case">
          <h3>
            <Icon name="alert" size={20} />
            {words.elsewhereOther}
          </h3>
          <p class="ink-2">{words.elsewhereOtherHelp}</p>
          <h4>{words.elsewhereNotMine}</h4>
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
    </>
  );
}
