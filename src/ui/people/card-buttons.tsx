// Beside the title of the people: my card to show, and somebody's card to scan.
import { useSignal } from '@preact/signals';
import { ScanCard } from '../cards/later.tsx';
import { IconButton } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import '../parts/more-shapes.ts';
import { linkTo } from '../route.ts';
import { t } from '../words/words.ts';
import '../words/with-cards.ts';

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
