// What jsdom lacks and the UI needs: import this before anything of src/ui.

/** Media queries that match; everything else does not. A mouse and a narrow window, unless a test says otherwise. */
export const media = new Set(['(hover: hover) and (pointer: fine)']);
const listeners = new Map<string, Set<(event: { matches: boolean }) => void>>();

globalThis.matchMedia = ((query: string) => ({
  get matches() {
    return media.has(query);
  },
  addEventListener: (_: string, listener: (event: { matches: boolean }) => void) => {
    listeners.set(query, (listeners.get(query) ?? new Set()).add(listener));
  },
})) as never;

export function setMedia(query: string, matches: boolean): void {
  if (matches) media.add(query);
  else media.delete(query);
  for (const listener of listeners.get(query) ?? []) listener({ matches });
}

/** Opens like the real one as far as roles and Esc are concerned. */
HTMLDialogElement.prototype.showModal = function showModal(this: HTMLDialogElement) {
  this.open = true;
  this.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') this.dispatchEvent(new Event('cancel', { cancelable: true }));
  });
  (this.querySelector<HTMLElement>('[autofocus]') ?? this.querySelector<HTMLElement>('button'))?.focus();
};
HTMLDialogElement.prototype.close = function close(this: HTMLDialogElement) {
  this.open = false;
};
Element.prototype.scrollTo = () => undefined;
Element.prototype.scrollIntoView = () => undefined;
URL.createObjectURL = () => 'blob:test';
URL.revokeObjectURL = () => undefined;
