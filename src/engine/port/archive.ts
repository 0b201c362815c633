// Taking chats along and keeping house: exports, their import, and what of this device the chats use.
import type { ConversationId } from '../../domain/ids.ts';

/** The words that an export's pages are written with: the engine knows no language, and the pages will be read without it. */
export interface ArchiveWords {
  /** BCP 47, for the page and its dates. */
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  readonly chats: string;
  readonly me: string;
  readonly square: string;
  readonly yourself: string;
  readonly unnamed: string;
  /** Stands around a name that its owner chose. */
  readonly quotes: readonly [string, string];
  /** Under each title: what this is, and that it is not locked. */
  readonly note: string;
  readonly earlier: string;
  readonly later: string;
  readonly messages: string;
  readonly edited: string;
  readonly takenBack: string;
  readonly inAnswerTo: string;
  readonly notInside: string;
  readonly newTitle: string;
  readonly newTimer: string;
}
export interface ExportedFile {
  readonly file: Blob;
  readonly fileName: string;
}
export interface ImportReport {
  /** Chats that messages came into. */
  readonly chats: number;
  readonly added: number;
  /** Were here already; they stay as they are. */
  readonly known: number;
  /** Not as an export has them. */
  readonly refused: number;
  readonly files: number;
}
export interface StorageReport {
  /** As the browser estimates them, in bytes; undefined where it does not tell. */
  readonly usage: number | undefined;
  readonly quota: number | undefined;
  /** Bytes of pictures and of other files. */
  readonly images: number;
  readonly files: number;
  readonly chats: readonly ChatSize[];
}
export interface ChatSize {
  readonly id: ConversationId;
  readonly messages: number;
  /** Bytes of pictures and other files that lie here. */
  readonly bytes: number;
}
/** How far an export or import is. */
export interface ProgressEvent {
  readonly type: 'progress';
  readonly job: 'export' | 'import';
  /** Messages. */
  readonly done: number;
  readonly total: number;
}

export interface ArchiveApi {
  /** Refuses with `too-large` beyond what a zip of the old kind holds (4 GB, 65,000 files). */
  exportChats(
    which: 'all' | readonly ConversationId[],
    withFiles: boolean,
    words: ArchiveWords,
  ): Promise<ExportedFile>;
  /**
   * Adds what an export holds and is not here. Refuses with `not-an-export`, `newer-version`, `another-identity`, `unproven`
   * (not made by this key, or changed since), `too-large` and `damaged`.
   */
  importChats(file: File): Promise<ImportReport>;
  storageReport(): Promise<StorageReport>;
  /** Takes the files of a conversation off this device; the messages stay. What is still on its way up stays, too. */
  clearFiles(conversation: ConversationId): Promise<void>;
}
