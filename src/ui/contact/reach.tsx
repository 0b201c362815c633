// How far somebody reaches me: muting the chat with them, and blocking their key.
import { useState } from 'preact/hooks';
import type { PersonView } from '../../engine/port/people.ts';
import { ChatStep, mutedWords } from '../chats/chat-steps.tsx';
import { toConversationId } from '../ids.ts';
import { useModel } from '../model/context.ts';
import { nameText } from '../model/names.ts';
import { ButtonCell } from '../parts/cells.tsx';
import '../parts/more-shapes.ts';
import { BlockDialog } from '../people/block-dialog.tsx';
import { t } from '../words/words.ts';
import '../words/with-knowing.ts';
import '../words/with-talk.ts';

const WEEK_MS = 7 * 86_400_000;

export function Reach({ person: { fingerprint, blocked } }: { readonly person: PersonView }) {
  const model = useModel();
  const words = t.value.knowing;
  const talk = t.value.talk;
  const { port, toasts } = model;
  const [step, go] = useState<'mute' | 'block'>();
  const close = (): void => go(undefined);
  const chat = model.conversations.value.get(toConversationId(`d:${fingerprint}`));
  const muted = chat?.mutedUntil;
  const setBlocked = (on: boolean): void => {
    close();
    const said = on ? words.blockedDone : words.unblocked;
    model.attempt(port.setBlocked(fingerprint, on).then(() => toasts.show(said, { icon: 'check' })));
  };
  const mute = (until: number | undefined): void => {
    close();
    if (chat !== undefined) model.attempt(port.setConversation(chat.id, { mutedUntil: until }));
  };
  return (
    <div class="card">
      {chat !== undefined &&
        !blocked &&
        (muted === undefined ? (
          <ButtonCell icon="belloff" title={talk.mute} onClick={() => go('mute')} />
        ) : (
          <ButtonCell
            icon="bell"
            more={false}
            title={talk.unmute}
            help={mutedWords(muted)}
            onClick={() => mute(undefined)}
          />
        ))}
      {blocked ? (
        <ButtonCell
          icon="block"
          more={false}
          title={words.unblock}
          help={words.isBlockedHelp}
          onClick={() => setBlocked(false)}
        />
      ) : (
        <ButtonCell
          icon="block"
          more={false}
          title={<span class="rose">{words.blockName(nameText(model.nameOf(fingerprint)))}</span>}
          onClick={() => go('block')}
        />
      )}
      {step === 'mute' && chat !== undefined && <ChatStep step="mute" conversation={chat} onClose={close} />}
      {step === 'block' && (
        <BlockDialog
          who={fingerprint}
          onBlock={() => setBlocked(true)}
          {...(chat !== undefined && muted === undefined && { onMute: () => mute(Date.now() + WEEK_MS) })}
          onClose={close}
        />
      )}
    </div>
  );
}
