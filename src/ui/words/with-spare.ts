// Brings the words of `spare` along with the views that import this.
import { spare } from './en-spare.ts';
import { learn } from './words.ts';

learn({ spare });
