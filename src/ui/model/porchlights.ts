// Who of a conversation is known to use Porchlight, and so understands what other programs do not.
import type { ConversationId } from '../../domain/ids.ts';
import type { Model } from './model.ts';

/** Others in a conversation, and how many of them have shown that they use Porchlight. */
export function porchlights(
  model: Model,
  conversation: ConversationId,
): { readonly people: number; readonly using: number } {
  const members = model.conversations.value.get(conversation)?.members ?? [];
  const using = members.filter((member) => model.people.one(member).value?.porchlight === true).length;
  return { people: members.length, using };
}
