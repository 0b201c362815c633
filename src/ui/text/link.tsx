// An address in a text. It tells nobody where it was opened from (T49); one that may deceive is looked at first.
import { useState } from 'preact/hooks';
import { useIsShut } from '../chat/shut.ts';
import { Icon } from '../parts/icon.tsx';
import { lazy, Nothing } from '../parts/lazy.tsx';
import { t } from '../words/words.ts';
import type { LinkToken } from './tokens.ts';

const OpenLink = lazy(() => import('./open-link.tsx').then((file) => file.OpenLink), Nothing);

export function Link({ link }: { readonly link: LinkToken }) {
  const [isAsked, ask] = useState(false);
  if (useIsShut()) return <bdi dir="ltr">{link.shown}</bdi>;
  if (!link.isDoubtful)
    return (
      <a href={link.href} target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer" dir="ltr">
        {link.shown}
      </a>
    );
  // No address to follow: a middle click or the browser's menu must not go past the question. No button either: those
  // do not wrap with the words.
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    ask(true);
  };
  return (
    <>
      <span
        role="button"
        tabIndex={0}
        class="doubt"
        dir="ltr"
        aria-haspopup="dialog"
        aria-label={t.value.text.doubtful(link.host)}
        onClick={() => ask(true)}
        onKeyDown={onKeyDown}
      >
        <Icon name="alert" size={14} />
        {link.shown}
      </span>
      {isAsked && <OpenLink link={link} onClose={() => ask(false)} />}
    </>
  );
}
