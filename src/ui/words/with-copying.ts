// Brings the words of `copying` along with the views that import this.
import { copying } from './en-copying.ts';
import { learn } from './words.ts';

learn({ copying });
