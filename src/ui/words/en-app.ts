// Words of the shell: navigation, names, banners, toasts.
import { iso, number, plural } from './formats.ts';

export const app = {
  name: 'Porchlight',
  title: (view: string, unread: number): string =>
    `${unread > 0 ? `(${number(unread)}) ` : ''}${view} · Porchlight`,
  main: 'Main',
  chats: 'Chats',
  people: 'People',
  square: 'Square',
  theSquare: 'The square',
  you: 'You',
  public: 'Public',
  notPrivate: 'Not private',
  sealed: 'Sealed',
  back: 'Back',
  close: 'Close',
  cancel: 'Cancel',
  clear: 'Clear',
  tryAgain: 'Try again',
  tryNow: 'Try now',
  remove: 'Remove',
  notices: 'Notices',
  skip: (to: string): string => `Skip to ${to}`,
  opening: 'Opening',
  openingPage: 'Opening this page',
  partMissing: 'This part of Porchlight could not be opened. Nothing is lost.',
  reload: 'Reload',
  unread: (count: number): string => plural(count, { one: '# unread', other: '# unread' }),
  posts: (count: number): string => plural(count, { one: '# new post', other: '# new posts' }),

  // Names: a petname is mine and stands bare; a claimed name is theirs, quoted, with its key tag.
  unnamed: 'Unnamed',
  quoted: (name: string): string => `“${iso(name)}”`,
  callsThemself: 'calls themself',
  key: (tag: string): string => `key ${Array.from(tag).join(' ')}`,
  notThe: (petname: string): string => `Not the ${iso(petname)} you know`,
  more: (names: string, count: number): string =>
    `${names} ${plural(count, { one: 'and # more', other: 'and # more' })}`,

  lightOn: 'Light on',
  lightOff: 'Light off',
  lightOffSince: (when: string): string => `Light off since ${when}`,
  yourServer: 'Your server',
  unencrypted: 'no TLS',
  yourLightIsOff: 'Your light is off',
  lightsOn: (count: number): string => plural(count, { one: '# light on', other: '# lights on' }),

  // Banners, most urgent first.
  storageFull: 'This device is full',
  storageFullHelp: 'Nothing new can be kept until there is room. What you have stays.',
  readOnly: 'Nothing can be saved right now',
  readOnlyHelp: 'You can read. To send and receive again, reload the page.',
  reloadNeeded: 'Porchlight was updated in another tab',
  reloadNeededHelp: 'This tab stopped, so that both stay in step. Drafts stay.',
  noNetwork: 'No network',
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
  connect: 'Connect',
  ownKeyElsewhere: 'Your light is on at another device too. Both stay in step.',
  wiped: 'Everything on this device is gone.',
  updateReady: 'A new Porchlight is ready',
  updateHelp: 'Nothing changes until you say so.',
  updateKeeps: 'Nothing changes until you say so. Drafts and waiting messages stay.',
  look: 'Look',
  updateNow: 'Update and reopen',
  later: 'Later',
  broke: 'That did not work. Nothing was lost.',
} as const;
