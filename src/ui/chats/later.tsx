// What of the list of chats loads when it is first needed: the menu of a chat, marks of pinned and muted ones, the archive.
import { lazy, Nothing } from '../parts/lazy.tsx';

const more = () => import('./more.ts');
export const ChatMenu = lazy(() => more().then((file) => file.ChatMenu), Nothing);
export const RequestsRow = lazy(() => more().then((file) => file.RequestsRow), Nothing);
export const RowMarks = lazy(() => more().then((file) => file.RowMarks), Nothing);
export const Writing = lazy(() => more().then((file) => file.Writing), Nothing);
export const RowMenus = lazy(() => more().then((file) => file.RowMenus), Nothing);
export const Archived = lazy(() => more().then((file) => file.Archived), Nothing);
