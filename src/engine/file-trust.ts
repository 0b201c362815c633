// What of a file that somebody offers may be believed: its name is made safe to show, its address judged.
export { safeFileName } from '../lib/file-name.ts';
export { insideFile } from './inside-file.ts';
export { judgeFileUrl } from '../protocol/file-url.ts';
