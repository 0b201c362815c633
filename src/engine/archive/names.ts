// What people and chats are called in an export: the same rules as on the screen. A name of mine stands bare, a claimed
// name is quoted and tagged.
import type { Fingerprint } from '../../domain/ids.ts';
import { keyTag } from '../../lib/key-tag.ts';
import { safeFileName } from '../../lib/file-name.ts';
import type { PersonRow } from '../../store/person-rows.ts';
import type { ConversationRow } from '../../store/rows.ts';
import type { ArchiveWords } from '../port/archive.ts';

const SHOWN = 4;

export class Namer {
  readonly #words: ArchiveWords;
  readonly #row: (person: Fingerprint) => PersonRow | undefined;

  constructor(words: ArchiveWords, row: (person: Fingerprint) => PersonRow | undefined) {
    this.#words = words;
    this.#row = row;
  }

  person(who: Fingerprint | 'me'): string {
    if (who === 'me') return this.#words.me;
    const row = this.#row(who);
    if (row !== undefined && row.petname !== '') return row.petname;
    const [open, close] = this.#words.quotes;
    const said = row === undefined || row.claimed === '' ? this.#words.unnamed : open + row.claimed + close;
    return `${said} ${keyTag(who)}`;
  }

  chat({ kind, members, title }: Pick<ConversationRow, 'kind' | 'members' | 'title'>): string {
    if (kind === 'square') return this.#words.square;
    if (title !== undefined && title.value !== '') return title.value;
    if (members.length === 0) return this.#words.yourself;
    const names = members.slice(0, SHOWN).map((member) => this.person(member));
    const rest = members.length - SHOWN;
    const list = new Intl.ListFormat(this.#words.lang, { type: 'conjunction' });
    return list.format(rest > 0 ? [...names, `+${rest}`] : names);
  }
}

/** A name for an entry of the zip that every system takes: a number and what of the name is plain ASCII. */
export function entryName(number: number, name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-.]+/, '')
    .slice(-80);
  // Once more: what stood there in other letters may have become a type that runs.
  return `files/${String(number).padStart(5, '0')}-${safeFileName(plain).replace(/[^A-Za-z0-9._-]+/g, '-')}`;
}
