// The field of a note.
import { useId, useState } from 'preact/hooks';
import type { PersonView } from '../../engine/port/people.ts';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { Cancel } from '../parts/cancel.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { t } from '../words/words.ts';
import '../words/with-knowing.ts';
import '../words/with-you.ts';

/** As the engine has it. */
const CHARACTERS = 2000;

export interface NoteDialogProps {
  readonly person: PersonView;
  readonly onClose: () => void;
}
export function NoteDialog({ person: { fingerprint, note }, onClose }: NoteDialogProps) {
  const words = t.value.knowing;
  const model = useModel();
  const [typed, type] = useState(note);
  const [title, help] = [useId(), useId()];
  const over = typed.trim().length - CHARACTERS;
  const save = (text: string): void => {
    onClose();
    model.attempt(model.port.setNote(fingerprint, text));
  };
  return (
    <Dialog labelledBy={title} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (over <= 0) save(typed);
        }}
      >
        <h2 class="display" id={title}>
          {words.note}
        </h2>
        <div>
          <textarea
            class="input noting"
            rows={5}
            dir="auto"
            aria-label={words.noteField}
            aria-describedby={help}
            aria-invalid={over > 0}
            value={typed}
            onInput={(event) => type(event.currentTarget.value)}
          />
          <p class={over > 0 ? 'hint rose' : 'hint'} id={help} role={over > 0 ? 'alert' : undefined}>
            {over > 0 ? words.tooLong(over) : words.noteHelp}
          </p>
        </div>
        <Button tone="primary" type="submit" block disabled={over > 0}>
          {t.value.you.save}
        </Button>
        {note !== '' && (
          <Button tone="danger-plain" block onClick={() => save('')}>
            {words.removeNote}
          </Button>
        )}
        <Cancel onClick={onClose} />
      </form>
    </Dialog>
  );
}
