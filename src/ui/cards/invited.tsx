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
import { closeInvite, isInviteStep } from './step.ts';
import { useCard } from './use-card.ts';

export function Invited() {
  const verdict = useCard();
  useBack();
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

/** Leaves the invite, and goes where the reader was; a view that takes no focus itself gets it. */
export function leave(): void {
  closeInvite();
  setTimeout(() => {
    const main = document.querySelector('main');
    if (main === null || document.activeElement !== document.body) return;
    main.tabIndex = -1;
    main.focus({ preventScroll: true });
  });
}

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
  useEscape(leave);
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

/** One step back, to where no card was open, closes it. */
function useBack(): void {
  useEffect(() => {
    const onBack = (): void => {
      if (!isInviteStep()) invite.value = undefined;
    };
    addEventListener('popstate', onBack);
    return () => removeEventListener('popstate', onBack);
  }, []);
}

export const CloseBar = () => (
  <header class="top">
    <div class="top__row">
      <span class="grow" />
      <IconButton icon="x" label={t.value.cards.notNow} onClick={leave} />
    </div>
  </header>
);

/** Esc is "Not now", but for the one that ends a composition. */
export function useEscape(act: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.isComposing) act();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
