// Brings the words of `lock` along with the views that import this.
import { lock } from './en-lock.ts';
import { learn } from './words.ts';

learn({ lock });
