// Words of the spare key beyond its making: a passphrase of one's own, codes, contacts in it, and taking it to another device.
import { number, plural } from './formats.ts';

export const spare = {
  addFirst: 'It comes over by its recovery file: make that first.',
  makeNow: 'Make one now: once this page is closed, this browser can’t copy the key out any more.',
  strength: 'Strength',
  strengths: { 0: 'Guessed at once', 1: 'Weak', 2: 'So-so', 3: 'Good', 4: 'Strong' },

  ownTitle: 'Your own passphrase',
  ownHelp:
    'It opens the recovery file instead of six words. Use one you use nowhere else; several words in a row are best.',
  ownRule: 'At least 14 characters, or fewer if they are hard to guess.',
  ownProblems: {
    'not-plain':
      'Only letters without accents, digits and signs from a plain keyboard. Others are written in more than one way, and another keyboard might not open the file again.',
    'blank-ends': 'No blank at the beginning or the end: nobody sees it.',
    'too-long': 'At most 200 characters.',
    'too-weak': 'Too easy to guess. Add another word or two.',
  },
  ownLock: 'Save recovery file',
  ownOnly: 'Nobody can remind you of it. If you forget it, the file stays shut.',
  print: 'Print it as codes',
  printHelp: 'On paper, a few codes that a phone reads back',
  printTitle: 'Your key on paper',
  printNow: 'Print',
  sheetTitle: 'Porchlight key',
  sheetName: 'Name',
  sheetMade: 'Made',
  sheetKey: 'Key',
  sheetHow:
    'To bring this key back: open Porchlight, choose “Restore from a recovery file”, then “Scan or paste”, and show it these codes one after another, in any order.',
  sheetOpener: {
    words: 'They are locked with six words. The words are not on this sheet; keep them apart from it.',
    own: 'They are locked with a passphrase. It is not on this sheet; keep it apart from it.',
  },
  sheetCodes: 'Whoever has these codes and what opens them can read and write in this name.',
  code: (at: number, of: number): string => `Code ${number(at)} of ${number(of)}`,
  withoutContacts: 'The contacts in the file are too many for codes. These hold the key alone.',
  withContacts: 'Contacts, groups and servers are in these codes, too.',
  close: 'Close',

  contacts: 'Contacts in the file',
  contactsNone: 'None yet. Add today’s contacts, groups and servers',
  contactsAt: (when: string): string => `As of ${when}. Put today’s in instead`,
  contactsTitle: 'Put contacts into the file',
  contactsHelp:
    'Whom you know, your groups and your servers go into the recovery file, locked like the key. Messages do not. Save the file again afterwards.',
  contactsPut: 'Put them in',
  contactsDone: (people: number, groups: number): string =>
    `In the file now: ${plural(people, { one: '# person', other: '# people' })}, ${plural(groups, { one: '# group', other: '# groups' })}`,
  contactsSave: 'Save the file',

  otherPlaces: 'Other places',
  addDevice: 'Add a device',
  addDeviceHelp: 'Take your key to a phone, an installed app, another browser',
  addNone: 'Not possible with this key: no recovery file was made, and this browser can’t copy a key out.',
  addTitle: 'Add a device',
  addSteps: {
    open: 'On the other device, open Porchlight and choose “Restore from a recovery file”.',
    scan: 'There, tap “Scan or paste” and show it these codes, one after another.',
    type: 'Then type what opens your recovery file. These codes don’t hold it.',
  },
  copy: 'Copy as text instead',
  copyHelp: 'The text is as locked as your recovery file. Paste it on the other device.',
  next: 'Next code',
  before: 'Code before',
  turning: 'Turn by itself',
  turningHelp: 'The next code every three seconds',
  both: 'Both devices keep working. Each counts on from the other.',

  temporary: 'Only here for now',
  temporaryHelp:
    'In a tab of Safari, this key may be erased after seven days without a visit. Put Porchlight on your Home Screen.',
  temporaryLook: 'How',
  nobodyCan: 'If this key is lost, nobody can bring it back, and your people see a new one.',
} as const;
