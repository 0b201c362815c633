// Every send state in words, in a mark, and with its next step. One vocabulary everywhere (RELIABILITY.md).
import type { SendState } from '../../domain/delivery.ts';
import type { IconName } from '../parts/icon-shapes.ts';
import { t } from '../words/words.ts';

export interface StateMark {
  readonly icon: IconName;
  /** One word, beside the time. */
  readonly said: string;
  /** A sentence, when somebody asks. */
  readonly meaning: string;
}

export function markOf(state: SendState): StateMark | undefined {
  const words = t.value.chat;
  switch (state.kind) {
    case 'queued':
      return { icon: 'clock', said: words.waiting, meaning: words.saidWaiting };
    case 'sealed':
    case 'written':
      return { icon: 'clock', said: words.sending, meaning: words.saidSending };
    case 'accepted':
      return { icon: 'check', said: words.passedOn, meaning: words.saidPassedOn };
    case 'delivered':
      return { icon: 'checks', said: words.delivered, meaning: words.saidDelivered };
    case 'read':
      return { icon: 'checks', said: words.read, meaning: words.saidRead };
    case 'held':
      return { icon: 'clock', said: words.notConfirmed, meaning: words.heldHelp };
    case 'failed':
      return undefined;
  }
}

/** Why it did not go out; undefined where the file's own part tells it (upload-failure.tsx). */
export function failureWords({ cause }: Extract<SendState, { kind: 'failed' }>): string | undefined {
  const words = t.value.chat;
  switch (cause) {
    case 'too-long':
      return words.tooLongFrame;
    case 'no-recipients':
      return words.noRecipients;
    case 'waited':
      return words.waited;
    case 'cancelled':
      return words.cancelled;
    case 'upload-refused':
    case 'upload-too-large':
    case 'upload-unreachable':
    case 'upload-blocked':
      return undefined;
  }
}
