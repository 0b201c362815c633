// Brings the words of `passphrase` along with the views that import this.
import { passphrase } from './en-passphrase.ts';
import { learn } from './words.ts';

learn({ passphrase });
