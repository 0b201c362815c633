// The way onto the Home Screen, once there is a key in the tab: it comes along.
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { t } from '../words/words.ts';
import '../words/with-install.ts';
import '../words/with-spare.ts';
import { IosGuide } from './ios-guide.tsx';
import './install.css';
import '../style/forms.css';

export function InstallDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog labelledBy="install" onClose={onClose}>
      <div class="stack">
        <h2 class="display" id="install" tabIndex={-1} autofocus>
          {t.value.install.iosTitle}
        </h2>
        <IosGuide invite={undefined} />
        <Button tone="plain" block onClick={onClose}>
          {t.value.spare.close}
        </Button>
      </div>
    </Dialog>
  );
}
