// What of the list of chats loads when it is first needed: the menu of a chat, marks of pinned and muted ones, the archive.
import { signal } from '@preact/signals';
import { lazy, Mark, Nothing, type Teller } from '../parts/lazy.tsx';

const more = () => import('./more.ts');
const teller: Teller = signal(undefined);
export const ChatMenu = lazy(() => more().then((file) => file.ChatMenu), Nothing, teller);
export const RequestsRow = lazy(() => more().then((file) => file.RequestsRow), Nothing, teller);
export const RowMarks = lazy(() => more().then((file) => file.RowMarks), Mark);
export const Writing = lazy(() => more().then((file) => file.Writing), Mark);
export const RowMenus = lazy(() => more().then((file) => file.RowMenus), Mark);
export const Archived = lazy(() => more().then((file) => file.Archived), Nothing, teller);
