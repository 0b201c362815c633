// What the reader is about to do in a chat: answer a message, edit one, choose several. The parts that do it load later and
// hang themselves in here; the views that are there from the start only look.
import { computed, type ReadonlySignal, signal, type Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { MessageId } from '../../domain/ids.ts';
import type { MessageView } from '../../engine/port/messages.ts';
import type { MessageWindow } from '../model/window.ts';
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

const desks = new WeakMap<MessageWindow, Desk>();
/** Stays as long as the conversation's window does: who looks into another chat finds the answer as it was begun. */
export function deskOf(window: MessageWindow): Desk {
  const desk = desks.get(window) ?? createDesk();
  desks.set(window, desk);
  return desk;
}
