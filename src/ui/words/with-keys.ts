// Brings the words of `keys` along with the views that import this.
import { keys } from './en-keys.ts';
import { learn } from './words.ts';

learn({ keys });
