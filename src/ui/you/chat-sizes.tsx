// What each chat holds on this device, the largest first; a tap leads to exporting and clearing it.
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { ChatSize } from '../../engine/port/archive.ts';
import type { ConversationView } from '../../engine/port/messages.ts';
import { Face, Title } from '../chats/chat-row.tsx';
import { ChatStep } from '../chats/chat-steps.tsx';
import { useModel } from '../model/context.ts';
import { SquareAvatar } from '../parts/avatar.tsx';
import { Cancel } from '../parts/cancel.tsx';
import { ButtonCell } from '../parts/cells.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { bytes as sizeOf } from '../words/formats-more.ts';
import { t } from '../words/words.ts';
import { ExportDialog } from './export-dialog.tsx';
import '../words/with-storage.ts';
import '../parts/more-shapes.ts';

/** Shown before the reader wants all of them. */
const FEW = 6;

interface Sized {
  readonly conversation: ConversationView;
  readonly size: ChatSize;
}
export interface ChatSizesProps {
  readonly sizes: readonly ChatSize[];
  /** Something was cleared. */
  readonly onChange: () => void;
}
export function ChatSizes({ sizes, onChange }: ChatSizesProps) {
  const model = useModel();
  const isWhole = useSignal(false);
  const open = useSignal<Sized | undefined>(undefined);
  const chats = sizes
    .flatMap((size) => {
      const conversation = model.conversations.value.get(size.id);
      return conversation === undefined || size.messages === 0 ? [] : [{ conversation, size }];
    })
    .sort((a, b) => b.size.bytes - a.size.bytes || b.size.messages - a.size.messages);
  if (chats.length === 0) return undefined;
  return (
    <div class="card">
      {chats.slice(0, isWhole.value ? undefined : FEW).map((one) => (
        <Row key={one.size.id} sized={one} onOpen={() => (open.value = one)} />
      ))}
      {chats.length > FEW && !isWhole.value && (
        <ButtonCell
          icon="chats"
          more={false}
          title={t.value.storage.allChats(chats.length)}
          onClick={() => (isWhole.value = true)}
        />
      )}
      {open.value !== undefined && (
        <ChatSheet
          sized={open.value}
          onClose={() => {
            open.value = undefined;
            onChange();
          }}
        />
      )}
    </div>
  );
}

function Row({
  sized: { conversation, size },
  onOpen,
}: {
  readonly sized: Sized;
  readonly onOpen: () => void;
}) {
  return (
    <button type="button" class="cell cell--chat inset-focus" onClick={onOpen}>
      <ChatFace conversation={conversation} />
      <span class="cell__t">
        <span class="row min0">
          <ChatTitle conversation={conversation} />
        </span>
        <small>{t.value.storage.messages(size.messages)}</small>
      </span>
      {size.bytes > 0 && <span class="cell__v num">{sizeOf(size.bytes)}</span>}
      <Icon name="next" size={18} flip class="next" />
    </button>
  );
}

const ChatFace = ({ conversation }: { readonly conversation: ConversationView }) =>
  conversation.kind === 'square' ? <SquareAvatar /> : <Face conversation={conversation} size={38} />;
const ChatTitle = ({ conversation }: { readonly conversation: ConversationView }) =>
  conversation.kind === 'square' ? <>{t.value.app.theSquare}</> : <Title conversation={conversation} />;

function ChatSheet({ sized, onClose }: { readonly sized: Sized; readonly onClose: () => void }) {
  const { conversation, size } = sized;
  const words = t.value.storage;
  const model = useModel();
  const title = useId();
  const step = useSignal<'export' | 'clear' | undefined>(undefined);
  if (step.value === 'export')
    return <ExportDialog conversation={conversation} bytes={size.bytes} onClose={onClose} />;
  if (step.value === 'clear') return <ChatStep step="clear" conversation={conversation} onClose={onClose} />;
  const clearFiles = async (): Promise<void> => {
    await model.port.clearFiles(conversation.id);
    model.toasts.show(words.filesCleared, { icon: 'check' });
    onClose();
  };
  return (
    <Dialog labelledBy={title} onClose={onClose}>
      <div class="stack">
        <h2 class="row min0 sizes__who" id={title} tabIndex={-1} autofocus>
          <ChatFace conversation={conversation} />
          <ChatTitle conversation={conversation} />
        </h2>
        <p class="small ink-2">{words.holds(size.messages, sizeOf(size.bytes))}</p>
        <div class="card menu__card">
          <ButtonCell icon="download" title={words.exportChat} onClick={() => (step.value = 'export')} />
          {size.bytes > 0 && (
            <ButtonCell
              icon="file"
              more={false}
              title={words.clearFiles}
              help={words.clearFilesHelp}
              value={sizeOf(size.bytes)}
              onClick={() => model.attempt(clearFiles())}
            />
          )}
          <ButtonCell
            icon="trash"
            title={<span class="rose">{words.clearAll}</span>}
            onClick={() => (step.value = 'clear')}
          />
        </div>
        <Cancel onClick={onClose} />
      </div>
    </Dialog>
  );
}
