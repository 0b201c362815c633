// What had the focus may be gone with what was done.

/** Then the messages get it; nobody is taken away from where they went meanwhile. */
export function catchFocus(): void {
  // After it was drawn.
  setTimeout(() => {
    if (document.activeElement === document.body) document.querySelector<HTMLElement>('.log')?.focus();
  });
}
