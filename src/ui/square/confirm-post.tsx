// Before the first public post of this device: what speaking in the open means.
import { useId, useState } from 'preact/hooks';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import type { IconName } from '../parts/icon-shapes.ts';
import { Icon } from '../parts/icon.tsx';
import { t } from '../words/words.ts';
import '../words/with-square.ts';
import '../parts/more-shapes.ts';

export interface ConfirmPostProps {
  readonly text: string;
  /** @param isLast "Don't ask again on this device". */
  readonly onPost: (isLast: boolean) => void;
  readonly onClose: () => void;
}

export function ConfirmPost({ text, onPost, onClose }: ConfirmPostProps) {
  const words = t.value.square;
  const now = useModel().connection.value;
  const [isLast, setLast] = useState(false);
  const [title, facts] = [useId(), useId()];
  const servers = now.phase === 'online' ? now.servers.length : 0;
  return (
    <Dialog tone="public" alert labelledBy={title} describedBy={facts} onClose={onClose}>
      <div class="row sheet__top">
        <span class="tile tile--clay">
          <Icon name="square" size={28} />
        </span>
        {/* The heading has the focus first: a second Enter must not post. */}
        <h2 class="display" id={title} tabIndex={-1} autofocus>
          {words.aboutTo}
        </h2>
      </div>
      <blockquote class="said">
        <bdi>{text}</bdi>
      </blockquote>
      <ul class="facts" id={facts}>
        <Fact icon="eye" lead={words.anyone} rest={words.anyoneRest(servers)} />
        <Fact icon="key" lead={words.signed} rest={words.signedRest} />
        <Fact icon="trash" lead={words.cantTakeBack} rest={words.cantTakeBackRest} />
      </ul>
      <div class="sheet__acts">
        <Button tone="public" size="l" block onClick={() => onPost(isLast)}>
          {words.postForEveryone}
        </Button>
        <Button tone="line" block onClick={onClose}>
          {words.keepToMyself}
        </Button>
      </div>
      <label class="cell">
        <input
          class="tick"
          type="checkbox"
          checked={isLast}
          onChange={(event) => setLast(event.currentTarget.checked)}
        />
        <span class="cell__t small">{words.dontAsk}</span>
      </label>
    </Dialog>
  );
}

export interface FactProps {
  readonly icon: IconName;
  readonly lead: string;
  readonly rest: string;
}
export const Fact = ({ icon, lead, rest }: FactProps) => (
  <li>
    <Icon name={icon} />
    <span>
      <b>{lead}</b> {rest}
    </span>
  </li>
);
