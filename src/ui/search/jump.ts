// Goes to a message that was found, in the window of its conversation: it is fetched with what is around it, and lit up.
import type { ConversationId } from '../../domain/ids.ts';
import type { Model } from '../model/model.ts';

export function jump(model: Model, conversation: ConversationId, seq: number): void {
  model.attempt(model.messages.of(conversation).jump(seq));
}
