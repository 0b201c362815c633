// Brings the words of `scan` along with the views that import this.
import { scan } from './en-scan.ts';
import { learn } from './words.ts';

learn({ scan });
