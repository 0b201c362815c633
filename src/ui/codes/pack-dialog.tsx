// Puts today's contacts into the recovery file, which asks for what opens it; then the file wants to be saved again.
import { useSignal } from '@preact/signals';
import type { ContactsCount } from '../../engine/port/identity.ts';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { Cancel } from '../parts/cancel.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Opener, useTyped } from '../parts/opener.tsx';
import { saveText } from '../parts/save-text.ts';
import { t } from '../words/words.ts';
import '../words/with-spare.ts';
import '../words/with-you.ts';
import '../parts/more-shapes.ts';

export function PackDialog({ onClose }: { readonly onClose: () => void }) {
  const packing = usePacking();
  const words = t.value.spare;
  const { typed, done, state } = packing;
  const heading = (
    <h2 class="display" id="pack">
      {words.contactsTitle}
    </h2>
  );
  if (done.value !== undefined)
    return (
      <Dialog labelledBy="pack" onClose={onClose}>
        <div class="stack">
          {heading}
          <p role="status">{words.contactsDone(done.value.people, done.value.groups)}</p>
          <Button tone="primary" icon="download" block onClick={packing.save}>
            {words.contactsSave}
          </Button>
          <Cancel onClick={onClose} />
        </div>
      </Dialog>
    );
  return (
    <Dialog labelledBy="pack" describedBy="pack-help" onClose={onClose}>
      <form class="stack" onSubmit={packing.onSubmit}>
        {heading}
        <p class="ink-2" id="pack-help">
          {words.contactsHelp}
        </p>
        <Opener typed={typed} />
        {state.value === 'wrong' && (
          <p class="rose small" role="alert">
            {typed.isOwn ? words.ownBad : t.value.you.rehearseBad}
          </p>
        )}
        <Button
          tone="primary"
          type="submit"
          block
          disabled={!typed.isComplete}
          busy={state.value === 'packing'}
        >
          {words.contactsPut}
        </Button>
        <Cancel onClick={onClose} />
      </form>
    </Dialog>
  );
}

function usePacking() {
  const model = useModel();
  const recovery = model.me.value?.recovery;
  const typed = useTyped(recovery !== undefined && 'own' in recovery);
  const state = useSignal<'typing' | 'packing' | 'wrong'>('typing');
  const done = useSignal<ContactsCount | undefined>(undefined);
  const pack = async (): Promise<void> => {
    state.value = 'packing';
    const count = await model.port.packContacts(typed.text()).catch((cause: unknown) => {
      state.value = 'typing';
      throw cause;
    });
    state.value = count === undefined ? 'wrong' : 'typing';
    done.value = count;
  };
  const saving = async (): Promise<void> => {
    const file = await model.port.savedRecovery();
    if (file !== undefined) saveText(file.fileName, file.text);
  };
  return {
    typed,
    state,
    done,
    save: () => model.attempt(saving()),
    onSubmit: (event: Event) => {
      event.preventDefault();
      if (typed.isComplete && state.peek() !== 'packing') model.attempt(pack());
    },
  };
}
