// Brings the words of `people` along with the views that import this.
import { people } from './en-people.ts';
import { learn } from './words.ts';

learn({ people });
