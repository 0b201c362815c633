// A chat without a composer: strangers wrote it and wait for my word, or its key is blocked.
import type { ConversationView } from '../../engine/port/messages.ts';
import { Banners } from '../banners.tsx';
import { useModel } from '../model/context.ts';
import { titleText } from '../model/conversations.ts';
import { ChatFoot } from '../requests/chat-foot.tsx';
import { ChatHeader } from './chat-header.tsx';
import { ChatTop } from './chat-top.tsx';
import { HeldLine } from './held-line.tsx';
import { Log } from './log.tsx';
import { ShutContext } from './shut.ts';

export function ShutChat({ conversation }: { readonly conversation: ConversationView }) {
  return (
    <main class="pane pane--main grow" aria-label={titleText(conversation, useModel())}>
      <ChatHeader conversation={conversation} panel={undefined} />
      <Banners at="view" />
      <ChatTop conversation={conversation} />
      {conversation.held > 0 && <HeldLine conversation={conversation} />}
      <div class="chat">
        <ShutContext.Provider value>
          <Log conversation={conversation} />
        </ShutContext.Provider>
      </div>
      <ChatFoot conversation={conversation} />
    </main>
  );
}
