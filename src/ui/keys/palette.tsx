// The command palette: type a few letters of a chat, a person or a thing to do; Enter goes there or does it.
import { useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useModel } from '../model/context.ts';
import type { Model } from '../model/model.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { go } from '../route.ts';
import { t } from '../words/words.ts';
import '../words/with-keys.ts';
import { entriesFor, type Entry, noteUse } from './entries.tsx';
import './keys.css';

export interface PaletteProps {
  readonly onClose: () => void;
  readonly onHelp: () => void;
}

export function Palette({ onClose, onHelp }: PaletteProps) {
  const words = t.value.keys;
  const model = useModel();
  const [typed, type] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const entries = useMemo(() => [...entriesFor(model, typed, onHelp), ...searchEntry(model, typed)], [typed]);
  const place = Math.min(at, entries.length - 1);
  const current = entries[place];
  const choose = (entry: Entry | undefined): void => {
    if (entry === undefined) return;
    noteUse(entry);
    onClose();
    // After this dialog has given the focus back: what comes next may take it.
    setTimeout(entry.run);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const next = nextPlace(event, place, entries.length);
    if (next !== undefined) setAt(next);
    else if (event.key === 'Enter') choose(current);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog labelledBy={`${id}-title`} onClose={onClose}>
      <h2 class="vh" id={`${id}-title`}>
        {words.palette}
      </h2>
      <div class="search palette__field">
        <Icon name="search" size={20} />
        <input
          type="text"
          role="combobox"
          dir="auto"
          autocomplete="off"
          spellcheck={false}
          enterkeyhint="go"
          placeholder={words.placeholder}
          aria-label={words.palette}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={current && `${id}-${place}`}
          value={typed}
          onInput={(event) => {
            type(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <ul class="palette" id={`${id}-list`} role="listbox" aria-label={words.results}>
        {entries.map((entry, i) => (
          <Option
            key={entry.key}
            id={`${id}-${i}`}
            entry={entry}
            isCurrent={entry === current}
            onPick={() => choose(entry)}
          />
        ))}
      </ul>
      <p class="vh" role="status">
        {entries.length === 0 ? words.none : ''}
      </p>
    </Dialog>
  );
}

function nextPlace(event: KeyboardEvent, at: number, count: number): number | undefined {
  if (count === 0) return undefined;
  if (event.key === 'ArrowDown') return (at + 1) % count;
  if (event.key === 'ArrowUp') return (at - 1 + count) % count;
  if (event.key === 'PageDown') return Math.min(at + 7, count - 1);
  return event.key === 'PageUp' ? Math.max(at - 7, 0) : undefined;
}

interface OptionProps {
  readonly id: string;
  readonly entry: Entry;
  readonly isCurrent: boolean;
  readonly onPick: () => void;
}
function Option({ id, entry, isCurrent, onPick }: OptionProps) {
  const row = useRef<HTMLLIElement>(null);
  useLayoutEffect(() => {
    if (isCurrent) row.current?.scrollIntoView?.({ block: 'nearest' });
  }, [isCurrent]);
  return (
    <li
      ref={row}
      id={id}
      role="option"
      aria-selected={isCurrent}
      class="palette__it"
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      <span class="palette__face">{entry.face()}</span>
      <span class="row min0 grow">{entry.title()}</span>
      {entry.sort !== undefined && <small class="ink-2">{entry.sort}</small>}
    </li>
  );
}

/** Always the last: what was typed, looked for in the messages. */
function searchEntry(model: Model, typed: string): readonly Entry[] {
  const text = typed.trim();
  if (text === '') return [];
  const run = (): void => {
    model.query.value = text;
    // Beside an open chat the list is there already.
    if (document.querySelector('.pane--list .search') === null) go('chats');
    setTimeout(() => document.querySelector<HTMLElement>('.search input')?.focus());
  };
  const title = t.value.keys.searchFor(text);
  return [
    {
      key: 'search',
      words: text,
      sort: undefined,
      face: () => <Icon name="search" />,
      title: () => <span class="clip1">{title}</span>,
      run,
    },
  ];
}
