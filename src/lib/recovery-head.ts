// What stands above the key in a recovery file, for whoever finds it; and what can be told of a key file before it is opened.

/** What opens a file of ours: six drawn words, or a passphrase its owner chose. */
export type Opener = 'words' | 'own';

export interface HeadFacts {
  /** Canonical, of the key in the file. */
  readonly fingerprint: string;
  /** ms since 1970. */
  readonly madeAt: number;
  readonly opener: Opener;
}

const TITLE = 'Porchlight recovery file';
const OWN = 'that its owner chose';

/** The head lines, printable ASCII of at most 80 columns, with an empty line behind them. */
export function recoveryHead({ fingerprint, madeAt, opener }: HeadFacts): string {
  const lock =
    opener === 'words'
      ? [
          'This is the private key of the identity above, locked with a passphrase of',
          'six words: small letters, one blank between two words. Whoever has this file',
          'and the words can read and write in your name; keep them apart.',
        ]
      : [
          'This is the private key of the identity above, locked with a passphrase',
          `${OWN}. Whoever has this file and the passphrase can read and`,
          'write in your name; keep them apart.',
        ];
  const head = [
    TITLE,
    '',
    `Fingerprint: ${fingerprint}`,
    `Made: ${new Date(madeAt).toISOString().slice(0, 10)}`,
    '',
    ...lock,
    'Open it in Porchlight, or with: openssl pkey -in FILE',
    '',
  ];
  return `${head.join('\n')}\n`;
}

/** The fingerprint that a head names; undefined where it names none, '' where the line is damaged. */
export function fingerprintIn(head: string): string | undefined {
  return /^Fingerprint:[ \t]*(\S*)[ \t]*\r?$/m.exec(head)?.[1];
}

/** When a file says it was made, ms since 1970. */
export function madeAtIn(head: string): number | undefined {
  const day = /^Made:[ \t]*(\d{4}-\d\d-\d\d)[ \t]*\r?$/m.exec(head)?.[1];
  const at = day === undefined ? Number.NaN : Date.parse(day);
  return Number.isNaN(at) ? undefined : at;
}

/** What it takes to open a key file, as far as its text tells: `other` is a locked file of another program. */
export function openerOf(text: string): Opener | 'none' | 'other' {
  const isBare = /-----BEGIN (?:RSA )?PRIVATE KEY-----/.test(text) && !text.includes('ENCRYPTED');
  if (isBare) return 'none';
  if (!text.includes(TITLE)) return text.includes('-----BEGIN ') ? 'other' : 'words';
  return text.includes(OWN) ? 'own' : 'words';
}
