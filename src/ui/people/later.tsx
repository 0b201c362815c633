// What of the people only a wide window shows.
import { width } from '../layout.ts';
import { lazy, Nothing } from '../parts/lazy.tsx';

const wide = () => import('./wide.ts');
const PanePlace = () => <nav class="pane pane--list" aria-busy="true" />;

export const ServersPane = lazy(() => wide().then((file) => file.ServersPane), PanePlace);
export const ChosenBar = lazy(() => wide().then((file) => file.ChosenBar), Nothing);

if (width.peek() !== 'narrow') ServersPane.fetch();
