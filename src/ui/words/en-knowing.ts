// Words of getting to know somebody, or not: what strangers write, blocking, notes, saying hello in the square.
import { iso, number, plural } from './formats.ts';

export const knowing = {
  // what strangers have written
  requests: 'Requests',
  requestsCount: (count: number): string => `Requests (${number(count)})`,
  requestsHelp: 'From keys you don’t know. They make no sound, and nobody learns that you looked.',
  noRequests: 'Nobody new has written',
  request: 'Request',
  whoWrites: 'Who has written',
  wantsToWrite: 'Wants to write to you',
  claimsOnly: 'The name is what this key calls itself.',
  nameless: 'This key has no name yet.',
  noVouch: 'Nobody you know has vouched for it yet.',
  introducedBy: (by: string): string => `It was introduced to you by ${by}.`,
  groupOfStrangers: (people: number): string =>
    plural(people, {
      one: 'A group of # key you don’t know.',
      other: 'A group of # keys you don’t know.',
    }),
  untilYouAnswer: 'They won’t know you’ve seen this until you accept.',
  notFetched: 'Links and files stay shut until you accept.',
  accept: 'Accept',
  delete: 'Delete',
  deleteTitle: 'Delete this request?',
  deleteHelp:
    'What they wrote is deleted from this device. They aren’t told. If they write again, it’s a new request.',
  deleted: 'Request deleted',

  // blocking
  block: 'Block',
  blockName: (name: string): string => `Block ${name}`,
  blockTitle: (name: string): string => `Block ${name}?`,
  blockWritersTitle: 'Block who wrote this?',
  nothingReaches:
    'Nothing from this key reaches you, here, in groups or in the square. What they write meanwhile is lost to you.',
  nothingGoes:
    'Nothing goes to it, but for groups: there it still is a member and gets what is said. The neighbourhood knows no way to put anybody out.',
  notTold: 'They aren’t told. They can still see when your light is on.',
  oneKey: 'A block holds for one key. Anyone can make another.',
  muteInstead: 'Mute for a week instead',
  isBlocked: 'You blocked this key',
  isBlockedHelp:
    'Nothing from it reaches you. Nothing goes to it, but for what is said in groups that it is in.',
  unblock: 'Let them in again',
  unblocked: 'What they write from now on reaches you again',
  blockedDone: 'Blocked. They aren’t told.',
  blockedPeople: 'Blocked',
  letGo: (count: number): string =>
    plural(count, {
      one: '# message of a blocked key was let go',
      other: '# messages of blocked keys were let go',
    }),
  blockedInGroup: (people: number): string =>
    plural(people, {
      one: 'Somebody you blocked is in this group. What they write doesn’t show here; what you write reaches them.',
      other:
        '# people you blocked are in this group. What they write doesn’t show here; what you write reaches them.',
    }),

  // a person's page
  note: 'Your note',
  noNote: 'None yet',
  noteHelp: 'Only on this device, only for you.',
  noteField: 'Note about them',
  tooLong: (over: number): string =>
    plural(over, { one: '# character too long', other: '# characters too long' }),
  removeNote: 'Remove the note',
  nameTaken: (name: string): string => `You already call ${iso(name)} that. Both will show their key.`,
  nameOurs: 'A word that the app uses itself. Their key will stand beside it.',
  light: 'Light',
  lightOn: 'On',
  lightOnSince: (when: string): string => `On since ${when}`,
  lightOff: 'Off',
  lightOffSince: (when: string): string => `Off since ${when}`,
  lightUnknown: 'Not known now',
  listedBy: (servers: number): string => plural(servers, { one: 'Listed by', other: 'Listed by # servers' }),
  chat: 'Chat',
  muted: 'Muted',

  // in the square
  hello: 'Nobody here knows your name',
  helloHelp: 'You can say it once, for everyone. It’s a public post like any other.',
  sayHello: 'Say hello',
  notNow: 'Not now',
} as const;
