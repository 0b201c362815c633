// Words of the square: everything here says that everyone can read it.
import { number, plural } from './formats.ts';

export const square = {
  couldRead: (lights: number): string =>
    plural(lights, { one: '# light on could be reading', other: '# lights on could be reading' }),
  notPrivateLead: 'Not private.',
  notPrivateRest: 'Anyone on any server here can read this, and keep it.',
  feed: 'Public posts',
  write: 'Write a public post',
  placeholder: 'Say to everyone',
  field: 'Public post, everyone can read it',
  post: 'Post',
  empty: 'Quiet on the square',
  emptyHelp: 'Posts show here while your light is on. Nothing from before is kept by the servers.',
  aboutTo: 'You’re about to speak in the open',
  anyone: 'Anyone can read it,',
  anyoneRest: (servers: number): string =>
    servers > 1 ? `on all ${number(servers)} servers, known to you or not.` : 'known to you or not.',
  signed: 'It’s signed with your key,',
  signedRest: 'so it can be shown to be yours.',
  cantTakeBack: 'It can’t be taken back.',
  cantTakeBackRest: 'Others may keep a copy.',
  postForEveryone: 'Post for everyone',
  keepToMyself: 'Keep it to myself',
  dontAsk: 'Don’t ask again on this device',
  whoCanRead: 'Who can read this',
  everyoneConnected: 'Everyone connected,',
  everyoneConnectedRest: (lights: number, servers: number): string =>
    `now ${plural(lights, { one: '# person', other: '# people' })} on ${plural(servers, { one: '# server', other: '# servers' })}, known to you or not.`,
  whoever: 'Whoever runs a server.',
  whoeverRest: 'Posts travel unsealed.',
  notLater: 'Not meant for later.',
  notLaterRest: 'Servers don’t pass old posts on, but anyone may keep a copy.',
  here: 'Writing here today',
} as const;
