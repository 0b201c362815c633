// Says, as long as it is so, that a key in a tab of an iPhone is there for a while only.
import { useSignal } from '@preact/signals';
import { Banner } from '../parts/banner.tsx';
import { Button } from '../parts/button.tsx';
import { t } from '../words/words.ts';
import '../words/with-spare.ts';
import { InstallDialog } from './dialog.tsx';
import '../parts/more-shapes.ts';

export function Temporary() {
  const words = t.value.spare;
  const isOpen = useSignal(false);
  return (
    <>
      <Banner
        tone="lamp"
        icon="clock"
        title={words.temporary}
        action={
          <Button tone="lamp" size="s" onClick={() => (isOpen.value = true)}>
            {words.temporaryLook}
          </Button>
        }
      >
        {words.temporaryHelp}
      </Banner>
      {isOpen.value && <InstallDialog onClose={() => (isOpen.value = false)} />}
    </>
  );
}
