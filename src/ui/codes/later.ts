// The dialogs of the spare key, fetched when they are opened.
import { lazy, Nothing } from '../parts/lazy.tsx';

export const PrintSheet = lazy(() => import('./sheet.tsx').then((file) => file.PrintSheet), Nothing);
export const AddDevice = lazy(() => import('./add-device.tsx').then((file) => file.AddDevice), Nothing);
export const PackDialog = lazy(() => import('./pack-dialog.tsx').then((file) => file.PackDialog), Nothing);
