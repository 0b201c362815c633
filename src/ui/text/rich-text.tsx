// The text of a message as people meant it: marks, lists, quotes, code, addresses, mentions. Text nodes only.
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { MentionView } from '../../engine/port/messages.ts';
import { t } from '../words/words.ts';
import '../words/with-text.ts';
import { CodeBlock } from './code-block.tsx';
import { beginningOf } from './cut.ts';
import { isFewEmoji } from './emoji.ts';
import { isUnfolded, noteFold } from './folds.ts';
import { inlineNodes, itemsOf } from './nodes.tsx';
import { scan } from './scan.ts';
import { hasTower, shownText } from './signs.ts';
import type { Block } from './tokens.ts';

export interface RichTextProps {
  readonly text: string;
  readonly mentions?: readonly MentionView[] | undefined;
  /** Of the message: whether it was unfolded is kept by it. */
  readonly id?: string | undefined;
  /** Never folded. */
  readonly open?: boolean | undefined;
}

export function RichText({ text, mentions, id, open = false }: RichTextProps) {
  const words = t.value.text;
  const box = useRef<HTMLElement>(null);
  const blocks = useMemo(() => scan(text, mentions), [text, mentions]);
  const beginning = useMemo(() => beginningOf(blocks), [blocks]);
  const [isUnfoldedHere, setUnfolded] = useState(() => isUnfolded(id));
  const hold = useHeldTop(box);
  const isWhole = open || isUnfoldedHere || beginning === undefined;
  const names = ['words', hasTower(text) && 'words--tower', isFewEmoji(text) && 'words--large'];
  const toggle = (): void => {
    hold();
    noteFold(id, !isUnfoldedHere);
    setUnfolded(!isUnfoldedHere);
  };
  return (
    <>
      <bdi
        ref={box}
        class={names.filter(Boolean).join(' ')}
        onCopy={(event) => copyOriginal(event, isWhole ? text : undefined)}
      >
        {(isWhole ? blocks : beginning).map(drawn)}
      </bdi>
      {beginning !== undefined && !open && (
        <button type="button" class="fold" aria-expanded={isUnfoldedHere} onClick={toggle}>
          {isUnfoldedHere ? words.showLess : words.showMore}
        </button>
      )}
    </>
  );
}

function drawn({ kind, tokens }: Block): ComponentChildren {
  if (kind === 'text') return inlineNodes(tokens);
  if (kind === 'quote') return <blockquote dir="auto">{inlineNodes(tokens)}</blockquote>;
  if (kind === 'fence')
    return (
      <CodeBlock text={tokens.map(({ kind, raw }) => (kind === 'text' ? shownText(raw) : '')).join('')} />
    );
  return (
    <ul role="list">
      {itemsOf(tokens).map(({ number, tokens }) => (
        <li dir="auto" data-mark={number === undefined ? '\u2022' : `${number}.`}>
          <span>{inlineNodes(tokens)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Selected as a whole, and nothing beside it, a message is copied as it was typed. */
function copyOriginal(event: ClipboardEvent, text: string | undefined): void {
  const box = event.currentTarget;
  const selection = getSelection();
  if (text === undefined || !(box instanceof HTMLElement) || selection === null || selection.rangeCount === 0)
    return;
  const range = selection.getRangeAt(0);
  const around = box.closest('.bubble') ?? box;
  if (!around.contains(range.commonAncestorContainer)) return;
  if (!range.toString().includes(box.textContent ?? '')) return;
  event.preventDefault();
  event.clipboardData?.setData('text/plain', text);
}

/** The log is pinned to its end: a message that grows would push its own beginning off the screen. */
function useHeldTop(box: { readonly current: HTMLElement | null }): () => void {
  const held = useRef<number>(undefined);
  const topNow = (): number => box.current?.getBoundingClientRect().top ?? 0;
  useLayoutEffect(() => {
    if (held.current === undefined) return;
    const log = box.current?.closest('.log');
    if (log) log.scrollTop += topNow() - held.current;
    held.current = undefined;
  });
  return () => void (held.current = topNow());
}
