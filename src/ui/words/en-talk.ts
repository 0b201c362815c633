// Words of a conversation as a whole: how it is kept on this device.
import { iso } from './formats.ts';

export const talk = {
  pinned: 'pinned',
  muted: 'muted',
  archived: 'Archived',
  pin: 'Pin to the top',
  unpin: 'Unpin',
  mute: 'Mute',
  muteHelp: 'It makes no noise and is not counted. Others don’t notice.',
  until: (when: string): string => `until ${when}`,
  forGood: 'until you turn it on again',
  untilOn: 'Until I turn it on again',
  unmute: 'Turn on again',
  archive: 'Archive',
  unarchive: 'Take out of the archive',
  putAway: 'Take out of the list',
  putAwayDone: 'Out of the list. It comes back with the next message.',
  archivedDone: 'Archived. It comes back with the next message.',
  archivedMuted: 'Archived. It stays there while it is muted.',
  undo: 'Undo',
  clear: 'Clear messages',
  clearTitle: (chat: string): string => `Clear the chat with ${iso(chat)}?`,
  clearGroupTitle: (chat: string): string => `Clear the chat of ${iso(chat)}?`,
  clearHelp: 'All its messages and files are deleted from this device. Others keep theirs.',
  clearUnsent: 'What has not left this device yet will not be sent.',
  clearNow: 'Clear',
} as const;
