// Taking messages back: here only, or wherever a Porchlight has them; and what that can and cannot do.
import { useId } from 'preact/hooks';
import type { MessageView } from '../../../engine/port/messages.ts';
import { useModel } from '../../model/context.ts';
import { porchlights } from '../../model/porchlights.ts';
import { Button } from '../../parts/button.tsx';
import { Cancel } from '../../parts/cancel.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import '../../parts/more-shapes.ts';
import { t } from '../../words/words.ts';
import '../../words/with-acts.ts';
import { useDesk } from '../desk.ts';
import { catchFocus } from '../lost-focus.ts';
import { isRecallable } from './deeds.ts';
import { attemptDeed } from './refusals.ts';

export interface MessagesSheetProps {
  readonly messages: readonly MessageView[];
  readonly onClose: () => void;
}

export function DeleteDialog({ messages, onClose }: MessagesSheetProps) {
  const words = t.value.acts;
  const model = useModel();
  const desk = useDesk();
  const title = useId();
  const run = (intent: Promise<unknown>): void => {
    onClose();
    desk.chosen.value = undefined;
    attemptDeed(model, 'delete', intent.then(catchFocus));
  };
  const ids = messages.map(({ id }) => id);
  return (
    <Dialog labelledBy={title} onClose={onClose} alert>
      <h2 class="display" id={title} tabIndex={-1} autofocus>
        {words.deleteTitle(messages.length)}
      </h2>
      <div class="sheet__acts">
        <Button
          tone="danger"
          icon="trash"
          block
          onClick={() => run(Promise.all(ids.map((id) => model.port.remove(id))))}
        >
          {words.forMe}
        </Button>
        <p class="small ink-2 center">{words.forMeHelp}</p>
        {messages.every(isRecallable) && (
          <>
            <Button tone="danger" icon="people" block onClick={() => run(model.port.deleteForAll(ids))}>
              {words.forAll}
            </Button>
            <ForAllHelp message={messages[0]} />
          </>
        )}
        <Cancel onClick={onClose} />
      </div>
    </Dialog>
  );
}

function ForAllHelp({ message }: { readonly message: MessageView | undefined }) {
  const words = t.value.acts;
  const model = useModel();
  if (message === undefined) return undefined;
  const { people, using } = porchlights(model, message.conversation);
  if (people === 0) return undefined;
  const said =
    using === 0 ? words.forAllNone : people === 1 ? words.forAllOne : words.forAllHelp(using, people);
  return <p class="small ink-2 center">{said}</p>;
}
