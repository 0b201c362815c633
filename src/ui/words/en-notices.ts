// Words of notifications: the notifications themselves, the question, and You › Notifications.
import { iso, number, plural } from './formats.ts';

export const notices = {
  fresh: (count: number): string => plural(count, { one: 'New message', other: '# new messages' }),
  says: (name: string, text: string): string => `${name}: ${text}`,
  group: (people: number): string => `A group of ${number(people)}`,
  somethingFile: 'A file',
  somethingImage: 'A picture',
  somethingOther: 'Something new',

  askTitle: 'Hear when somebody writes?',
  askHelp: 'While Porchlight is open, in front or behind. It says “New message”, not who or what.',
  yes: 'Turn on',
  notNow: 'Not now',

  onlyOpenTitle: 'Only while Porchlight is open',
  onlyOpen:
    'In front or behind other windows. There is no push service between us: nothing arrives while the app is closed. Other Porchlights keep what they have for you and send it when your light is on again, for a week.',
  show: 'Show notifications',
  asks: 'Your browser asks first',
  denied: 'Your browser blocks them for this site',
  deniedHelp:
    'Allow notifications in the site settings of your browser, beside the address, then come back here.',
  missing: 'This browser shows no notifications from a tab',
  missingHelp: 'On an iPhone or iPad: Share, then Add to Home Screen, and open Porchlight from there.',
  says1: 'What it says',
  quiet: 'Nothing about it',
  quietHelp: '“New message”, nothing more',
  names: 'Who',
  namesHelp: 'The name you know them by; of strangers nothing',
  text: 'Who and what',
  textHelp: 'Anyone who sees your screen can read along',
  test: 'Send me a test',
  testBody: (name: string): string => `This is what ${iso(name)} sees`,
  muted:
    'Muted chats and the square stay quiet. Each chat has one notification at a time, gone when you read it.',
} as const;
