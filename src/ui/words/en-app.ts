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
  verified: 'verified',
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
  noNetwork: 'No network',
  connect: 'Connect',
  wiped: 'Everything on this device is gone.',
  look: 'Look',
  later: 'Later',
  broke: 'That did not work. Nothing was lost.',
} as const;
