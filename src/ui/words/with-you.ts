// Brings the words of `you` along with the views that import this.
import { you } from './en-you.ts';
import { learn } from './words.ts';

learn({ you });
