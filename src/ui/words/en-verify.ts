// Words of comparing keys, of keys that come where others went, and of the own key at another device.

export const verify = {
  // On somebody's page.
  section: 'Is it really them?',
  safetyNumber: 'Safety number',
  compareKeys: 'Compare keys',
  notYet: 'Not compared yet',
  byCode: (when: string): string => `You compared it on ${when}, by their code`,
  byNumber: (when: string): string => `You compared it on ${when}, by the numbers`,
  verified: 'Verified by you',
  unproven: 'You have not compared this key with its owner yet. Until then the name is only a claim.',
  ofThisKey: 'The mark is this key’s. If they come with a new key, it is not verified.',

  // Comparing.
  title: (name: string): string => `Verify ${name}`,
  how: 'How',
  codes: 'Codes',
  numbers: 'Read aloud',
  myCode: (name: string): string => `Your code for ${name} to scan`,
  pair: (name: string): string => `You and ${name}`,
  number: (groups: string): string => `Safety number: ${groups}`,
  row: (row: number, groups: string): string => `Row ${row}: ${groups}`,
  working: 'Working out the number',
  failed: 'The number could not be worked out. Nothing was lost.',
  help: 'Compare when you stand side by side, or in a call where you know the voice. Both must show the same twelve groups. The painted picture alone proves nothing.',
  aloud:
    'Read each other the numbers. One of you reads the first row, and the other says whether it is the same; then the other way round. All four rows must agree, to the last digit.',
  scan: 'Scan their code',
  scanHelp: (name: string): string =>
    `Let ${name} open this very page about you, and point the camera at their screen.`,
  match: 'They match',
  differ: 'They don’t match',
  done: (name: string): string => `${name} is verified`,
  doneHelp: (name: string): string =>
    `Now let ${name} scan your code or read the numbers with you, so that you are verified there too.`,
  unmark: 'Take the mark away',
  unmarked: 'The mark is gone. Nothing else has changed.',

  // What a scanned code says.
  otherKey: (name: string): string =>
    `This code shows another key than the one you know as ${name}. It is somebody else’s code, or this is not the key of ${name}. Nothing has changed.`,
  notForMe: (name: string): string =>
    `This is the key of ${name}, but the code was made for another key than yours. Have them open the page about you. If that was the page, they hold a wrong key for you. Nothing has changed.`,
  own: 'This is your own code. Scan the one on their screen.',
  notACode: 'This is no code for comparing keys. It is on their screen, on the page about you.',

  // They do not match.
  differTitle: 'Then somebody has another key',
  differLead: 'Nothing was changed. It can mean one of three things:',
  differPages:
    'You are on the pages of different people, or one of you misread. Look at both names and compare once more.',
  differNew:
    'One of you began anew with a new key. Then this is an old key, and the new one is in the list as somebody else.',
  differMiddle:
    'Somebody stands between you: a server gave one of you a wrong key. Then whoever holds it can read what is written to it.',
  differDo: 'What to do',
  differWait: 'Write nothing here that must stay between you two.',
  differAsk: (name: string): string =>
    `Ask ${name}, face to face or by phone, for their card, and compare with the key it leads to.`,
  differServer: 'If it stays so, meet on another server and compare there.',
  again: 'Compare once more',
  toPerson: 'Back to this person',

  // My key at another device.
  elsewhereTitle: 'Your key at another device',
  elsewhereLead:
    'A light by your very key is on at another place, or something signed by it came that this device did not write.',
  elsewhereMine: 'It can be you',
  elsewhereMineHelp:
    'You took your key to a second device or browser, or restored it from the recovery file. Then all is well: what you write on one appears on the other while both lights are on.',
  elsewhereOther: 'Or somebody has your key',
  elsewhereOtherHelp:
    'Whoever has the key reads what is sealed to you and writes in your name. A key cannot be called back; only a new one helps.',
  elsewhereIsMine: 'It is mine',
  elsewhereNotMine: 'If it is not yours',
  elsewhereTell: 'Tell your people, by another way than this one, not to trust this key any more.',
  elsewhereNew:
    'Then choose “Make a new identity and tell my people” under Identity and recovery. Keep this identity until they have heard, and compare the new key with everybody anew.',
  elsewhereSpare: 'Change where you keep the recovery file, and its words with it.',
  elsewhereGo: 'Identity and recovery',
  elsewhereNone: 'No other device with your key has been seen lately.',
  elsewhereSaid: 'You said that the other device is yours.',
} as const;
