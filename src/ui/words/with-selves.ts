// Brings the words of `selves` along with the views that import this.
import { selves } from './en-selves.ts';
import { learn } from './words.ts';

learn({ selves });
