// Words of names that look alike: what stands under one, and what is said of the two keys behind it.
import { iso } from './formats.ts';

export const alike = {
  notThe: (name: string): string => `Not the ${name} you know`,
  notYou: 'Uses your name. Not you',
  notOurs: 'A name they chose. Not part of Porchlight',

  /** More words of ours by which no person should go unnoticed, between commas. */
  ours: 'Note to yourself, Notes to yourself, You, Me, System, Server',

  // the alarm
  alarm: (claimed: string, known: string): string =>
    `Calls themself ${claimed}, but is not the ${known} you know`,
  alarmYou: (claimed: string): string => `Calls themself ${claimed}, which is your name`,
  alarmOurs: (claimed: string): string => `Calls themself ${claimed}, but is not part of Porchlight`,
  alarmHelp: 'A new phone, or somebody pretending.',
  alarmHelpOther: 'Anybody can call themself anything.',
  compare: 'Compare',

  // two keys, one name
  compareTitle: 'Compare',
  twoKeys: (name: string): string => `Two keys use the name “${iso(name)}”`,
  onlyThey:
    'It may be the same person on a new phone. It may be someone pretending. Only they can tell you, face to face or by voice.',
  youKnow: 'The one you know',
  unproven: 'Not proven to be them',
  knownSince: 'First seen',
  claims: 'Calls themself',
  nothing: 'Nothing yet',
  server: 'Servers',
  key: 'Key',
  askInOld: 'Ask in the chat you have',
} as const;
