// Brings the words of `notices` along with the views that import this.
import { notices } from './en-notices.ts';
import { learn } from './words.ts';

learn({ notices });
