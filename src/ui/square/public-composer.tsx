// Writing for everyone: square corners, "Post" with a megaphone instead of an arrow, and a question before the first time.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { isSendKey } from '../chat/composer.tsx';
import { useDraft } from '../chat/draft.ts';
import { growToText, textTooLong } from '../chat/text-field.ts';
import { SQUARE } from '../ids.ts';
import { useModel } from '../model/context.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { t } from '../words/words.ts';
import '../words/with-square.ts';
import { ConfirmPost } from './confirm-post.tsx';

export function PublicComposer() {
  const words = t.value.square;
  const model = useModel();
  const draft = useDraft(SQUARE);
  const asks = useSignal(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const text = draft.text.value.trim();
  const over = textTooLong(draft.text.value);
  useEffect(() => growToText(field.current), [draft.text.value]);
  const post = async (): Promise<void> => {
    draft.set('');
    try {
      await model.port.sendText(SQUARE, text);
    } catch (cause) {
      // Before what was written since.
      draft.set([text, draft.text.peek()].filter(Boolean).join('\n'));
      throw cause;
    }
  };
  const tryToPost = (): void => {
    if (text === '' || over > 0) return;
    if (model.preferences.value.squareConfirmed) model.attempt(post());
    else asks.value = true;
  };
  const confirm = (isLast: boolean): void => {
    asks.value = false;
    if (isLast) model.attempt(model.port.setPreferences({ squareConfirmed: true }));
    model.attempt(post());
  };
  const form = (
    <form
      class="comp comp--public"
      aria-label={words.write}
      onSubmit={(event) => {
        event.preventDefault();
        tryToPost();
      }}
    >
      {over > 0 && (
        <p class="status status--fail" role="alert">
          <Icon name="alert" size={14} />
          {t.value.chat.tooLong(over)}
        </p>
      )}
      <div class="comp__row">
        <div class="comp__box">
          <textarea
            ref={field}
            rows={1}
            autocomplete="off"
            dir="auto"
            placeholder={words.placeholder}
            aria-label={words.field}
            aria-invalid={over > 0}
            value={draft.text.value}
            onInput={(event) => draft.set(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (!isSendKey(event)) return;
              event.preventDefault();
              tryToPost();
            }}
          />
        </div>
        <Button tone="public" icon="square" type="submit" disabled={text === '' || over > 0}>
          {words.post}
        </Button>
      </div>
    </form>
  );
  return (
    <>
      {form}
      {asks.value && <ConfirmPost text={text} onPost={confirm} onClose={() => (asks.value = false)} />}
    </>
  );
}
