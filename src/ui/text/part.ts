// The file that later.ts fetches.
import './text.css';

export { plainLine } from './plain-line.ts';
export { RichText } from './rich-text.tsx';
