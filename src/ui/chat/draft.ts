// What was written and not sent yet: kept by the engine a moment after the last key, and when the chat is left.
import { type ReadonlySignal, useComputed, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { ConversationId } from '../../domain/ids.ts';
import { useModel } from '../model/context.ts';
import { isTyped, useDesk } from './desk.ts';

const KEEP_AFTER_MS = 400;

export interface Draft {
  /** What the field shows: the draft, or an edit, beside which the draft waits untouched. */
  readonly text: ReadonlySignal<string>;
  set(text: string): void;
}

export function useDraft(conversation: ConversationId): Draft {
  const model = useModel();
  const desk = useDesk();
  const { edit } = desk;
  const stored = useComputed(() => model.conversations.value.get(conversation)?.draft ?? '').value;
  const kept = useRef(stored);
  const keeping = useRef(0);
  const text = useSignal(kept.current);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const store = async (): Promise<void> => {
    clearTimeout(timer.current);
    if (kept.current === text.peek()) return;
    kept.current = text.peek();
    keeping.current += 1;
    try {
      await model.port.setDraft(conversation, kept.current);
    } finally {
      keeping.current -= 1;
    }
  };
  const keep = (): void => model.attempt(store());
  // Another tab wrote last, and here nobody has written since. (What comes while one's own is being kept may be an echo.)
  useEffect(() => {
    if (keeping.current > 0 || text.peek() !== kept.current) return;
    kept.current = stored;
    text.value = stored;
  }, [stored]);
  useEffect(() => {
    const onHide = (): void => void (document.visibilityState === 'hidden' && keep());
    document.addEventListener('visibilitychange', onHide);
    const takeBack = model.beforeLeave(() => {
      // An edit does not outlive the page: of the one in the open chat, what was typed waits behind the draft.
      if (isTyped(desk)) {
        text.value = [text.peek(), edit.peek()?.text].filter(Boolean).join('\n');
        edit.value = undefined;
      }
      return store();
    });
    return () => {
      takeBack();
      document.removeEventListener('visibilitychange', onHide);
      keep();
    };
  }, []);
  return {
    text: useComputed(() => edit.value?.text ?? text.value),
    set(next) {
      const now = edit.peek();
      if (now !== undefined) {
        edit.value = { ...now, text: next };
        return;
      }
      text.value = next;
      // That it is not told is nobody's loss.
      if (model.preferences.peek().typing)
        void model.port.writing(conversation, next !== '').catch(() => undefined);
      clearTimeout(timer.current);
      // Emptied by sending: at once, so that no draft is shown beside the sent message.
      if (next === '') keep();
      else timer.current = setTimeout(keep, KEEP_AFTER_MS);
    },
  };
}
