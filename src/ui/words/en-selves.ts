// Words of several identities in one browser, of moving to a new key, and of taking everything off the device.
import { iso, plural } from './formats.ts';

export const selves = {
  here: 'In this browser',
  shown: 'Shown here',
  otherTab: 'Open in another tab',
  asleep: 'Asleep',
  unfinished: 'Not finished yet',
  keyOf: (tag: string): string => `Key ${iso(tag)}`,
  goTo: (who: string): string => `Go to ${who}`,
  newTab: 'In a new tab',
  inNewTab: (who: string): string => `Open ${who} in a new tab`,
  takeOff: (who: string): string => `Remove ${who} from this device`,
  takeOffTitle: (who: string): string => `Remove ${who}?`,
  takeOffHelp:
    'Its key, chats, files and settings are deleted on this device. Without a recovery file, this key cannot come back.',
  takeOffNow: 'Remove it',
  takenOff: 'Removed from this device',
  notWhole: 'Another tab holds on to it. Close all tabs of Porchlight and open it again.',
  add: 'Add an identity',
  addHelp: 'With a key, a name and chats of its own',
  apart:
    'Each has its own key, chats, servers and settings, and nobody can tell that they share a browser. A server that sees both from one place might guess.',
  asleepNote:
    'Only the one you look at has its light on. The others receive nothing meanwhile, unless they are open in another tab.',
  back: 'Back to my other identity',

  moveCell: 'Make a new identity and tell my people',
  moveCellHelp: 'If this key has no spare, or somebody else may have it',
  moveTitle: 'Move to a new key?',
  moveHelp:
    'You make a new identity in this browser. Then both keys sign that the one follows the other, and your contacts hear of it.',
  moveCompare:
    'Nothing changes for them by itself. They are asked to compare the new key with you, as whoever has your old key could say the same.',
  moveStays:
    'Chats and groups stay with this identity, which you keep. The names you gave people come along.',
  moveBegin: 'Make the new identity',

  tellTitle: 'Tell your people',
  tellHelp:
    'Your new key is ready. Your old one now tells your contacts, and the names you gave them come over.',
  tell: 'Tell them',
  notTell: 'Don’t tell anybody',
  telling: 'Telling them',
  toldOf: (told: number, all: number): string => `${told} of ${all} know`,
  tellNobody: 'None of your contacts is known to use Porchlight.',
  tellWaiting: (people: number): string =>
    plural(people, {
      one: '# person is away. They hear of it when their light and that of your old identity are on at the same time.',
      other:
        '# people are away. They hear of it when their light and that of your old identity are on at the same time.',
    }),
  tellOthers: (people: number): string =>
    plural(people, {
      one: '# contact uses another program, which would not understand. Tell them yourself.',
      other: '# contacts use other programs, which would not understand. Tell them yourself.',
    }),
  tellDone: 'Done',
  tellLater: 'You can leave. The rest is told whenever your old identity is open.',
  tellLocked:
    'The old identity is locked. Unlock it in a tab of its own, leave that open, and tell them then.',
  tellUnlock: 'Open it',
  tellFailed: 'The old identity did not answer. Nothing was sent; try again.',
  took: (people: number): string =>
    plural(people, { one: '# person came along', other: '# people came along' }),
  movedOn: (tag: string): string => `You moved on to the key ${iso(tag)}`,
  says: 'I have a new key. Compare it with me before you use it: ',

  moved: (name: string): string => `${name} moved – compare`,
  movedHelp: (name: string): string =>
    `The key of ${name} says that it was given up for a new one. Whoever has the old key could say so: compare first.`,
  movedTwice: 'It has named different new keys. Only one can be right: compare before you use any.',
  movedLater: (name: string): string => `${name} has a new key`,
  movedUsed: (name: string): string => `${name} goes on with a new key`,
  compare: 'Compare',
  useNew: 'Use the new key',
  notNow: 'Not now',
  openNew: 'Open the new chat',
  useTitle: (name: string): string => `Go on with the new key of ${name}?`,
  useHelp: 'Your name for them goes over to it. It is not verified, and this chat stays as it is.',
  oldKey: (name: string): string => `${name} (old key)`,
  look: 'See the old key',
  namedBy: (name: string): string => `The key of ${name} says that this is their new one`,

  wipeOneTitle: 'Remove this identity from this device?',
  onlyThis: 'Only this identity',
  allOfThem: (count: number): string => plural(count, { one: '# identity', other: 'All # identities' }),
  allHelp: 'And what the app itself keeps in this browser',
  allHelpLong:
    'All keys, chats, files and settings of this app are deleted here. What you sent stays with the people you sent it to.',
  allSpare:
    'A key that has a recovery file can be brought back with it, the chats cannot. Any other key is gone for good.',
  which: 'What to remove',

  gone: 'Nothing of you is here any more',
  goneElsewhere: 'Another tab took Porchlight off this device.',
  goneData: 'Keys, chats, files and settings deleted',
  goneProgram: 'The app’s own files removed',
  goneNot:
    'Something is left: another tab holds on to it, or the browser refused. Close all tabs of Porchlight, open it again and remove everything once more.',
  noPromise: 'What a browser does not promise',
  limits: [
    'Deleted bytes can stay on the disk until they are written over. Only erasing the device, or a disk that was encrypted all along, is certain.',
    'The history of the browser has the addresses you visited here, and they name the keys of people you wrote to. Clear it there.',
    'A backup of this device may hold a copy from before.',
    'Files you saved are where you put them: recovery files, exports, pictures.',
    'What you sent stays with those you sent it to, and on servers for as long as they keep it.',
  ].join('\n'),
  afresh: 'Start afresh',
} as const;
