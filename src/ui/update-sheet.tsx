// A new version waits: nothing changes until the reader says so.
import { useId, useState } from 'preact/hooks';
import { useModel } from './model/context.ts';
import { Button } from './parts/button.tsx';
import { Dialog } from './parts/dialog.tsx';
import { Logo } from './parts/logo.tsx';
import { t } from './words/words.ts';
import './words/with-banners.ts';

export function UpdateSheet({ onClose }: { readonly onClose: () => void }) {
  const words = t.value.banners;
  const model = useModel();
  const [busy, setBusy] = useState(false);
  const title = useId();
  const update = (): void => {
    setBusy(true);
    model.attempt(model.app.update());
  };
  return (
    <Dialog labelledBy={title} onClose={onClose}>
      <div class="row sheet__top">
        <Logo size={60} />
        <h2 class="display" id={title}>
          {words.updateReady}
        </h2>
      </div>
      <p class="ink-2">{words.updateKeeps}</p>
      <div class="sheet__acts">
        <Button tone="primary" size="l" block busy={busy} onClick={update}>
          {words.updateNow}
        </Button>
        <Button tone="plain" block onClick={onClose}>
          {t.value.banners.later}
        </Button>
      </div>
    </Dialog>
  );
}
