// On a person's page: that this key was given up for another one, or that another one names it as the next.
import type { PersonView } from '../../engine/port/people.ts';
import { useModel } from '../model/context.ts';
import { lazy, Nothing } from '../parts/lazy.tsx';

/** Hardly anybody ever moves. */
const MovedCard = lazy(() => import('../selves/moved-card.tsx').then((file) => file.MovedCard), Nothing);
const NamedBy = lazy(() => import('../selves/moved-card.tsx').then((file) => file.NamedBy), Nothing);

export function Moved({ person: { fingerprint, movedTo } }: { readonly person: PersonView }) {
  const { all } = useModel().people;
  const isNamed = [...all.value.values()].some((one) => one.movedTo?.fingerprint === fingerprint);
  return (
    <>
      {movedTo !== undefined && <MovedCard fingerprint={fingerprint} />}
      {isNamed && <NamedBy fingerprint={fingerprint} />}
    </>
  );
}
