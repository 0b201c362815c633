// Words of a field for a passphrase, wherever one is typed.

export const passphrase = {
  show: 'Show it',
} as const;
