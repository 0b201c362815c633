// What the pages of You are called, there and in the palette.

export const pages = {
  identity: 'Identity and recovery',
  servers: 'Servers',
  appearance: 'Appearance',
  notifications: 'Notifications',
  storage: 'Storage',
  privacy: 'Privacy',
  lock: 'App lock',
  check: 'Self-check',
  about: 'About Porchlight',
} as const;
