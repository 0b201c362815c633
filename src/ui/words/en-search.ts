// Words of searching through messages: below the list of chats, and inside a chat.
import { iso, number, plural } from './formats.ts';

export const search = {
  // below chats and people
  messages: 'Messages',
  narrow: 'Show only',
  withFile: 'With a file',
  fromMe: 'From me',
  from: (name: string): string => `From ${iso(name)}`,
  you: 'You',
  fileNamed: 'File',
  more: 'Show more',
  reading: 'Still reading older messages',
  failed: 'The search did not work. Your messages are all there.',
  again: 'Try again',
  none: 'Nothing found',
  noneHelp: 'No chat, no person and no message on this device has these words.',
  found: (count: number): string => plural(count, { one: '# message found', other: '# messages found' }),

  // inside a chat
  position: (at: number, count: number, isMore: boolean): string =>
    `${number(at)} of ${number(count)}${isMore ? '+' : ''}`,
  noneInChat: 'Not in this chat',
  older: 'Older find',
  newer: 'Newer find',
  close: 'Close search',
} as const;
