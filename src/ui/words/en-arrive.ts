// Words of coming with a key: from codes or a pasted text, from other programs, and into the installed app of an iPhone.
import { iso, number } from './formats.ts';

export const arrive = {
  scanTitle: 'Take a key in',
  scanHelp:
    'Show it the codes of your key one after another, in any order. Or paste the text that you copied.',
  codeTaken: (have: number, total: number): string => `${number(have)} of ${number(total)} read.`,
  codesMissing: (which: string): string => `Still to come: ${which}`,
  codeProblems: {
    'not-a-code': 'This is no code or text of a Porchlight key.',
    newer: 'This code was made by a newer Porchlight. Update this one first.',
    damaged: 'This code was not read well, or a part of it is missing. Try it once more.',
    'other-key': 'This code belongs to another key than the ones before.',
    'other-set':
      'This code belongs to another copy of the same key. Take all codes from one sheet or screen.',
  },
  codesRead: (tag: string): string => `Key ${iso(tag)}, from codes`,
  textRead: 'Key from a text',

  convertSave: (name: string): string => `Save the text as ${iso(name)} first.`,
  convert: 'This makes a copy that Porchlight opens. Run it where the file is:',
  convertAfter: (name: string): string => `It asks for the passphrase. Then choose ${iso(name)} here.`,
  copyCommand: 'Copy the command',
  wrongSize: 'A key can’t be changed to another size. Make a new one here.',
  wrongExponent:
    'Other programs refuse it, and a key with a small exponent can be broken. Make a new one here.',
  wrongPublic: 'This is the public half of a key. The private half is needed.',
  wrongOther: 'Neighbourhoods know no keys but RSA.',

  iosTryHelp:
    'Your key is only lent to you here. Before the seven days are over, take it along into the icon.',
  iosTake: 'Take your key along',
  iosTakeHelp:
    'The icon starts empty: it can’t see what this tab keeps. Copy this code now and paste it there once, under “Restore from a recovery file”. Your six words or your passphrase open it.',
  iosSpareFirst:
    'The icon starts empty: it can’t see what this tab keeps. Make a spare key now, then take it along.',
  iosSpare: 'Make a spare key',
  iosNothing:
    'This key has no recovery file, so it can’t be carried over. In the icon you will be somebody new.',
  iosCopy: 'Copy hand-over code',
  iosBack: 'Not now',
} as const;
