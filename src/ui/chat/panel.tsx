// The place beside a chat on wide windows, over it elsewhere.
import { width } from '../layout.ts';

export const panelClass = (): string =>
  width.value === 'wide' ? 'pane pane--side' : 'pane pane--side pane--over';

/** Until its content is here. */
export const PanelPlace = () => <aside class={panelClass()} aria-busy="true" />;
