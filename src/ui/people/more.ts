// The file that later.tsx fetches.
export { BlockedPeople } from './blocked.tsx';
export { ChosenBar } from './chosen-bar.tsx';
export { NobodyFound } from './nobody.tsx';
export { ServersPane } from './servers-pane.tsx';
