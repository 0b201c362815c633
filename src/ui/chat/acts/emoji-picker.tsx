// All emoji we offer, by group or by a word. The arrow keys go from one to the next.
import { useId, useRef, useState } from 'preact/hooks';
import { Dialog } from '../../parts/dialog.tsx';
import { Search } from '../../parts/search.tsx';
import { Cancel } from '../../parts/cancel.tsx';
import { t } from '../../words/words.ts';
import '../../words/with-acts.ts';
import './acts.css';
import { type Emoji, EMOJI_GROUPS, findEmoji } from './emoji.ts';

export interface EmojiPickerProps {
  readonly onPick: (emoji: string) => void;
  readonly onClose: () => void;
}

export function EmojiPicker({ onPick, onClose }: EmojiPickerProps) {
  const words = t.value.acts;
  const title = useId();
  const [query, setQuery] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const found = query.trim() === '' ? undefined : findEmoji(query);
  const pick = (emoji: string): void => {
    onClose();
    // After the dialog has given the focus back.
    setTimeout(() => onPick(emoji));
  };
  const grid = (emoji: readonly Emoji[]) => (
    <div class="emojis">
      {emoji.map(({ sign, words: [name = ''] }) => (
        <button key={sign} type="button" class="emoji" title={name} onClick={() => pick(sign)}>
          {sign}
        </button>
      ))}
    </div>
  );
  const toList = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const first = list.current?.querySelector('button');
    if (event.key === 'Enter' && found?.[0] !== undefined) pick(found[0].sign);
    else if (event.key === 'ArrowDown') first?.focus();
    else return;
    event.preventDefault();
  };
  return (
    <Dialog labelledBy={title} onClose={onClose}>
      <div class="pick">
        <h2 class="vh" id={title}>
          {words.emoji}
        </h2>
        <div onKeyDown={toList}>
          <Search value={query} onInput={setQuery} placeholder={words.searchEmoji} />
        </div>
        <div ref={list} class="pick__list" onKeyDown={moveInGrid}>
          {found === undefined ? (
            EMOJI_GROUPS.map(({ name, emoji }) => (
              <section key={name} aria-label={words[name]}>
                <h3 class="pick__group">{words[name]}</h3>
                {grid(emoji)}
              </section>
            ))
          ) : found.length > 0 ? (
            grid(found)
          ) : (
            <p class="ink-2 center pick__none" role="status">
              {words.noEmoji}
            </p>
          )}
        </div>
        <Cancel onClick={onClose} />
      </div>
    </Dialog>
  );
}

/** Arrows as the eye sees them: left and right along the line, up and down to the one above or below. */
function moveInGrid(event: KeyboardEvent): void {
  const { key, currentTarget: area, target } = event;
  if (!(area instanceof HTMLElement) || !(target instanceof HTMLElement)) return;
  const all = [...area.querySelectorAll<HTMLElement>('button.emoji')];
  const here = all.indexOf(target);
  const ahead = getComputedStyle(area).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const next =
    key === 'ArrowUp' || key === 'ArrowDown'
      ? inLine(all, target, key === 'ArrowDown' ? 1 : -1)
      : key === 'ArrowLeft' || key === 'ArrowRight'
        ? all[here + (key === ahead ? 1 : -1)]
        : undefined;
  if (here < 0 || next === undefined) return;
  event.preventDefault();
  next.focus();
}

/** The nearest in the next line of that way. */
function inLine(all: readonly HTMLElement[], from: HTMLElement, way: 1 | -1): HTMLElement | undefined {
  const { top, left } = from.getBoundingClientRect();
  const lines = all.map((one) => ({ one, box: one.getBoundingClientRect() }));
  const beyond = lines.filter(({ box }) => (box.top - top) * way > 1);
  const line = Math.min(...beyond.map(({ box }) => (box.top - top) * way));
  return beyond
    .filter(({ box }) => Math.abs((box.top - top) * way - line) < 1)
    .sort((a, b) => Math.abs(a.box.left - left) - Math.abs(b.box.left - left))[0]?.one;
}
