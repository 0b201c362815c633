// Somebody's card was opened: whose key it names, on which server, and what of it is proven. Until the reader says so, nobody
// is asked anything (T48).
import './cards.css';
import { useEffect } from 'preact/hooks';
import type { CardView } from '../../engine/port/cards.ts';
import { useModel } from '../model/context.ts';
import { Button, IconButton } from '../parts/button.tsx';
import { Heading } from '../parts/heading.tsx';
import { PageSkeleton } from '../parts/skeleton.tsx';
import { go, invite } from '../route.ts';
import { t } from '../words/words.ts';
import '../words/with-cards.ts';
import { Ask } from './ask.tsx';
import { closeInvite } from './close-invite.ts';
import { useCard } from './use-card.ts';

export function Invited() {
  const verdict = useCard();
  if (verdict === undefined) return <PageSkeleton />;
  if (!verdict.ok) return <Bad reason={verdict.reason} />;
  if (verdict.isOwn) return <Own />;
  return <Inviting card={verdict.card} />;
}

function Inviting({ card }: { readonly card: CardView }) {
  const person = useModel().people.one(card.fingerprint).value;
  // A key that is not wanted here is not written to by a link.
  return person?.blocked === true ? <Blocked card={card} /> : <Ask key={invite.value?.text} card={card} />;
}

/** Leaves the invite, and goes where the reader was. */
const leave = (): void => closeInvite();

function Bad({ reason }: { readonly reason: 'not-a-card' | 'bad-server' }) {
  const words = t.value.cards;
  return (
    <Note title={words.badTitle} help={words.badHelp[reason]}>
      <Button tone="primary" block onClick={leave}>
        {t.value.app.close}
      </Button>
    </Note>
  );
}

function Own() {
  const words = t.value.cards;
  const show = (): void => {
    closeInvite();
    go('you', 'card', 'replace');
  };
  return (
    <Note title={words.ownTitle} help={words.ownHelp}>
      <Button tone="primary" block onClick={show}>
        {words.myCard}
      </Button>
    </Note>
  );
}

function Blocked({ card }: { readonly card: CardView }) {
  const words = t.value.cards;
  const show = (): void => {
    closeInvite();
    go('contact', card.fingerprint, 'replace');
  };
  return (
    <Note title={words.blockedTitle} help={words.blockedHelp}>
      <Button tone="primary" block onClick={show}>
        {words.showPerson}
      </Button>
    </Note>
  );
}

interface NoteProps {
  readonly title: string;
  readonly help: string;
  readonly children: preact.ComponentChildren;
}
function Note({ title, help, children }: NoteProps) {
  useEscape();
  return (
    <div class="app first">
      <CloseBar />
      <main class="scroll pad first__in">
        <Heading title={title} class="display">
          {title}
        </Heading>
        <p class="ink-2 bal">{help}</p>
      </main>
      <footer class="pad first__foot">{children}</footer>
    </div>
  );
}

export const CloseBar = () => (
  <header class="top">
    <div class="top__row">
      <span class="grow" />
      <IconButton icon="x" label={t.value.cards.notNow} onClick={leave} />
    </div>
  </header>
);

/** Esc is "Not now". */
export function useEscape(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') leave();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
