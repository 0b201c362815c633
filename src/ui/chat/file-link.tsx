// A way to a file that a page may not fetch: a plain link, opened by hand, that tells nobody where it was opened from (T49).
import type { FileView } from '../../engine/port/files.ts';
import { t } from '../words/words.ts';
import '../words/with-chat-more.ts';
import '../words/with-files.ts';

/** Only where the engine found nothing against the address (T50). */
export function FileLink({ file }: { readonly file: FileView }) {
  const words = t.value.files;
  if (file.state.kind !== 'download-failed' || file.state.link === undefined) return undefined;
  return (
    <a
      class="attach__open"
      href={file.state.link}
      target="_blank"
      rel="noopener noreferrer"
      referrerpolicy="no-referrer"
      aria-label={words.openNamed(file.name)}
    >
      {words.open}
    </a>
  );
}

/** What is true of a file that is here or went up. */
export function sealWords(file: FileView): string {
  if (file.unconfirmed === true) return t.value.files.unconfirmed;
  return file.state.kind === 'local' && file.host === '' ? t.value.files.inside : t.value.chatMore.sealedFile;
}
