// Typing @ in a group opens a list of its people: arrows, Enter or Tab, Esc. What is put into the text is the name a person
// gives themself, as everybody reads it; a name I gave stays mine.
import type { RefObject } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { keyTag } from '../../../lib/key-tag.ts';
import type { Fingerprint } from '../../../domain/ids.ts';
import { useModel } from '../../model/context.ts';
import type { Model } from '../../model/model.ts';
import { Avatar } from '../../parts/avatar.tsx';
import { Name, NotThe } from '../../parts/name.tsx';
import { plain } from '../../people/find.ts';
import { t } from '../../words/words.ts';
import '../../words/with-acts.ts';
import { useDesk } from '../desk.ts';
import type { Draft } from '../draft.ts';
import './acts.css';
import { insert } from './insert.ts';
import { movedMarks, namingAt } from './marks.ts';

export interface NamingProps {
  readonly members: readonly Fingerprint[];
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly draft: Draft;
}

export function Naming({ members, field, draft }: NamingProps) {
  const model = useModel();
  const id = useId();
  const naming = useNaming(field, draft);
  const found = naming.now === undefined ? [] : matching(model, members, naming.now.query);
  const [at, setAt] = useState(0);
  const current = found[Math.min(at, found.length - 1)];
  useEffect(() => setAt(0), [naming.now?.query]);
  useOwned(field, current === undefined ? undefined : `${id}-${found.indexOf(current)}`, id);
  const onKey = (event: KeyboardEvent): void => {
    if (current === undefined || event.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setAt((found.indexOf(current) + step + found.length) % found.length);
    else if (event.key === 'Escape') naming.close();
    else if ((event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab') naming.name(current);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  useKeysFirst(field, onKey);
  if (current === undefined) return undefined;
  return (
    <ul class="naming" id={id} role="listbox" aria-label={t.value.acts.mentionList}>
      {found.map((member, i) => (
        <Choice
          key={member}
          id={`${id}-${i}`}
          member={member}
          isCurrent={member === current}
          onPick={() => naming.name(member)}
        />
      ))}
    </ul>
  );
}

interface ChoiceProps {
  readonly id: string;
  readonly member: Fingerprint;
  readonly isCurrent: boolean;
  readonly onPick: () => void;
}
function Choice({ id, member, isCurrent, onPick }: ChoiceProps) {
  const name = useModel().nameOf(member, true);
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => void (isCurrent && row.current?.scrollIntoView({ block: 'nearest' })), [isCurrent]);
  return (
    <li
      ref={row}
      id={id}
      role="option"
      aria-selected={isCurrent}
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      <Avatar fingerprint={member} size={28} lamp={false} />
      <Name name={name} />
      <NotThe name={name} />
    </li>
  );
}

interface NamingState {
  readonly now: { readonly at: number; readonly query: string } | undefined;
  name(member: Fingerprint): void;
  close(): void;
}

/** Watches the field: what is being typed behind an `@`, and what becomes of the names that are there already. */
function useNaming(field: NamingProps['field'], draft: Draft): NamingState {
  const model = useModel();
  const desk = useDesk();
  const [now, setNow] = useState<NamingState['now']>();
  const before = useRef(draft.text.value);
  useEffect(() => void (before.current = draft.text.value), [draft.text.value]);
  useEffect(() => {
    const area = field.current;
    const look = (): void => {
      if (area === null || desk.edit.peek() !== undefined) return setNow(undefined);
      desk.marks = movedMarks(desk.marks, before.current, area.value, area.selectionStart);
      before.current = area.value;
      setNow(namingAt(area.value, area.selectionStart));
    };
    const close = (): void => setNow(undefined);
    area?.addEventListener('input', look);
    area?.addEventListener('blur', close);
    return () => {
      area?.removeEventListener('input', look);
      area?.removeEventListener('blur', close);
    };
  }, [desk]);
  return {
    now,
    close: () => setNow(undefined),
    name(member) {
      const area = field.current;
      if (area === null || now === undefined) return;
      const label = `@${model.people.one(member).peek()?.claimed ?? keyTag(member)}`;
      insert(area, `${label} `, now.at, now.at + now.query.length + 1);
      desk.marks = [...desk.marks, { at: now.at, label, who: member }].sort((a, b) => a.at - b.at);
      setNow(undefined);
    },
  };
}

/** Tells assistive technology which choice the field's keys are on. */
function useOwned(field: NamingProps['field'], current: string | undefined, list: string): void {
  useEffect(() => {
    const area = field.current;
    if (area === null || current === undefined) return undefined;
    const owned = { 'aria-autocomplete': 'list', 'aria-controls': list, 'aria-activedescendant': current };
    for (const [name, value] of Object.entries(owned)) area.setAttribute(name, value);
    return () => Object.keys(owned).forEach((name) => area.removeAttribute(name));
  }, [current, list]);
}

/** The list gets the keys before the field does. */
function useKeysFirst(field: NamingProps['field'], listen: (event: KeyboardEvent) => void): void {
  const newest = useRef(listen);
  newest.current = listen;
  useEffect(() => {
    const area = field.current;
    const hear = (event: KeyboardEvent): void => newest.current(event);
    area?.addEventListener('keydown', hear, true);
    return () => area?.removeEventListener('keydown', hear, true);
  }, []);
}

/** Those with a name of which a word begins with the letters, or a key that does; the ones I named first. */
function matching(model: Model, members: readonly Fingerprint[], query: string): readonly Fingerprint[] {
  const wanted = plain(query);
  const found = members.filter((member) => {
    const { petname = '', claimed = '' } = model.people.one(member).value ?? {};
    const words = plain(`${petname} ${claimed}`).split(/[^\p{L}\p{N}]+/u);
    return words.some((word) => word.startsWith(wanted)) || plain(keyTag(member, 8)).startsWith(wanted);
  });
  const isNamed = (member: Fingerprint): boolean => model.people.one(member).value?.petname !== undefined;
  return [...found.filter(isNamed), ...found.filter((member) => !isNamed(member))];
}
