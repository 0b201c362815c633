// What of the people loads after their list: what only a wide window shows, and that nobody is there.
import { width } from '../layout.ts';
import { lazy, Nothing } from '../parts/lazy.tsx';

const more = () => import('./more.ts');
const PanePlace = () => <nav class="pane pane--list" aria-busy="true" />;

export const ServersPane = lazy(() => more().then((file) => file.ServersPane), PanePlace);
export const ChosenBar = lazy(() => more().then((file) => file.ChosenBar), Nothing);

export const CardButtons = lazy(() => more().then((file) => file.CardButtons), Nothing);
export const NobodyFound = lazy(() => more().then((file) => file.NobodyFound), Nothing);

NobodyFound.fetch();
if (width.peek() !== 'narrow') ServersPane.fetch();
