// The file that later.tsx fetches.
export { DeleteDialog } from './delete-dialog.tsx';
export { ForwardSheet } from './forward-sheet.tsx';
export { SelectBar } from './select-bar.tsx';
