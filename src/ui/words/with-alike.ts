// Brings the words of `alike` along with the views that import this.
import { alike } from './en-alike.ts';
import { learn } from './words.ts';

learn({ alike });
