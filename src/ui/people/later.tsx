// What of the people loads after their list: what only a wide window shows, and that nobody is there.
import { signal } from '@preact/signals';
import { width } from '../layout.ts';
import { lazy, Nothing, type Teller } from '../parts/lazy.tsx';

const more = () => import('./more.ts');
const teller: Teller = signal(undefined);
const PanePlace = () => <nav class="pane pane--list" aria-busy="true" />;

export const ServersPane = lazy(() => more().then((file) => file.ServersPane), PanePlace, teller);
export const ChosenBar = lazy(() => more().then((file) => file.ChosenBar), Nothing, teller);

export const BlockedPeople = lazy(() => more().then((file) => file.BlockedPeople), Nothing, teller);

export const NobodyFound = lazy(() => more().then((file) => file.NobodyFound), Nothing, teller);

NobodyFound.fetch();
if (width.peek() !== 'narrow') ServersPane.fetch();
