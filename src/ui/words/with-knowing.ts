// Brings the words of `knowing` along with the views that import this.
import { knowing } from './en-knowing.ts';
import { learn } from './words.ts';

learn({ knowing });
