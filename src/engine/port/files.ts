// Files as pages see them.
import type { ConversationId, MessageId } from '../../domain/ids.ts';
import type { FailCause } from '../../domain/delivery.ts';

export interface FileView {
  readonly name: string; // sanitised for display and saving
  readonly size: number | undefined;
  readonly type: FileKind;
  /** Where it lies: shown before a download. */
  readonly host: string;
  readonly state: FileState;
  /** It was sent up where a page cannot see whether it was taken. */
  readonly unconfirmed?: true;
  /** Of a checked image. */
  readonly width: number | undefined;
  readonly height: number | undefined;
}
export type FileKind = 'image' | 'other';
export type FileState =
  | { readonly kind: 'uploading'; readonly sent: number; readonly total: number }
  | {
      readonly kind: 'upload-failed';
      readonly cause: FailCause;
      readonly status: number | undefined;
      readonly limit: number | undefined;
    }
  | { readonly kind: 'remote'; readonly confirm: 'none' | 'other-host' | 'refused' } // lies on a server; T50 says whether a tap is enough
  | { readonly kind: 'downloading'; readonly received: number; readonly total: number | undefined }
  | { readonly kind: 'local' } // here; `fileBlob` gives it
  | { readonly kind: 'gone' } // 404, 410
  | {
      readonly kind: 'download-failed';
      /** `blocked`: our own server, which is up, but lets no page fetch from there (no CORS). */
      readonly reason: 'unreachable' | 'blocked' | 'too-large' | 'cut' | 'refused' | 'http';
      readonly status: number | undefined;
      /** To be opened by hand, where a page may not fetch it and T50 has nothing against it. */
      readonly link?: string;
    };

export interface FilesApi {
  sendFile(conversation: ConversationId, file: File): Promise<MessageId>;
  cancelFile(message: MessageId): Promise<void>;
  /** Fetches a file another one sent. `confirmed` after the user agreed to another host (T50). */
  download(message: MessageId, confirmed: boolean): Promise<void>;
  /** The bytes of a local file, typed by our allow-list only (images) or application/octet-stream. */
  fileBlob(message: MessageId): Promise<Blob | undefined>;
}
