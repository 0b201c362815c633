// Brings the words of `talk` along with the views that import this.
import { talk } from './en-talk.ts';
import { learn } from './words.ts';

learn({ talk });
