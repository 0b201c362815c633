// Tokens to nodes: an element for each mark, text for everything else.
import type { ComponentChildren } from 'preact';
import { Link } from './link.tsx';
import { Mention } from './mention.tsx';
import { shownText } from './signs.ts';
import type { Mark, Token } from './tokens.ts';

/** The nodes of one block. Marks are nested; one that a fold cut off ends where the tokens end. */
export function inlineNodes(tokens: readonly Token[]): ComponentChildren[] {
  const open: { readonly mark: Mark | undefined; readonly nodes: ComponentChildren[] }[] = [];
  let nodes: ComponentChildren[] = [];
  const close = (): void => {
    const outer = open.pop();
    if (outer?.mark === undefined) return;
    outer.nodes.push(marked(outer.mark, nodes));
    nodes = outer.nodes;
  };
  for (const token of tokens)
    if (token.kind === 'open') {
      open.push({ mark: token.mark, nodes });
      nodes = [];
    } else if (token.kind === 'close') close();
    else nodes.push(nodeOf(token));
  while (open.length > 0) close();
  return nodes;
}

function marked(mark: Mark, nodes: ComponentChildren[]): ComponentChildren {
  if (mark === 'strong') return <strong>{nodes}</strong>;
  return mark === 'em' ? <em>{nodes}</em> : <del>{nodes}</del>;
}

function nodeOf(token: Token): ComponentChildren {
  switch (token.kind) {
    case 'text':
      return shownText(token.raw);
    case 'code':
      return <code dir="ltr">{shownText(token.shown)}</code>;
    case 'link':
      return <Link link={token} />;
    case 'mention':
      return <Mention who={token.who} />;
    case 'open':
    case 'close':
    case 'item':
    case 'hidden':
      return undefined;
  }
}

export interface Item {
  readonly number: number | undefined;
  readonly tokens: readonly Token[];
}
/** The items of a list. */
export function itemsOf(tokens: readonly Token[]): readonly Item[] {
  const items: { number: number | undefined; tokens: Token[] }[] = [];
  for (const token of tokens)
    if (token.kind === 'item') items.push({ number: token.number, tokens: [] });
    else items.at(-1)?.tokens.push(token);
  return items;
}
