// What of a conversation loads after its words: files, the people of a group, the menu of a message. Fetched while the
// reader looks at the words, so that it is there when it is wanted.
import { useEffect } from 'preact/hooks';
import { lazy, Nothing } from '../parts/lazy.tsx';
import { whenIdle } from '../when-idle.ts';
import { FilePlace } from './file-place.tsx';
import { PanelPlace } from './panel.tsx';

const more = () => import('./more.ts');
export const FileBody = lazy(() => more().then((file) => file.FileBody), FilePlace);
export const UploadFailure = lazy(() => more().then((file) => file.UploadFailure), Nothing);
export const HeldLine = lazy(() => more().then((file) => file.HeldLine), Nothing);
export const Tray = lazy(() => more().then((file) => file.Tray), Nothing);
export const Members = lazy(() => more().then((file) => file.Members), PanelPlace);
export const MessageMenu = lazy(() => more().then((file) => file.MessageMenu), Nothing);

const PanePlace = () => <main class="pane pane--main grow" aria-busy="true" />;
export const UnknownChat = lazy(() => more().then((file) => file.UnknownChat), PanePlace);

export function useParts(): void {
  useEffect(
    () =>
      whenIdle(() => [FileBody, UploadFailure, Tray, Members, MessageMenu].forEach((part) => part.fetch())),
    [],
  );
}
