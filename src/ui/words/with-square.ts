// Brings the words of `square` along with the views that import this.
import { square } from './en-square.ts';
import { learn } from './words.ts';

learn({ square });
