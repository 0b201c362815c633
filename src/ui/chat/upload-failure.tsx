// Why a file of mine did not go up.
import type { FailCause } from '../../domain/delivery.ts';
import type { FileView } from '../../engine/port/files.ts';
import { t } from '../words/words.ts';
import '../words/with-chat-more.ts';
import '../words/with-files.ts';

/** What may travel inside messages (protocol/limits.ts), rounded down. */
const INLINE_BYTES = 48_000;

export interface UploadFailureProps {
  readonly cause: FailCause;
  readonly file: FileView;
}

export function UploadFailure({ cause, file: { state } }: UploadFailureProps) {
  const words = t.value.chatMore;
  const upload = state.kind === 'upload-failed' ? state : undefined;
  if (cause === 'upload-refused') return <>{words.refused(upload?.status)}</>;
  if (cause === 'upload-too-large') return <>{words.tooLarge(upload?.limit)}</>;
  if (cause === 'upload-blocked') return <>{t.value.files.blocked(INLINE_BYTES)}</>;
  return <>{words.unreachable}</>;
}
