// The way back of `home-button.tsx`, fetched where there is another identity to go back to.
import { lazy, Nothing } from '../parts/lazy.tsx';

export const GoHome = lazy(() => import('./home-button.tsx').then((file) => file.HomeButton), Nothing);
