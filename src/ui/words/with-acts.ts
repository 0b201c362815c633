// Brings the words of `acts` along with the views that import this.
import { acts } from './en-acts.ts';
import { learn } from './words.ts';

learn({ acts });
