// What is known of an invite, and what is only claimed: the server as the browser would contact it, and the key.
import type { CardView } from '../../engine/port/cards.ts';
import type { PersonView } from '../../engine/port/people.ts';
import { useModel } from '../model/context.ts';
import { type NameView, nameText } from '../model/names.ts';
import { t } from '../words/words.ts';
import '../words/with-cards.ts';
import '../words/with-connect.ts';
import { wayTo } from './use-card.ts';

export interface TruthProps {
  readonly card: CardView;
  readonly person: PersonView | undefined;
  readonly name: NameView;
}
export function Truth({ card, person, name }: TruthProps) {
  const model = useModel();
  const words = t.value.cards;
  const { server, notice } = card;
  const isKnown = person?.known === true;
  const way = wayTo(model, card, person);
  const now = model.connection.value;
  const here = now.phase === 'online' ? now.server.address : undefined;
  return (
    <>
      <p class="ink-2 bal">
        {words.leadsTo(server.address)} {!isKnown && card.name !== '' && words.notProven}
      </p>
      {notice !== undefined && notice.kind !== 'picked' && (
        <p class={notice.kind === 'look-alike' ? 'small rose' : 'small ink-2'} role="alert">
          {t.value.connect.willContact[notice.kind](server.address, notice.typed)}
        </p>
      )}
      {server.scheme === 'ws' && card.hostClass !== 'loopback' && (
        <p class="small caution">{words.plainServer}</p>
      )}
      {isKnown && (
        <p class="small">{name.kind === 'pet' ? words.knownAs(nameText(name)) : words.knownBefore}</p>
      )}
      {here !== undefined && here !== server.address && (
        <p class="small ink-2">{way === 'here' ? words.reachable(here) : words.youAreAt(here)}</p>
      )}
    </>
  );
}
