// The card that was opened: read by the engine, which asks nobody; and what is known of its owner here.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { CardVerdict, CardView } from '../../engine/port/cards.ts';
import type { PersonView } from '../../engine/port/people.ts';
import { useModel } from '../model/context.ts';
import type { Model } from '../model/model.ts';
import { invite } from '../route.ts';

/** Undefined until the engine has read it. */
export function useCard(): CardVerdict | undefined {
  const model = useModel();
  const verdict = useSignal<CardVerdict | undefined>(undefined);
  const text = invite.value?.text;
  // Whose card it is depends on who lives here.
  const me = model.me.value?.fingerprint;
  useEffect(() => {
    if (text === undefined) return undefined;
    let isNewest = true;
    const ask = async (): Promise<void> => {
      const answer = await model.port.readCard(text, location.protocol === 'https:');
      if (isNewest) verdict.value = answer;
    };
    model.attempt(ask());
    return () => void (isNewest = false);
  }, [text, me]);
  return verdict.value;
}

/** What the user's way there is: nothing to join, a first server, or another one than the one in use. */
export type Way = 'here' | 'join' | 'move';
export function wayTo(model: Model, card: CardView, person: PersonView | undefined): Way {
  const now = model.connection.value;
  if (now.phase === 'none') return 'join';
  const isSame = now.server.address === card.server.address && now.server.scheme === card.server.scheme;
  if (isSame) return now.phase === 'stopped' ? 'join' : 'here';
  // With the light off, too: which server it is next is the reader's word.
  return now.phase !== 'stopped' && (person?.servers.length ?? 0) > 0 ? 'here' : 'move';
}
