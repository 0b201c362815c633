// What was written and not sent yet: kept by the engine a moment after the last key, and when the chat is left.
import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { ConversationId } from '../../domain/ids.ts';
import { useModel } from '../model/context.ts';

const KEEP_AFTER_MS = 400;

export interface Draft {
  readonly text: ReadonlySignal<string>;
  set(text: string): void;
}

export function useDraft(conversation: ConversationId): Draft {
  const model = useModel();
  const kept = useRef(model.conversations.peek().get(conversation)?.draft ?? '');
  const text = useSignal(kept.current);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const store = async (): Promise<void> => {
    clearTimeout(timer.current);
    if (kept.current === text.peek()) return;
    kept.current = text.peek();
    await model.port.setDraft(conversation, kept.current);
  };
  const keep = (): void => model.attempt(store());
  useEffect(() => {
    const onHide = (): void => void (document.visibilityState === 'hidden' && keep());
    document.addEventListener('visibilitychange', onHide);
    const takeBack = model.beforeLeave(store);
    return () => {
      takeBack();
      document.removeEventListener('visibilitychange', onHide);
      keep();
    };
  }, []);
  return {
    text,
    set(next) {
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
