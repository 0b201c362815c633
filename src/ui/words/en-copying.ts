// Words of copying, wherever something is copied.

export const copying = {
  copied: 'Copied',
  byHand: 'This page may not copy by itself. Mark the words and copy them by hand.',
} as const;
