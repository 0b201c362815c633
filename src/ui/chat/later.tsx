// What of a conversation loads after its words: files, the people of a group, the menu of a message. Fetched right
// behind the view, so that it is there when it is wanted.
import { lazy, Nothing } from '../parts/lazy.tsx';
import { FilePlace } from './file-place.tsx';
import { PanelPlace } from './panel.tsx';

const more = () => import('./more.ts');
export const FileBody = lazy(() => more().then((file) => file.FileBody), FilePlace);
export const UploadFailure = lazy(() => more().then((file) => file.UploadFailure), Nothing);
export const HeldLine = lazy(() => more().then((file) => file.HeldLine), Nothing);
export const Tray = lazy(() => more().then((file) => file.Tray), Nothing);
export const Members = lazy(() => more().then((file) => file.Members), PanelPlace);
export const NoticeLine = lazy(() => more().then((file) => file.NoticeLine), Nothing);
export const TimerMark = lazy(() => more().then((file) => file.TimerMark), Nothing);
export const MessageMenu = lazy(() => more().then((file) => file.MessageMenu), Nothing);

const PanePlace = () => <main class="pane pane--main grow" aria-busy="true" />;
export const UnknownChat = lazy(() => more().then((file) => file.UnknownChat), PanePlace);

// At once, beside the engine's first answer: where files are shown, they should be there with the words.
const early = [FileBody, UploadFailure, HeldLine, Tray, Members, NoticeLine, TimerMark, MessageMenu];
for (const part of early) part.fetch();
