// Sheets and dialogs: the browser's own <dialog>, which keeps the focus inside and closes on Esc.
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

export interface DialogProps {
  /** Id of the heading inside. */
  readonly labelledBy: string;
  readonly describedBy?: string;
  readonly onClose: () => void;
  readonly tone?: 'public';
  /** Something must be decided: announced as an alert. */
  readonly alert?: boolean;
  readonly children: ComponentChildren;
}

/** A sheet from the bottom on phones, a box in the middle elsewhere. Open while it is rendered; the focus goes back after it. */
export function Dialog({ labelledBy, describedBy, onClose, tone, alert = false, children }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    const dialog = box.current;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={box}
      class={tone === undefined ? 'sheet' : `sheet sheet--${tone}`}
      role={alert ? 'alertdialog' : undefined}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <div class="sheet__in">{children}</div>
    </dialog>
  );
}
