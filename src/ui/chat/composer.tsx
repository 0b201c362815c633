// Where messages are written: grows to six lines, keeps its draft, takes files by button, paste and drop.
import { useEffect, useRef } from 'preact/hooks';
import type { ConversationId } from '../../domain/ids.ts';
import { hasMouse } from '../layout.ts';
import { useModel } from '../model/context.ts';
import { IconButton } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { t } from '../words/words.ts';
import { useDesk } from './desk.ts';
import { useDraft } from './draft.ts';
import { ComposerActs, EmojiButton, Tray } from './later.tsx';
import { growToText, textTooLong } from './text-field.ts';

export interface ComposerProps {
  readonly conversation: ConversationId;
  readonly label: string;
  readonly placeholder: string;
  /** Files dropped anywhere on the chat. */
  readonly dropped: { value: readonly File[] };
}

export function Composer({ conversation, label, placeholder, dropped }: ComposerProps) {
  const words = t.value.chat;
  const model = useModel();
  const desk = useDesk();
  const draft = useDraft(conversation);
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const files = dropped.value;
  const over = textTooLong(draft.text.value);
  const isEmpty = draft.text.value.trim() === '' && files.length === 0;
  useEffect(() => growToText(field.current), [draft.text.value]);
  useEffect(() => {
    // Whoever came for one message stays with it.
    const isThere = document.activeElement?.closest('.log') instanceof Element;
    if (hasMouse.peek() && !isThere) field.current?.focus({ preventScroll: true });
  }, []);
  const add = (more: Iterable<File> | null | undefined): void => {
    const fresh = [...(more ?? [])];
    if (fresh.length > 0) dropped.value = [...dropped.value, ...fresh];
  };
  const send = async (): Promise<void> => {
    // What is there now, not what was drawn last: nothing goes out twice, and who writes on while the last message is
    // being kept is not ignored.
    const typed = draft.text.peek();
    const text = typed.trim();
    const attached = dropped.value;
    if ((text === '' && attached.length === 0) || textTooLong(typed) > 0) return;
    const put = desk.send ?? (() => model.port.sendText(conversation, text));
    if (desk.edit.peek() !== undefined) return void (await put(typed));
    // What could not be kept comes back into the field; what was kept is the engine's to deliver.
    draft.set('');
    dropped.value = [];
    const takeBack = (): void => draft.set([typed, draft.text.peek()].filter(Boolean).join('\n'));
    try {
      if (text !== '') await put(typed).catch(putBack(takeBack));
      for (const file of attached)
        await model.port
          .sendFile(conversation, file)
          .catch(putBack(() => (dropped.value = [...dropped.value, file])));
    } finally {
      field.current?.focus();
    }
  };
  return (
    <form
      class="comp"
      aria-label={words.write}
      onSubmit={(event) => {
        event.preventDefault();
        model.attempt(send());
      }}
    >
      <ComposerActs conversation={conversation} field={field} draft={draft} />
      {files.length > 0 && (
        <Tray
          files={files}
          onRemove={(file) => (dropped.value = dropped.value.filter((one) => one !== file))}
        />
      )}
      {over > 0 && (
        <p class="status status--fail" role="alert">
          <Icon name="alert" size={14} />
          {words.tooLong(over)}
        </p>
      )}
      <div class="comp__row">
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            add(event.currentTarget.files);
            event.currentTarget.value = '';
          }}
        />
        <IconButton icon="clip" label={words.attach} onClick={() => picker.current?.click()} />
        <div class="comp__box">
          <textarea
            ref={field}
            rows={1}
            autocomplete="off"
            dir="auto"
            placeholder={placeholder}
            aria-label={label}
            aria-invalid={over > 0}
            enterkeyhint={hasMouse.value ? 'send' : 'enter'}
            value={draft.text.value}
            onInput={(event) => draft.set(event.currentTarget.value)}
            onPaste={(event) => {
              if (event.clipboardData === null || event.clipboardData.files.length === 0) return;
              event.preventDefault();
              add(event.clipboardData.files);
            }}
            onKeyDown={(event) => {
              if (!isSendKey(event)) return;
              event.preventDefault();
              model.attempt(send());
            }}
          />
          {hasMouse.value && <EmojiButton field={field} />}
        </div>
        <button type="submit" class="sendb" aria-label={words.send} disabled={isEmpty || over > 0}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}

/** Enter sends where there is a keyboard (with Shift it breaks the line); on touch Enter is a new line. Never inside an input method. */
export function isSendKey(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && !event.shiftKey && !event.isComposing && hasMouse.value;
}

/** Undoes, and lets the failure be told. */
const putBack =
  (undo: () => void) =>
  (cause: unknown): never => {
    undo();
    throw cause;
  };
