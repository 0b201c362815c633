// Brings the words of `storage` along with the views that import this.
import { storage } from './en-storage.ts';
import { learn } from './words.ts';

learn({ storage });
