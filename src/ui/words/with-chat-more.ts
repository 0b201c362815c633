// Brings the words of `chatMore` along with the views that import this.
import { chatMore } from './en-chat-more.ts';
import { learn } from './words.ts';

learn({ chatMore });
