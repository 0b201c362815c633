// Goes to a message that was found, in the window of its conversation: it is fetched with what is around it, and lit up.
import type { ConversationId } from '../../domain/ids.ts';
import type { MessageWindow } from '../model/messages.ts';
import type { Model } from '../model/model.ts';

type Jumping = MessageWindow & { readonly jump?: (seq: number) => Promise<void> };

export function jump(model: Model, conversation: ConversationId, seq: number): void {
  const window: Jumping = model.messages.of(conversation);
  if (window.jump !== undefined) model.attempt(window.jump(seq));
}
