// Brings the words of `connect` along with the views that import this.
import { connect } from './en-connect.ts';
import { learn } from './words.ts';

learn({ connect });
