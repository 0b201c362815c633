// Brings the words of `files` along with the views that import this.
import { files } from './en-files.ts';
import { learn } from './words.ts';

learn({ files });
