// An address in a text. It tells nobody where it was opened from (T49); one that may deceive is looked at first.
import { useState } from 'preact/hooks';
import { lazy, Nothing } from '../parts/lazy.tsx';
import { t } from '../words/words.ts';
import type { LinkToken } from './tokens.ts';

const OpenLink = lazy(() => import('./open-link.tsx').then((file) => file.OpenLink), Nothing);

export function Link({ link }: { readonly link: LinkToken }) {
  const [isAsked, ask] = useState(false);
  if (!link.isDoubtful)
    return (
      <a href={link.href} target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer" dir="ltr">
        {link.shown}
      </a>
    );
  // No address to follow: a middle click or the browser's menu must not go past the question.
  return (
    <>
      <button
        type="button"
        class="link link--doubt"
        dir="ltr"
        aria-haspopup="dialog"
        aria-label={t.value.text.doubtful(link.host)}
        onClick={() => ask(true)}
      >
        {link.shown}
      </button>
      {isAsked && <OpenLink link={link} onClose={() => ask(false)} />}
    </>
  );
}
