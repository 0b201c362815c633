// Words around the text of a message: folding, code, addresses that may deceive.
import { iso } from './formats.ts';

export const text = {
  showMore: 'Show more',
  showLess: 'Show less',
  code: 'Code',
  copyCode: 'Copy code',
  linkTitle: 'Look at this address first',
  linkHelp:
    'Some of its letters look like others. A browser goes by these, and that may not be the place you think of.',
  linkHost: 'It leads to',
  linkAsTyped: (typed: string): string => `Written as ${iso(typed)}`,
  openLink: 'Open it',
  doubtful: (host: string): string => `${iso(host)}, look before you open`,
} as const;
