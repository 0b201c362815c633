// Brings the words of `contact` along with the views that import this.
import { contact } from './en-you.ts';
import { learn } from './words.ts';

learn({ contact });
