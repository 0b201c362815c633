// Copying, the same everywhere.
import type { Model } from '../model/model.ts';
import { t } from '../words/words.ts';
import '../words/with-copying.ts';

/**
 * Copies a text, and says so.
 *
 * @param otherwise For pages from plain http addresses, which have no clipboard.
 */
export async function copyText(
  { toasts }: Model,
  text: string,
  otherwise = (): void => toasts.show(t.peek().copying.byHand, { icon: 'info' }),
): Promise<void> {
  if (!('clipboard' in navigator)) return otherwise();
  await navigator.clipboard.writeText(text);
  toasts.show(t.peek().copying.copied, { icon: 'check' });
}
