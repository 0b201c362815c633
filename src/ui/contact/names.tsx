// What I call somebody, and what I noted about them: mine alone.
import { useSignal } from '@preact/signals';
import { useState } from 'preact/hooks';
import type { PersonView } from '../../engine/port/people.ts';
import { useModel } from '../model/context.ts';
import type { Model } from '../model/model.ts';
import { nameText } from '../model/names.ts';
import { ButtonCell } from '../parts/cells.tsx';
import '../parts/more-shapes.ts';
import { NameDialog } from '../parts/name-dialog.tsx';
import { t } from '../words/words.ts';
import '../words/with-contact.ts';
import '../words/with-knowing.ts';
import { NoteDialog } from './note-dialog.tsx';

export function Names({ person }: { readonly person: PersonView }) {
  const model = useModel();
  const words = t.value.contact;
  const more = t.value.knowing;
  const isNaming = useSignal(false);
  const [isNoting, noting] = useState(false);
  const { fingerprint, petname, note } = person;
  return (
    <>
      <div class="card">
        <ButtonCell
          icon="pencil"
          title={words.nameYouGave}
          value={<bdi>{petname ?? words.noneYet}</bdi>}
          onClick={() => (isNaming.value = true)}
        />
        <ButtonCell
          icon="file"
          title={more.note}
          help={
            <bdi class="noted" dir="auto">
              {note === '' ? more.noNote : note}
            </bdi>
          }
          onClick={() => noting(true)}
        />
      </div>
      {isNaming.value && (
        <NameDialog
          title={words.nameYouGave}
          help={words.nameHelp}
          value={petname ?? ''}
          removeLabel={words.removeName}
          warning={(name) => warningFor(model, person, name)}
          onSave={(name) => model.attempt(model.port.setPetname(fingerprint, name))}
          onClose={() => (isNaming.value = false)}
        />
      )}
      {isNoting && <NoteDialog person={person} onClose={() => noting(false)} />}
    </>
  );
}

/** What is to be said before somebody gets a name of which I have one already. */
function warningFor(model: Model, { fingerprint }: PersonView, name: string): string | undefined {
  const words = t.value.knowing;
  const taken = model.people.alike.value?.taken(fingerprint, name);
  if (taken === undefined) return undefined;
  return taken === 'ours' ? words.nameOurs : words.nameTaken(nameText(model.nameOf(taken)));
}
