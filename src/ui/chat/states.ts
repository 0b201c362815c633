// Every send state in words, in a mark, and with its next step. One vocabulary everywhere (RELIABILITY.md).
import type { SendState } from '../../domain/delivery.ts';
import type { FileView } from '../../engine/port.ts';
import type { IconName } from '../parts/icon-shapes.ts';
import { t } from '../words/words.ts';
import '../words/with-files.ts';

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

/** What may travel inside messages (protocol/limits.ts), rounded down. */
const INLINE_BYTES = 48_000;

/** Why it did not go out. */
export function failureWords(
  state: Extract<SendState, { kind: 'failed' }>,
  file: FileView | undefined,
): string {
  const words = t.value.chat;
  const upload = file?.state.kind === 'upload-failed' ? file.state : undefined;
  switch (state.cause) {
    case 'too-long':
      return words.tooLongFrame;
    case 'no-recipients':
      return words.noRecipients;
    case 'upload-refused':
      return words.refused(upload?.status);
    case 'upload-too-large':
      return words.tooLarge(upload?.limit);
    case 'upload-unreachable':
      return words.unreachable;
    case 'upload-blocked':
      return t.value.files.blocked(INLINE_BYTES);
    case 'cancelled':
      return words.cancelled;
  }
}

/** Why a download ended. */
export function downloadFailureWords(state: Extract<FileView['state'], { kind: 'download-failed' }>): string {
  const words = t.value.chat;
  switch (state.reason) {
    case 'unreachable':
      return words.failedUnreachable;
    case 'blocked':
      return t.value.files.failedBlocked;
    case 'too-large':
      return words.failedTooLarge;
    case 'cut':
      return words.failedCut;
    case 'refused':
      return words.failedRefused;
    case 'http':
      return words.failedStatus(state.status);
  }
}
