// Tries what opens it on the stored recovery file, so that "saved" can become "saved and tested".
import { Button } from '../parts/button.tsx';
import { Cancel } from '../parts/cancel.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Opener } from '../parts/opener.tsx';
import { useRehearsal } from '../parts/use-rehearsal.ts';
import { t } from '../words/words.ts';
import '../words/with-you.ts';

export function RehearseDialog({ onClose }: { readonly onClose: () => void }) {
  const words = t.value.you;
  const rehearsal = useRehearsal(words.rehearseGood, onClose);
  const { isOwn } = rehearsal.typed;
  return (
    <Dialog labelledBy="rehearse" describedBy="rehearse-help" onClose={onClose}>
      <form class="stack" onSubmit={rehearsal.onSubmit}>
        <h2 class="display" id="rehearse">
          {isOwn ? words.rehearseOwn : words.rehearse}
        </h2>
        <p class="ink-2" id="rehearse-help">
          {words.rehearseHelp}
        </p>
        <Opener typed={rehearsal.typed} />
        {rehearsal.isWrong && (
          <p class="rose small" role="alert">
            {isOwn ? t.value.spare.ownBad : words.rehearseBad}
          </p>
        )}
        <Button
          tone="primary"
          type="submit"
          block
          disabled={!rehearsal.typed.isComplete}
          busy={rehearsal.isBusy}
        >
          {words.openIt}
        </Button>
        <Cancel onClick={onClose} />
      </form>
    </Dialog>
  );
}
