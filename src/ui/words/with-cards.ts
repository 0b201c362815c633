// Brings the words of `cards` along with the views that import this.
import { cards } from './en-cards.ts';
import { learn } from './words.ts';

learn({ cards });
