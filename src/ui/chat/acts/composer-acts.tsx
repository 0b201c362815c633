// Above the field: what the message answers, what is being edited, whom one can name. And what goes along when it is sent.
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import type { ConversationId } from '../../../domain/ids.ts';
import type { MessageView } from '../../../engine/port/messages.ts';
import { useModel } from '../../model/context.ts';
import { porchlights } from '../../model/porchlights.ts';
import { nameText } from '../../model/names.ts';
import { IconButton } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { lineOf } from '../../text/later.ts';
import { t } from '../../words/words.ts';
import '../../words/with-acts.ts';
import { stopTopmost, useDesk } from '../desk.ts';
import type { Draft } from '../draft.ts';
import './acts.css';
import { isEditable, startEdit } from './deeds.ts';
import { Naming } from './naming.tsx';
import { QuoteLines } from './quote.tsx';
import { sender } from './sender.ts';

export interface ComposerActsProps {
  readonly conversation: ConversationId;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly draft: Draft;
}

export function ComposerActs({ conversation, field, draft }: ComposerActsProps) {
  const model = useModel();
  const desk = useDesk();
  const reply = desk.reply.value;
  const edited = desk.edit.value?.message;
  useEffect(() => {
    desk.send = sender(model, desk, conversation);
    return () => void delete desk.send;
  }, [desk, model, conversation]);
  useFieldKeys(conversation, field);
  // Who begins an answer or an edit wants to write, behind what stands there; at once, so that no key goes elsewhere.
  useLayoutEffect(() => {
    const area = field.current;
    if (area === null || (edited ?? reply) === undefined) return;
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  }, [edited?.id, reply?.id]);
  const members = model.conversations.value.get(conversation);
  return (
    <>
      {members?.kind === 'group' && <Naming members={members.members} field={field} draft={draft} />}
      {edited !== undefined && <Edited message={edited} />}
      {edited === undefined && reply !== undefined && <Replying message={reply} />}
    </>
  );
}

function Replying({ message }: { readonly message: MessageView }) {
  const words = t.value.acts;
  const { reply } = useDesk();
  const { id, seq, author, text, file } = message;
  const what = file === undefined ? 'text' : file.type === 'image' ? 'image' : 'file';
  const view = { message: id, seq, author, text: text === '' ? (file?.name ?? '') : text, what } as const;
  return (
    <div class="comp__ctx">
      <span class="quote" role="status">
        <span class="vh">{words.replyTo(nameText(useModel().nameOf(author)))}</span>
        <QuoteLines reply={view} />
      </span>
      <IconButton icon="x" label={words.stopReply} onClick={() => (reply.value = undefined)} />
    </div>
  );
}

function Edited({ message }: { readonly message: MessageView }) {
  const words = t.value.acts;
  const { edit } = useDesk();
  const { people, using } = porchlights(useModel(), message.conversation);
  return (
    <div class="comp__ctx">
      <span class="quote" role="status">
        <b class="quote__who">
          <Icon name="pencil" size={14} /> {words.editing}
        </b>
        <span class="quote__line" dir="auto">
          {lineOf(message.text)}
        </span>
        {people > using && <small class="quote__note">{words.keepFirst(people - using)}</small>}
      </span>
      <IconButton icon="x" label={words.stopEdit} onClick={() => (edit.value = undefined)} />
    </div>
  );
}

/** Esc takes off what stands above the field; ↑ in an empty one edits my last message. */
function useFieldKeys(conversation: ConversationId, field: RefObject<HTMLTextAreaElement | null>): void {
  const model = useModel();
  const desk = useDesk();
  useEffect(() => {
    const area = field.current;
    const listen = (event: KeyboardEvent): void => {
      const { key } = event;
      if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (key === 'Escape' && stopTopmost(desk)) event.preventDefault();
      if (key !== 'ArrowUp' || area?.value !== '' || desk.edit.peek() !== undefined) return;
      const last = model.messages.of(conversation).list.peek()?.findLast(isEditable);
      if (last === undefined) return;
      event.preventDefault();
      startEdit(model, desk, last);
    };
    area?.addEventListener('keydown', listen);
    return () => area?.removeEventListener('keydown', listen);
  }, [model, desk, conversation]);
}
