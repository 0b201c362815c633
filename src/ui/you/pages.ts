// The pages of You, in their order: the settings list them, and the palette leads to them.
import type { IconName } from '../parts/icon-shapes.ts';
import '../parts/more-shapes.ts';
import '../words/with-pages.ts';

export const PAGES = [
  'identity',
  'servers',
  'appearance',
  'notifications',
  'privacy',
  'lock',
  'storage',
  'check',
  'about',
] as const;
export type Page = (typeof PAGES)[number];

export const PAGE_ICONS: Readonly<Record<Page, IconName>> = {
  identity: 'key',
  servers: 'server',
  appearance: 'auto',
  notifications: 'bell',
  privacy: 'eye',
  lock: 'lock',
  storage: 'disk',
  check: 'pulse',
  about: 'info',
};
