// What the pages of You are called, there and in the palette.

export const pages = {
  card: 'My card',
  identity: 'Identity and recovery',
  selves: 'Identities',
  servers: 'Servers',
  appearance: 'Appearance',
  notifications: 'Notifications',
  storage: 'Storage',
  privacy: 'Privacy',
  lock: 'App lock',
  check: 'Self-check',
  install: 'Install',
  about: 'About Porchlight',
} as const;
