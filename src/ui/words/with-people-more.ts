// Brings the words of `peopleMore` along with the views that import this.
import { peopleMore } from './en-people-more.ts';
import { learn } from './words.ts';

learn({ peopleMore });
