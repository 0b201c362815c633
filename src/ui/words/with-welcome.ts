// Brings the words of `welcome` along with the views that import this.
import { welcome } from './en-welcome.ts';
import { learn } from './words.ts';

learn({ welcome });
