// Words of the banner and of the sheet about an update.
import { number, plural } from './formats.ts';

export const banners = {
  noNetwork: 'No network',
  look: 'Look',
  later: 'Later',
  tryNow: 'Try now',
  storageFull: 'This device is full',
  storageFullHelp: 'Nothing new can be kept until there is room. What you have stays.',
  readOnly: 'Nothing can be saved right now',
  readOnlyHelp: 'You can read. To send and receive again, reload the page.',
  reloadNeeded: 'Porchlight was updated in another tab',
  reloadNeededHelp: 'This tab stopped, so that both stay in step. Drafts stay.',
  keepWriting: (waiting: number): string =>
    waiting === 0
      ? 'Keep writing. Messages wait here and go out by themselves.'
      : `Keep writing. ${plural(waiting, {
          one: '# message waits here and goes out by itself.',
          other: '# messages wait here and go out by themselves.',
        })}`,
  lightingUp: 'Lighting up again',
  neighbourDown: 'A server behind yours may be down',
  nextTry: (seconds: number): string => `No answer yet. Next try in ${number(seconds)} s`,
  trying: 'Trying now',
  notConnected: 'Your light is off',
  notConnectedHelp: 'Connect to a server to send and receive.',
  keyElsewhere: 'Your light is on at another device too',
  keyElsewhereHelp: 'It is yours, or somebody has your key.',
  keepTitle: 'Keep this identity',
  keepHelp: 'It lives in this browser alone. A spare key can be made now, and only now.',
  keepHelpLock: 'It lives in this browser alone, behind a passphrase that can be forgotten.',
  keepIt: 'Spare key',
  updateReady: 'A new Porchlight is ready',
  updateHelp: 'Nothing changes until you say so.',
  updateKeeps: 'Nothing changes until you say so. Drafts and waiting messages stay.',
  updateNow: 'Update and reopen',
} as const;
