// Brings the words of `verify` along with the views that import this.
import { verify } from './en-verify.ts';
import { learn } from './words.ts';

learn({ verify });
