// What one meets only now and then: fetched when it is asked for.
import { lazy, Nothing } from '../../parts/lazy.tsx';

const rare = () => import('./rare.ts');
export const DeleteDialog = lazy(() => rare().then((file) => file.DeleteDialog), Nothing);
export const ForwardSheet = lazy(() => rare().then((file) => file.ForwardSheet), Nothing);
export const SelectBar = lazy(() => rare().then((file) => file.SelectBar), Nothing);
export const EmojiPicker = lazy(() => import('./emoji-picker.tsx').then((file) => file.EmojiPicker), Nothing);
