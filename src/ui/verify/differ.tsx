// "They don't match": what it may mean, in plain words, and what to do. Nothing changes on its own.
import type { PersonView } from '../../engine/port/people.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { linkTo } from '../route.ts';
import { t } from '../words/words.ts';
import '../words/with-verify.ts';

export interface DifferProps {
  readonly person: PersonView;
  readonly name: string;
  /** Where the key was marked before. */
  readonly onUnmark: (() => void) | undefined;
  readonly onClose: () => void;
}

export function Differ({ person, name, onUnmark, onClose }: DifferProps) {
  const words = t.value.verify;
  return (
    <Dialog labelledBy="differ" onClose={onClose} alert>
      <div class="stack">
        <h2 class="display" id="differ" tabIndex={-1} autofocus>
          {words.differTitle}
        </h2>
        <p class="ink-2">{words.differLead}</p>
        <ol class="verify__list">
          <li>{words.differPages}</li>
          <li>{words.differNew}</li>
          <li>{words.differMiddle}</li>
        </ol>
        <h3 class="verify__sub">{words.differDo}</h3>
        <ul class="verify__list">
          <li>{words.differWait}</li>
          <li>{words.differAsk(name)}</li>
          <li>{words.differServer}</li>
        </ul>
        <Button tone="primary" block onClick={onClose}>
          {words.again}
        </Button>
        {onUnmark && (
          <Button
            tone="danger"
            block
            onClick={() => {
              onUnmark();
              onClose();
            }}
          >
            {words.unmark}
          </Button>
        )}
        <Button tone="plain" block href={linkTo('contact', person.fingerprint)}>
          {words.toPerson}
        </Button>
      </div>
    </Dialog>
  );
}
