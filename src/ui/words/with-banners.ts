// Brings the words of `banners` along with the views that import this.
import { banners } from './en-banners.ts';
import { learn } from './words.ts';

learn({ banners });
