// Before an address opens that looks like another one: the host as the network knows it.
import { useId } from 'preact/hooks';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { t } from '../words/words.ts';
import type { LinkToken } from './tokens.ts';

export interface OpenLinkProps {
  readonly link: LinkToken;
  readonly onClose: () => void;
}
export function OpenLink({ link, onClose }: OpenLinkProps) {
  const words = t.value.text;
  const [title, help] = [useId(), useId()];
  return (
    <Dialog labelledBy={title} describedBy={help} onClose={onClose} alert>
      <h2 id={title}>{words.linkTitle}</h2>
      <div class="warnline" id={help}>
        <Icon name="alert" size={20} />
        <span>{words.linkHelp}</span>
      </div>
      <p class="small ink-2">{words.linkHost}</p>
      <p class="linkhost mono" dir="ltr">
        {link.host}
      </p>
      <p class="small ink-2 linktyped">{words.linkAsTyped(link.raw)}</p>
      <div class="sheet__acts">
        <Button tone="primary" block onClick={onClose}>
          {t.value.app.cancel}
        </Button>
        <a
          class="btn btn--line btn--block"
          href={link.href}
          target="_blank"
          rel="noopener noreferrer"
          referrerpolicy="no-referrer"
          onClick={onClose}
        >
          {words.openLink}
        </a>
      </div>
    </Dialog>
  );
}
