// What the reader is about to do in a chat: answer a message, edit one, choose several. The parts that do it load later and
// hang themselves in here; the views that are there from the start only look.
import { computed, type ReadonlySignal, signal, type Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ConversationId, MessageId } from '../../domain/ids.ts';
import type { MessageView } from '../../engine/port/messages.ts';
import type { Messages } from '../model/messages.ts';
import type { Mark } from './acts/marks.ts';

/** What lies over the chat. */
export type Sheet =
  | { readonly kind: 'delete' | 'forward'; readonly messages: readonly MessageView[] }
  | { readonly kind: 'emoji'; readonly onPick: (emoji: string) => void };

export interface Desk {
  /** The message that the next one answers. */
  readonly reply: Signal<MessageView | undefined>;
  /** The own message that gets another text, and that text as far as it is written. */
  readonly edit: Signal<{ readonly message: MessageView; readonly text: string } | undefined>;
  /** Messages chosen together, in the order of choosing; undefined: none are being chosen. */
  readonly chosen: Signal<ReadonlyMap<MessageId, MessageView> | undefined>;
  readonly isChoosing: ReadonlySignal<boolean>;
  readonly sheet: Signal<Sheet | undefined>;
  /** Who is named where in the draft. */
  marks: readonly Mark[];
  /** Sends a typed text with all that goes along, or stores the edit. */
  send?: (typed: string) => Promise<unknown>;
  /** Goes to a message. */
  jump?: (seq: number) => void;
}

export function createDesk(): Desk {
  const chosen: Desk['chosen'] = signal(undefined);
  return {
    reply: signal(undefined),
    edit: signal(undefined),
    chosen,
    isChoosing: computed(() => chosen.value !== undefined),
    sheet: signal(undefined),
    marks: [],
  };
}

/** Of the chat in which it is asked for; outside of one it is one that nobody looks at. */
export const DeskContext = createContext(createDesk());
export const useDesk = (): Desk => useContext(DeskContext);

/** Stays as long as the page does: who looks into other chats finds the answer or the edit as it was begun. */
export function deskOf({ desks }: Messages, conversation: ConversationId): Desk {
  const desk = desks.get(conversation) ?? createDesk();
  desks.set(conversation, desk);
  return desk;
}

/** An edit is under way, and it reads otherwise than the message. */
export function isTyped({ edit }: Desk): boolean {
  const now = edit.peek();
  return now !== undefined && now.text !== now.message.text;
}

/** Takes off what stands above the field, an edit before an answer; false where nothing does. */
export function stopTopmost({ edit, reply }: Desk): boolean {
  const topmost = edit.peek() === undefined ? reply : edit;
  const isThere = topmost.peek() !== undefined;
  topmost.value = undefined;
  return isThere;
}
