// A card as a link to the app where it is served, and what marks it to be copied by hand.
import { t } from '../words/words.ts';
import '../parts/more-shapes.ts';
import '../words/with-you.ts';
import type { Model } from '../model/model.ts';

/** What stands behind `#` is never sent to the host that serves the app. */
export const linkOf = (card: string): string => `${location.href.replace(/[?#].*$/, '')}#/i/${card}`;

/** What a card looks like, at a first glance: whether it is one is the engine's word. */
export const looksLikeCard = (text: string): boolean => /(?:^|[/:]|%3A)eyJ[\w-]{80,}\/?$/i.test(text.trim());

/** Marks a text to be copied by hand, on pages that have no clipboard. */
export function select(model: Model, shown: HTMLElement | null): void {
  if (shown !== null) getSelection()?.selectAllChildren(shown);
  model.toasts.show(t.peek().you.selected, { icon: 'copy' });
}
