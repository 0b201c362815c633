// Beside the title of the people: my card to show, and somebody's card to scan.
import { useSignal } from '@preact/signals';
import { IconButton } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { lazy, Nothing } from '../parts/lazy.tsx';
import '../parts/more-shapes.ts';
import { linkTo } from '../route.ts';
import { t } from '../words/words.ts';
import '../words/with-cards.ts';
import '../words/with-people.ts';

const ScanCard = lazy(() => import('../cards/scan-card.tsx').then((file) => file.ScanCard), Nothing);

export function CardButtons() {
  const words = t.value.cards;
  const isScanning = useSignal(false);
  return (
    <>
      <a class="ib" href={linkTo('you', 'card')} aria-label={words.myCard}>
        <Icon name="qr" />
      </a>
      <IconButton icon="scan" label={words.scanCard} onClick={() => (isScanning.value = true)} />
      {isScanning.value && <ScanCard onClose={() => (isScanning.value = false)} />}
    </>
  );
}

/** The same on a phone, and writing to somebody. */
export const PeopleActs = () => (
  <>
    <CardButtons />
    <a class="ib" href={linkTo('people', 'choose')} aria-label={t.value.people.newChat}>
      <Icon name="group" />
    </a>
  </>
);
