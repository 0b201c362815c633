// On a person's page: introducing them to others, and who introduced them to me.
import { useSignal } from '@preact/signals';
import type { PersonView } from '../../engine/port/people.ts';
import { useModel } from '../model/context.ts';
import { nameText } from '../model/names.ts';
import { ButtonCell, Cell } from '../parts/cells.tsx';
import { lazy, Nothing } from '../parts/lazy.tsx';
import '../parts/more-shapes.ts';
import { dayDate } from '../words/formats-more.ts';
import { t } from '../words/words.ts';
import '../words/with-cards.ts';
import { GroupLabel } from '../you/group-label.tsx';

const IntroduceSheet = lazy(
  () => import('../cards/introduce-sheet.tsx').then((file) => file.IntroduceSheet),
  Nothing,
);

export function Introduced({ person }: { readonly person: PersonView }) {
  const model = useModel();
  const words = t.value.cards;
  const isOpen = useSignal(false);
  const { vouches = [], fingerprint } = person;
  return (
    <>
      {vouches.length > 0 && (
        <>
          <GroupLabel>{words.introducedBy}</GroupLabel>
          <div class="card">
            {vouches.toReversed().map((vouch) => (
              <Vouch key={vouch.by} vouch={vouch} />
            ))}
          </div>
        </>
      )}
      <div class="card">
        <ButtonCell
          icon="share"
          title={words.introduce(nameText(model.nameOf(fingerprint, true)))}
          onClick={() => (isOpen.value = true)}
        />
      </div>
      {isOpen.value && <IntroduceSheet person={fingerprint} onClose={() => (isOpen.value = false)} />}
    </>
  );
}

type VouchOf = NonNullable<PersonView['vouches']>[number];
function Vouch({ vouch }: { readonly vouch: VouchOf }) {
  const model = useModel();
  const words = t.value.cards;
  const { by, name, at, checked } = vouch;
  const isSure = checked && model.people.one(by).value?.verifiedAt !== undefined;
  const worth = isSure ? words.whoVouched : checked ? words.whoChecked : words.whoOnly;
  return (
    <Cell
      icon={isSure ? 'shield' : 'people'}
      title={worth(nameText(model.nameOf(by)))}
      help={name === '' ? undefined : words.introducedAs(name)}
      value={dayDate(at)}
    />
  );
}
