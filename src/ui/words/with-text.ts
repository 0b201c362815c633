// Brings the words of `text` along with the views that import this.
import { text } from './en-text.ts';
import { learn } from './words.ts';

learn({ text });
