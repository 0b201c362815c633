// Words of the chat list and of a conversation: composer, bubbles, send states.
import { plural } from './formats.ts';

export const chat = {
  // the list
  search: 'Search names and messages',
  searchShort: 'Search',
  newChat: 'New chat',
  chatsFound: 'Chats',
  peopleFound: 'People',
  draft: 'Draft',
  notSent: 'Not sent',
  notConfirmed: 'Not confirmed',
  photo: 'Photo',
  emptyTitle: 'Your light is on',
  emptyTitleOff: 'No chats yet',
  emptyHelp: 'Nobody has knocked yet. Look who’s around.',
  seeWho: 'See who’s around',
  pick: 'Pick a chat',
  pickHelp: 'Or look who’s around and write first.',

  // the conversation
  searchIn: 'Search in this chat',
  backToChats: 'Back to chats',
  yourself: 'Only you',
  messagesWith: (name: string): string => `Messages with ${name}`,
  sealedOn: 'Sealed · light on',
  sealedOff: 'Sealed · light off',
  sealedOffSince: (when: string): string => `Sealed · off since ${when}`,
  sealedFor: (people: number): string =>
    plural(people, { one: 'Sealed for # person', other: 'Sealed for # people' }),
  lightsOn: (count: number): string => plural(count, { one: '# light on', other: '# lights on' }),
  whoIsHere: 'People in this group',
  chatActions: 'Chat actions',
  new: 'New',
  jump: 'Jump to newest',
  jumpUnread: (count: number): string =>
    `Jump to newest, ${plural(count, { one: '# unread', other: '# unread' })}`,
  loadingOlder: 'Opening older messages',
  edited: 'edited',
  deletedMessage: 'Deleted message',
  firstFromKey: 'First message from this key. It may be older than it looks.',

  // the composer
  write: 'Write a sealed message',
  placeholder: 'Sealed message',
  placeholderTo: (people: number): string =>
    plural(people, { one: 'Sealed message to # person', other: 'Sealed message to # people' }),
  attach: 'Attach a file',
  send: 'Send',
  tooLong: (over: number): string =>
    plural(over, { one: '# character too long', other: '# characters too long' }),
  dropHere: 'Drop files to attach them',

  // send states
  waiting: 'waiting',
  sending: 'sending',
  passedOn: 'passed on',
  delivered: 'delivered',
  read: 'read',
  saidWaiting: 'Waiting. Kept on this device',
  saidSending: 'Sealed and on its way to the server',
  saidPassedOn: 'Passed on by your server',
  saidDelivered: 'Delivered. Their Porchlight said so',
  saidRead: 'Read. They let you know',
  whenLight: (name: string): string => `Goes out when ${name}’s light is on`,
  whenLights: 'Goes out when somebody’s light is on',
  whenOnline: 'Goes out when you’re back online',
  heldHelp: 'Not confirmed. It may have arrived',
  sendAgain: 'Send again',
  tryAgain: 'Try again',
  delete: 'Delete',
  tooLongFrame: 'Not sent: too long for one message',
  unreached: (people: number): string =>
    plural(people, {
      one: 'Not sealed for # person here: their key has not been seen yet',
      other: 'Not sealed for # people here: their keys have not been seen yet',
    }),
  noRecipients: 'Not sent: nobody here has a key we can seal to',
  waited: 'Not sent: it waited seven days for a light to come on',
  cancelled: 'Stopped by you',
  cancel: 'Don’t send',
  waitsFor: (names: string): string => `Goes to ${names} when their light is on`,
} as const;
