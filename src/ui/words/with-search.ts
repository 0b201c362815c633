// Brings the words of `search` along with the views that import this.
import { search } from './en-search.ts';
import { learn } from './words.ts';

learn({ search });
