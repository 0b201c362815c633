// Under a message that introduces somebody: who they are said to be, by which key, and what that word is worth.
import './cards.css';
import type { IntroductionView } from '../../engine/port/cards.ts';
import type { MessageView } from '../../engine/port/messages.ts';
import { useModel } from '../model/context.ts';
import { nameText } from '../model/names.ts';
import { Button } from '../parts/button.tsx';
import { FingerprintArt } from '../parts/fingerprint-art.tsx';
import { Name, NotThe } from '../parts/name.tsx';
import { t } from '../words/words.ts';
import '../words/with-cards.ts';
import { nameOnCard } from './name-on-card.ts';
import { openInvite } from './step.ts';

export interface IntroducedCardProps {
  readonly message: MessageView;
  readonly card: IntroductionView;
}
export function IntroducedCard({ message, card }: IntroducedCardProps) {
  const model = useModel();
  const words = t.value.cards;
  const { author } = message;
  const by = nameText(model.nameOf(author));
  const name = nameOnCard(model, card);
  const open = (): void => {
    openInvite(author === 'me' ? { text: card.text } : { text: card.text, from: message.id });
  };
  return (
    <section class="intro" aria-label={author === 'me' ? words.youIntroduced : words.introduces(by)}>
      <span class="cap ink-2">{author === 'me' ? words.youIntroduced : words.introduces(by)}</span>
      <span class="row intro__who">
        <span class="av" style={{ '--az': '38px' }}>
          <FingerprintArt fingerprint={card.fingerprint} />
        </span>
        <span class="row min0">
          <Name name={name} />
        </span>
      </span>
      <NotThe name={name} />
      {author !== 'me' && <p class="small ink-2">{useWorth(message, card, by)}</p>}
      <Button tone="tonal" size="s" onClick={open}>
        {words.openChat}
      </Button>
    </section>
  );
}

/** A word for somebody weighs as much as the one who gives it. */
function useWorth({ author }: MessageView, { checked }: IntroductionView, by: string): string {
  const model = useModel();
  const words = t.value.cards;
  if (!checked) return words.unchecked(by);
  const isSure = author !== 'me' && model.people.one(author).value?.verifiedAt !== undefined;
  return isSure ? words.vouchedFor(by) : words.checkedByUnverified(by);
}
