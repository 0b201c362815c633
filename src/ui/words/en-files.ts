// Words for files where a server keeps pages out: why, and what still works.
import { bytes } from './formats-more.ts';
import { iso } from './formats.ts';

export const files = {
  blocked: (limit: number): string =>
    `Not sent: this server takes no files from a browser. Up to ${bytes(limit)} can travel inside a message, if everybody here uses Porchlight and has written to you.`,
  failedBlocked: 'This server lets no page fetch its files. A tab of its own may.',
  open: 'Open it in a new tab',
  openNamed: (name: string): string => `Open it in a new tab: ${iso(name)}`,
  unconfirmed: 'sent without confirmation',
  inside: 'sealed with the message',
} as const;
