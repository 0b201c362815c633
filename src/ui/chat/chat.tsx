// A sealed conversation: header, messages, composer, and for groups who is in it.
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ConversationId } from '../../domain/ids.ts';
import type { ConversationView } from '../../engine/port/messages.ts';
import { Banners } from '../banners.tsx';
import { width } from '../layout.ts';
import { useModel } from '../model/context.ts';
import { headCount, isListed, otherOf, titleText } from '../model/conversations.ts';
import { searchIn } from '../search/open.ts';
import { t } from '../words/words.ts';
import { ChatHeader } from './chat-header.tsx';
import { Composer } from './composer.tsx';
import { DeskContext, deskOf } from './desk.ts';
import { ChatActs, ChatTop, HeldLine, InChat, InPlace, Members, ShutChat, UnknownChat } from './later.tsx';
import { Log } from './log.tsx';

export function ChatView({ id }: { readonly id: ConversationId }) {
  const model = useModel();
  const conversation = model.conversations.value.get(id);
  if (conversation === undefined || conversation.kind === 'square') return <UnknownChat />;
  return isListed(conversation) ? (
    <KnownChat conversation={conversation} />
  ) : (
    <ShutChat conversation={conversation} />
  );
}

function KnownChat({ conversation }: { readonly conversation: ConversationView }) {
  const words = t.value.chat;
  const model = useModel();
  const files = useSignal<readonly File[]>([]);
  const isGroup = conversation.kind === 'group';
  // Beside the chat where there is room for it, over it where asked for.
  const [panel, setPanel] = useState<boolean>();
  const isPanel = isGroup && (panel ?? width.value === 'wide');
  const other = otherOf(conversation);
  const inPlaceOf = other && model.people.one(other).value?.inPlaceOf;
  const label = isGroup ? words.placeholderTo(headCount(conversation)) : words.placeholder;
  return (
    <DeskContext.Provider value={deskOf(model.messages, conversation.id)}>
      <main class="pane pane--main grow" aria-label={titleText(conversation, model)}>
        <ChatHeader
          conversation={conversation}
          panel={isGroup ? { isOpen: isPanel, onToggle: () => setPanel(!isPanel) } : undefined}
        />
        {searchIn.value === conversation.id && <InChat key={conversation.id} conversation={conversation} />}
        <Banners at="view" />
        {inPlaceOf && other && <InPlace gone={inPlaceOf} who={other} />}
        <ChatTop conversation={conversation} />
        {conversation.held > 0 && <HeldLine conversation={conversation} />}
        <DropZone onDrop={(more) => (files.value = [...files.value, ...more])}>
          <Log conversation={conversation} />
        </DropZone>
        <ChatActs conversation={conversation} />
        <Composer conversation={conversation.id} label={label} placeholder={label} dropped={files} />
      </main>
      {isPanel && <Members conversation={conversation} onClose={() => setPanel(false)} />}
    </DeskContext.Provider>
  );
}

interface DropZoneProps {
  readonly onDrop: (files: readonly File[]) => void;
  readonly children: ComponentChildren;
}
function DropZone({ onDrop, children }: DropZoneProps) {
  const [isOver, setOver] = useState(false);
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;
  return (
    <div
      class="chat"
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        const to = event.relatedTarget;
        if (!(to instanceof Node && event.currentTarget.contains(to))) setOver(false);
      }}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(false);
        onDrop([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      {children}
      {isOver && <p class="dropzone">{t.value.chat.dropHere}</p>}
    </div>
  );
}
