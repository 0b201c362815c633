// All keys on one sheet.
import { useId } from 'preact/hooks';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { t } from '../words/words.ts';
import '../words/with-keys.ts';
import './keys.css';
import { SHORTCUTS } from './shortcuts.ts';

export function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  const words = t.value.keys;
  const title = useId();
  return (
    <Dialog labelledBy={title} onClose={onClose}>
      <h2 id={title}>{words.helpTitle}</h2>
      {(['anywhere', 'inLists', 'writing'] as const).map((group) => (
        <section key={group}>
          <h3 class="keyhelp__h">{words[group]}</h3>
          <dl class="keyhelp">
            {SHORTCUTS[group].map(({ keys, does }) => (
              <div key={does}>
                <dt>{words.does[does]}</dt>
                <dd dir="ltr">
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <div class="sheet__acts">
        <Button tone="plain" block onClick={onClose}>
          {t.value.app.close}
        </Button>
      </div>
    </Dialog>
  );
}
