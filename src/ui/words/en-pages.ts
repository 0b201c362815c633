// What the pages of You are called, there and in the palette.

export const pages = {
  identity: 'Identity and recovery',
  selves: 'Identities',
  servers: 'Servers',
  appearance: 'Appearance',
  notifications: 'Notifications',
  storage: 'Storage',
  privacy: 'Privacy',
  check: 'Self-check',
  about: 'About Porchlight',
} as const;
