// "NAME moved – compare": somebody's key says that it was given up for another one. An offer, in their chat and on their page;
// what follows from it follows from a tap.
import './selves.css';
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Fingerprint } from '../../domain/ids.ts';
import type { MoveAnswer } from '../../engine/port/moving.ts';
import type { PersonView } from '../../engine/port/people.ts';
import { keyTag } from '../../lib/key-tag.ts';
import { useModel } from '../model/context.ts';
import type { Model } from '../model/model.ts';
import { nameText } from '../model/names.ts';
import { Button } from '../parts/button.tsx';
import { Cancel } from '../parts/cancel.tsx';
import { NAME_LENGTH } from '../parts/name-dialog.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { Tag } from '../parts/marks.tsx';
import { go, linkTo } from '../route.ts';
import { t } from '../words/words.ts';
import '../words/with-selves.ts';
import '../parts/more-shapes.ts';

export function MovedCard({ fingerprint }: { readonly fingerprint: Fingerprint }) {
  const model = useModel();
  const words = t.value.selves;
  const isAsked = useSignal(false);
  const person = model.people.one(fingerprint).value;
  if (person?.movedTo === undefined) return undefined;
  const { movedTo } = person;
  const name = nameText(model.nameOf(fingerprint, true));
  const answer = (kind: 'later' | 'compare') => (): void => model.attempt(say(model, person, { kind }));
  if (movedTo.answered !== undefined)
    return (
      <Quiet
        person={person}
        name={name}
        onLook={answer('compare')}
        onOpen={() => model.attempt(open(model, movedTo.fingerprint))}
      />
    );
  return (
    <section class="movedcard" aria-label={words.moved(name)}>
      <h3 class="movedcard__h">
        <Icon name="key" />
        <span>
          {words.moved(name)} <Tag tag={keyTag(movedTo.fingerprint, 8)} />
        </span>
      </h3>
      <p class="small">{words.movedHelp(name)}</p>
      {movedTo.others !== undefined && (
        <p class="small caution">
          <Icon name="alert" size={16} /> {words.movedTwice}
        </p>
      )}
      <div class="row">
        <Button tone="primary" size="s" onClick={answer('compare')}>
          {words.compare}
        </Button>
        <Button tone="line" size="s" onClick={() => (isAsked.value = true)}>
          {words.useNew}
        </Button>
        <Button tone="plain" size="s" onClick={answer('later')}>
          {words.notNow}
        </Button>
      </div>
      {isAsked.value && <UseDialog person={person} name={name} onClose={() => (isAsked.value = false)} />}
    </section>
  );
}

/** On the page of a key that somebody named as their new one. */
export function NamedBy({ fingerprint }: { readonly fingerprint: Fingerprint }) {
  const model = useModel();
  const words = t.value.selves;
  const isAsked = useSignal(false);
  const old = [...model.people.all.value.values()].find(
    ({ movedTo }) => movedTo?.fingerprint === fingerprint,
  );
  if (old === undefined || old.movedTo?.answered === 'used') return undefined;
  const name = nameText(model.nameOf(old.fingerprint, true));
  return (
    <section class="movedcard" aria-label={words.namedBy(name)}>
      <h3 class="movedcard__h">
        <Icon name="key" />
        <span>{words.namedBy(name)}</span>
      </h3>
      <p class="small">{words.movedHelp(name)}</p>
      <div class="row">
        <Button tone="line" size="s" onClick={() => (isAsked.value = true)}>
          {words.useNew}
        </Button>
        <Button tone="plain" size="s" href={linkTo('contact', old.fingerprint)}>
          {words.look}
        </Button>
      </div>
      {isAsked.value && <UseDialog person={old} name={name} onClose={() => (isAsked.value = false)} />}
    </section>
  );
}

interface QuietProps {
  readonly person: PersonView;
  readonly name: string;
  readonly onLook: () => void;
  readonly onOpen: () => void;
}
/** It was put off, or taken up: one line is left of it. */
function Quiet({ person, name, onLook, onOpen }: QuietProps) {
  const words = t.value.selves;
  const isUsed = person.movedTo?.answered === 'used';
  return (
    <button type="button" class="movedline small" onClick={isUsed ? onOpen : onLook}>
      <Icon name="key" size={16} />
      {isUsed ? words.movedUsed(name) : words.movedLater(name)}
      <span class="heldline__look">{isUsed ? words.openNew : words.compare}</span>
    </button>
  );
}

interface UseDialogProps {
  readonly person: PersonView;
  readonly name: string;
  readonly onClose: () => void;
}
function UseDialog({ person, name, onClose }: UseDialogProps) {
  const model = useModel();
  const words = t.value.selves;
  const title = useId();
  const called = model.nameOf(person.fingerprint);
  // A long name must not push out the words that tell the two apart.
  const plain = called.kind === 'pet' ? called.text : '';
  const room = NAME_LENGTH - words.oldKey('').length;
  const oldName = words.oldKey(Array.from(plain).slice(0, room).join(''));
  const use = (): void => {
    onClose();
    model.attempt(say(model, person, { kind: 'use', oldName }));
  };
  return (
    <Dialog labelledBy={title} describedBy={`${title}-help`} alert onClose={onClose}>
      <div class="stack">
        <h2 class="display" id={title} tabIndex={-1} autofocus>
          {words.useTitle(name)}
        </h2>
        <p class="small" id={`${title}-help`}>
          {words.useHelp}
        </p>
        <Button tone="primary" block onClick={use}>
          {words.useNew}
        </Button>
        <Cancel onClick={onClose} />
      </div>
    </Dialog>
  );
}

/** Tells the engine, and leads to where that goes on. */
async function say(model: Model, { fingerprint, movedTo }: PersonView, answer: MoveAnswer): Promise<void> {
  if (movedTo === undefined) return;
  const next = movedTo.fingerprint;
  await model.port.answerMove(fingerprint, next, answer);
  if (answer.kind === 'compare') go('verify', next);
  if (answer.kind === 'use') await open(model, next);
}

async function open(model: Model, next: Fingerprint): Promise<void> {
  go('chat', await model.port.openDirect(next));
}
