// The search inside a chat: a field under its header, how many finds there are, and the way from one to the next.
import './search.css';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { ConversationView } from '../../engine/port/messages.ts';
import { useModel } from '../model/context.ts';
import { Icon } from '../parts/icon.tsx';
import { IconButton } from '../parts/button.tsx';
import '../parts/more-shapes.ts';
import { t } from '../words/words.ts';
import '../words/with-search.ts';
import { jump } from './jump.ts';
import { searchIn } from './open.ts';
import { type Answer, useAnswer } from './question.ts';

/** As many as the engine tells (port/search.ts). */
const MOST = 2000;

export function InChat({ conversation }: { readonly conversation: ConversationView }) {
  const words = t.value.search;
  const model = useModel();
  const { id } = conversation;
  const field = useRef<HTMLInputElement>(null);
  const text = useSignal('');
  const query = text.value.trim() === '' ? undefined : { text: text.value, conversation: id, limit: 1 };
  const answer = useAnswer(query).value;
  const places = answer?.result?.places ?? [];
  /** The find that is shown, by its `seq`. */
  const here = useSignal<number | undefined>(undefined);
  const at = here.value === undefined ? -1 : places.indexOf(here.value);
  const show = (place: number | undefined): void => {
    here.value = place;
    if (place !== undefined) jump(model, id, place);
  };
  const close = (): void => {
    searchIn.value = undefined;
    document.querySelector<HTMLElement>('[role="log"]')?.focus();
  };
  useEffect(() => {
    field.current?.focus();
    void model.port.search({ text: '', limit: 1 }).catch(() => undefined); // said when something is asked
    return () => void (searchIn.peek() === id && (searchIn.value = undefined));
  }, [id]);
  // What was typed leads to its newest find; more finds of the same words lead nowhere.
  useEffect(() => show(places.at(-1)), [answer?.query.text, places.length > 0]);
  const older = (): void => show(places[at <= 0 ? places.length - 1 : at - 1]);
  const newer = (): void => show(places[at + 1 >= places.length ? 0 : at + 1]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Escape') close();
    else if (event.key === 'ArrowUp' || (event.key === 'Enter' && !event.shiftKey)) older();
    else if (event.key === 'ArrowDown' || event.key === 'Enter') newer();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="finder" role="search" aria-label={t.value.chat.searchIn}>
      <div class="search">
        <Icon name="search" size={20} />
        <input
          ref={field}
          type="search"
          dir="auto"
          autocomplete="off"
          aria-label={t.value.chat.searchIn}
          placeholder={t.value.chat.searchIn}
          value={text.value}
          onInput={(event) => (text.value = event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <span class="finder__count" role="status">
        {query !== undefined && countWords(answer, at, places.length)}
      </span>
      <IconButton icon="up" label={words.older} disabled={places.length === 0} onClick={older} />
      <IconButton icon="down" label={words.newer} disabled={places.length === 0} onClick={newer} />
      <IconButton icon="x" label={words.close} onClick={close} />
    </div>
  );
}

function countWords(answer: Answer | undefined, at: number, count: number): string {
  const words = t.value.search;
  if (answer?.isFailed) return words.failed;
  if (answer === undefined) return '';
  // Counted from the newest, where the search begins.
  if (count > 0) return words.position(at < 0 ? 1 : count - at, count, count >= MOST);
  return answer.result?.isReady ? words.noneInChat : words.reading;
}
