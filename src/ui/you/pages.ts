// The pages of You, in their order: the settings list them, and the palette leads to them.
import type { IconName } from '../parts/icon-shapes.ts';
import '../parts/more-shapes.ts';
import '../words/with-pages.ts';

export const PAGES = [
  'card',
  'identity',
  'selves',
  'servers',
  'appearance',
  'notifications',
  'privacy',
  'lock',
  'storage',
  'check',
  'install',
  'about',
] as const;
export type Page = (typeof PAGES)[number];

export const PAGE_ICONS: Readonly<Record<Page, IconName>> = {
  card: 'qr',
  identity: 'key',
  selves: 'group',
  servers: 'server',
  appearance: 'auto',
  notifications: 'bell',
  privacy: 'eye',
  lock: 'lock',
  storage: 'disk',
  check: 'pulse',
  install: 'download',
  about: 'info',
};
