// Brings the words of `install` along with the views that import this.
import { install } from './en-install.ts';
import { learn } from './words.ts';

learn({ install });
