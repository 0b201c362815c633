// The words that an export's pages are written with, in the language of this page.
import type { ArchiveWords } from '../../engine/port/archive.ts';
import { dayDate } from '../words/formats-more.ts';
import { locale } from '../words/formats.ts';
import { t } from '../words/words.ts';
import '../words/with-storage.ts';

export function archiveWords(): ArchiveWords {
  const { note, openQuote, closeQuote, ...words } = t.peek().storage.page;
  const root = document.documentElement;
  return {
    ...words,
    lang: locale.peek() ?? navigator.language,
    dir: root.dir === 'rtl' ? 'rtl' : 'ltr',
    quotes: [openQuote, closeQuote],
    note: note(dayDate(Date.now())),
  };
}
