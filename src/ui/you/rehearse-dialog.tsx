// Tries the six words on the stored recovery file, so that "saved" can become "saved and tested".
import { Button } from '../parts/button.tsx';
import { Cancel } from '../parts/cancel.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { SixWords } from '../parts/six-words.tsx';
import { useRehearsal } from '../parts/use-rehearsal.ts';
import { t } from '../words/words.ts';
import '../words/with-you.ts';

export function RehearseDialog({ onClose }: { readonly onClose: () => void }) {
  const words = t.value.you;
  const rehearsal = useRehearsal(words.rehearseGood, onClose);
  return (
    <Dialog labelledBy="rehearse" describedBy="rehearse-help" onClose={onClose}>
      <form class="stack" onSubmit={rehearsal.onSubmit}>
        <h2 class="display" id="rehearse">
          {words.rehearse}
        </h2>
        <p class="ink-2" id="rehearse-help">
          {words.rehearseHelp}
        </p>
        <SixWords words={rehearsal.typed.value} onChange={(next) => (rehearsal.typed.value = next)} />
        {rehearsal.isWrong && (
          <p class="rose small" role="alert">
            {words.rehearseBad}
          </p>
        )}
        <Button tone="primary" type="submit" block disabled={!rehearsal.isComplete} busy={rehearsal.isBusy}>
          {words.openIt}
        </Button>
        <Cancel onClick={onClose} />
      </form>
    </Dialog>
  );
}
