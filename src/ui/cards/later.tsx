// The dialog that takes a card loads when it is asked for: camera, decoder and all.
import { lazy, Nothing } from '../parts/lazy.tsx';

export const ScanCard = lazy(() => import('./scan-card.tsx').then((file) => file.ScanCard), Nothing);
