// A card as a link to the app where it is served, and what carries a text out of the page.
import { t } from '../words/words.ts';
import '../parts/more-shapes.ts';
import '../words/with-cards.ts';
import '../words/with-you.ts';
import type { Model } from '../model/model.ts';

/** What stands behind `#` is never sent to the host that serves the app. */
export const linkOf = (card: string): string => `${location.href.replace(/[?#].*$/, '')}#/i/${card}`;

/** What a card looks like, at a first glance: whether it is one is the engine's word. */
export const looksLikeCard = (text: string): boolean => /(?:^|[/:]|%3A)eyJ[\w-]{80,}\/?$/i.test(text.trim());

/** Puts a text on the clipboard; where there is none (pages from plain http addresses), marks it in `shown`. */
export async function copyText(model: Model, text: string, shown: HTMLElement | null): Promise<void> {
  if ('clipboard' in navigator) {
    await navigator.clipboard.writeText(text);
    model.toasts.show(t.peek().cards.linkCopied, { icon: 'check' });
    return;
  }
  if (shown !== null) getSelection()?.selectAllChildren(shown);
  model.toasts.show(t.peek().you.selected, { icon: 'copy' });
}
