// Short news at the bottom of the screen: two at most. They are gone after five seconds, after twelve where there is something
// to tap; what went wrong and can be mended stays until it is tapped away.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { IconName } from '../parts/icon-shapes.ts';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'plain' | 'rose' | 'pine';
  readonly icon: IconName | undefined;
  readonly action: { readonly label: string; run(): void } | undefined;
}
export interface Toasts {
  readonly shown: ReadonlySignal<readonly Toast[]>;
  show(text: string, more?: Partial<Omit<Toast, 'id' | 'text'>>): void;
  dismiss(id: number): void;
}

const MOST = 2;
const STAY_MS = 5000;
const STAY_TO_TAP_MS = 12_000;

export function createToasts(): Toasts {
  const shown = signal<readonly Toast[]>([]);
  let last = 0;
  const dismiss = (id: number): void => {
    shown.value = shown.peek().filter((toast) => toast.id !== id);
  };
  return {
    shown,
    dismiss,
    show(text, more = {}) {
      const id = (last += 1);
      const toast: Toast = { tone: 'plain', icon: undefined, action: undefined, ...more, id, text };
      // The same words twice would only flicker.
      const others = shown.peek().filter((one) => one.text !== text);
      shown.value = [...others, toast].slice(-MOST);
      if (toast.action === undefined) setTimeout(() => dismiss(id), STAY_MS);
      else if (toast.tone !== 'rose') setTimeout(() => dismiss(id), STAY_TO_TAP_MS);
    },
  };
}
