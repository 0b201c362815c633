// Brings the words of `pages` along with the views that import this.
import { pages } from './en-pages.ts';
import { learn } from './words.ts';

learn({ pages });
