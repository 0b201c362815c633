// Brings the words of `doctor` along with the views that import this.
import { doctor } from './en-doctor.ts';
import { learn } from './words.ts';

learn({ doctor });
