// The way onto the Home Screen, once there is a key in the tab: it comes along.
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { t } from '../words/words.ts';
import '../words/with-arrive.ts';
import '../words/with-spare.ts';
import { Guide } from './guide.tsx';

export function InstallDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog labelledBy="install" onClose={onClose}>
      <div class="stack">
        <h2 class="display" id="install" tabIndex={-1} autofocus>
          {t.value.arrive.iosTitle}
        </h2>
        <Guide />
        <Button tone="plain" block onClick={onClose}>
          {t.value.spare.close}
        </Button>
      </div>
    </Dialog>
  );
}
