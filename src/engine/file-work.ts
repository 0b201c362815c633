// Both directions of files as one part that loads when the first file is sent, fetched or shown (later.ts).
import { FileFetcher, type FileFetcherOptions } from './file-fetcher.ts';
import { FileSender, type FileSenderOptions } from './file-sender.ts';

export type FileWorkOptions = FileSenderOptions & FileFetcherOptions;
export interface FileWork {
  readonly sender: FileSender;
  readonly fetcher: FileFetcher;
}

export function makeFileWork(options: FileWorkOptions): FileWork {
  return { sender: new FileSender(options), fetcher: new FileFetcher(options) };
}
