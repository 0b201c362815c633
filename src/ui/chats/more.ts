// The file that later.tsx fetches: all of it in one go.
export { Archived } from './archived.tsx';
export { ChatMenu } from './chat-menu.tsx';
export { RequestsRow } from '../requests/requests-row.tsx';
export { RowMarks } from './row-marks.tsx';
export { RowMenus } from './row-menus.tsx';
export { Writing } from './writing.tsx';
