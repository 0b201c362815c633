// Brings the words of `arrive` along with the views that import this.
import { arrive } from './en-arrive.ts';
import { learn } from './words.ts';

learn({ arrive });
