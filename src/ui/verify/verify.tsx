// Comparing keys with somebody, by codes or by reading aloud; and what it means that my own key is at another device.
import '../style/forms.css';
import '../you/you.css';
import './verify.css';
import type { ComponentChildren } from 'preact';
import { ChatsPane } from '../chats/chats.tsx';
import { toFingerprint } from '../ids.ts';
import { width } from '../layout.ts';
import { useModel } from '../model/context.ts';
import { nameText } from '../model/names.ts';
import { Button } from '../parts/button.tsx';
import { Empty } from '../parts/empty.tsx';
import { PageBar } from '../parts/top-bar.tsx';
import { ELSEWHERE, go } from '../route.ts';
import { t } from '../words/words.ts';
import '../words/with-contact.ts';
import '../words/with-verify.ts';
import { Compare } from './compare.tsx';
import { Elsewhere } from './elsewhere.tsx';

/** @param who A fingerprint, or `ELSEWHERE`. */
export function Verify({ who = '' }: { readonly who?: string | undefined }) {
  const model = useModel();
  const words = t.value.verify;
  if (who === ELSEWHERE)
    return (
      <Pane bar={<Bar title={words.elsewhereTitle} />}>
        <Elsewhere />
      </Pane>
    );
  const person = model.people.one(toFingerprint(who)).value;
  if (person === undefined)
    return (
      <Pane bar={<Bar title={words.safetyNumber} />}>
        <main class="scroll pad">
          <Empty
            title={t.value.contact.unknown}
            action={
              <Button tone="line" onClick={() => go('people', undefined, 'replace')}>
                {t.value.app.people}
              </Button>
            }
          />
        </main>
      </Pane>
    );
  const name = nameText(model.nameOf(person.fingerprint, true));
  return (
    <Pane bar={<Bar title={words.title(name)} person={who} />}>
      <Compare person={person} />
    </Pane>
  );
}

const Bar = ({ title, person }: { readonly title: string; readonly person?: string }) => (
  <PageBar
    title={title}
    level={width.value === 'narrow' ? 1 : 2}
    back={person === undefined ? { to: 'chats' } : { to: 'contact', arg: person }}
  />
);

function Pane({ bar, children }: { readonly bar: ComponentChildren; readonly children: ComponentChildren }) {
  const inside = (
    <>
      {bar}
      {children}
    </>
  );
  if (width.value === 'narrow') return inside;
  return (
    <>
      <ChatsPane />
      <div class="pane pane--main you-pane verify--wide">{inside}</div>
    </>
  );
}
