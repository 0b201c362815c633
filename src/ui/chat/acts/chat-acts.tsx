// What lies over a chat or under its messages while something is done with them, and the gestures and keys that lead there.
import { useEffect } from 'preact/hooks';
import type { ConversationView } from '../../../engine/port/messages.ts';
import { useDesk } from '../desk.ts';
import { DeleteDialog, EmojiPicker, ForwardSheet, SelectBar } from './later.tsx';
import { useLogActs } from './log-acts.ts';

export function ChatActs({ conversation }: { readonly conversation: ConversationView }) {
  const desk = useDesk();
  useLogActs(conversation.id, desk);
  useEffect(
    () => () => {
      desk.chosen.value = undefined;
      desk.sheet.value = undefined;
    },
    [desk],
  );
  const sheet = desk.sheet.value;
  const close = (): void => void (desk.sheet.value = undefined);
  return (
    <>
      {desk.isChoosing.value && <SelectBar />}
      {sheet?.kind === 'delete' && <DeleteDialog messages={sheet.messages} onClose={close} />}
      {sheet?.kind === 'forward' && <ForwardSheet messages={sheet.messages} onClose={close} />}
      {sheet?.kind === 'emoji' && <EmojiPicker onPick={sheet.onPick} onClose={close} />}
    </>
  );
}
