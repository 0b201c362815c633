// Words of what is rarer in a conversation: files, the people of a group, what can be done with a message.
import { bytes } from './formats-more.ts';
import { iso, number, plural } from './formats.ts';

export const chatMore = {
  // to whom it is sealed
  sealedOnly: (name: string): string =>
    `Only you and ${name} can open what you write here. Servers see that you write, when, and how much.`,
  sealedNamed: (name: string): string =>
    `Sealed to the key you named ${iso(name)}. Servers see that you write, when, and how much.`,
  sealedClaimed: (name: string): string =>
    `Sealed to the key that calls itself ${name}. Servers see that you write, when, and how much.`,
  sealedKey: (tag: string): string =>
    `Sealed to the key ${tag}. Servers see that you write, when, and how much.`,
  sealedSelf: 'Sealed to your own key. Servers see that you write, when, and how much.',
  sealedGroup: 'Sealed with a key for each member. Servers can count members, not read.',

  // messages that are held back
  held: (count: number): string => plural(count, { one: '# held back', other: '# held back' }),
  look: 'Look',
  heldTitle: (count: number): string =>
    plural(count, { one: '# message held back', other: '# messages held back' }),
  heldWhy: (count: number): string =>
    plural(count, {
      one: 'It carries an old number. That happens when a program was started anew, or when somebody sends old messages again.',
      other:
        'They carry an old number. That happens when a program was started anew, or when somebody sends old messages again.',
    }),
  heldList: 'Messages held back',
  heldOlder: (count: number): string => plural(count, { one: 'and # older one', other: 'and # older ones' }),
  at: (day: string, time: string): string => `${day}, ${time}`,
  accept: (count: number): string => plural(count, { one: 'Accept it', other: 'Accept them' }),
  drop: (count: number): string => plural(count, { one: 'Drop it', other: 'Drop them' }),
  countEnded: (name: string): string =>
    `The numbers of ${name} have run to their end, by a fault in a program. Everything more they write would be held back.`,
  follow: 'Count anew from here',
  followHelp:
    'For somebody who set up their program anew: what they write next is not held back. Leave it off if you are not sure it was them.',
  heldThen: 'What you accept stands at the end. What you drop is gone from this device.',

  imported: 'Imported from an export of yours',

  // a chat that is not here
  unknownChat: 'This chat is not on this device',
  unknownChatHelp: 'It may have been started in another browser.',

  // who is in a group
  inGroup: 'In this group',
  closePanel: 'Close panel',

  // files that will go with the next message
  notSealedYet: 'Files are not sealed yet.',
  notSealedYetHelp: 'The server and anyone with the link can open them. Your message stays sealed.',
  removeFile: (name: string): string => `Remove ${iso(name)}`,

  // files
  sealedFile: 'not sealed',
  uploading: (sent: number, total: number): string => `${bytes(sent)} of ${bytes(total)}`,
  sendingFile: (name: string): string => `Sending ${iso(name)}`,
  cancelUpload: (name: string): string => `Cancel ${iso(name)}`,
  refused: (status: number | undefined): string =>
    status === undefined
      ? 'Not sent: the server refused the file'
      : `Not sent: the server refused the file (${number(status)})`,
  tooLarge: (limit: number | undefined): string =>
    limit === undefined
      ? 'Not sent: the file is too large for this server'
      : `Not sent: this server takes ${bytes(limit)} at most`,
  unreachable: 'Not sent: the server could not be reached, or does not allow uploads from a browser',
  download: (name: string): string => `Download ${iso(name)}`,
  save: (name: string): string => `Save ${iso(name)}`,
  from: (host: string): string => `from ${iso(host)}`,
  sizeUnknown: 'size unknown',
  downloading: (name: string): string => `Downloading ${iso(name)}`,
  gone: 'No longer on the server',
  refusedAddress: 'Its address is not one we fetch from',
  failedUnreachable: 'The server could not be reached',
  failedTooLarge: 'Larger than we take',
  failedCut: 'It broke off half-way',
  failedRefused: 'The server refused it',
  failedStatus: (status: number | undefined): string =>
    status === undefined ? 'The server refused it' : `The server answered ${number(status)}`,
  otherHost: 'This file lies on another server',
  otherHostHelp: (host: string): string =>
    `${iso(host)} is not the server you are connected to. It will see your address when you fetch the file.`,
  fetchAnyway: 'Download from there',
  photoFrom: (name: string): string => `Photo: ${iso(name)}`,

  // what can be done with a message
  actions: 'Message actions',
  copy: 'Copy text',
} as const;
