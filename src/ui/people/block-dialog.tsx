// Before a key is blocked: what that does, and what it cannot do.
import '../requests/requests.css';
import { useId } from 'preact/hooks';
import type { Fingerprint } from '../../domain/ids.ts';
import { useModel } from '../model/context.ts';
import { nameText } from '../model/names.ts';
import { Button } from '../parts/button.tsx';
import { Cancel } from '../parts/cancel.tsx';
import { Dialog } from '../parts/dialog.tsx';
import type { IconName } from '../parts/icon-shapes.ts';
import { Icon } from '../parts/icon.tsx';
import '../parts/more-shapes.ts';
import { t } from '../words/words.ts';
import '../words/with-knowing.ts';

export interface BlockDialogProps {
  /** Undefined: whoever wrote in a group of strangers. */
  readonly who: Fingerprint | undefined;
  readonly onBlock: () => void;
  /** Where there is a chat to mute instead. */
  readonly onMute?: () => void;
  readonly onClose: () => void;
}
export function BlockDialog({ who, onBlock, onMute, onClose }: BlockDialogProps) {
  const words = t.value.knowing;
  const model = useModel();
  const [title, facts] = [useId(), useId()];
  const name = who === undefined ? undefined : nameText(model.nameOf(who, true));
  return (
    <Dialog labelledBy={title} describedBy={facts} alert onClose={onClose}>
      <div class="row sheet__top">
        <span class="tile tile--danger">
          <Icon name="block" size={28} />
        </span>
        {/* The heading has the focus first: a second Enter must not block. */}
        <h2 class="display" id={title} tabIndex={-1} autofocus>
          {name === undefined ? words.blockWritersTitle : words.blockTitle(name)}
        </h2>
      </div>
      <ul class="facts" id={facts}>
        <Line icon="eyeoff">{words.nothingReaches}</Line>
        <Line icon="group">{words.nothingGoes}</Line>
        <Line icon="chats">{words.notTold}</Line>
        <Line icon="key">{words.oneKey}</Line>
      </ul>
      <div class="sheet__acts">
        <Button tone="danger" size="l" block onClick={onBlock}>
          {words.block}
        </Button>
        {onMute && (
          <Button tone="tonal" block onClick={onMute}>
            {words.muteInstead}
          </Button>
        )}
        <Cancel onClick={onClose} />
      </div>
    </Dialog>
  );
}

const Line = ({ icon, children }: { readonly icon: IconName; readonly children: string }) => (
  <li>
    <Icon name={icon} />
    <span>{children}</span>
  </li>
);
