// Words of the people on the servers and of choosing some of them.
import { number, plural } from './formats.ts';

export const people = {
  search: 'Name, key or server',
  searchLabel: 'Search people',
  show: 'Show',
  everyone: 'Everyone',
  known: 'Known',
  newToYou: 'New to you',
  youKnow: 'People you know',
  yourServer: 'your server',
  elsewhere: 'Light off',
  namesYouGave: 'Names you gave',
  namesTheyUse: 'Names they use',
  byKey: 'Keys',
  byServer: 'Servers',
  lightsAcross: (lights: number, servers: number): string =>
    `${plural(lights, { one: '# light on', other: '# lights on' })} across ${plural(servers, { one: '# server', other: '# servers' })}`,
  matches: (found: number, all: number): string =>
    `${plural(found, { one: '# match', other: '# matches' })} among ${number(all)}`,
  saidHello: 'Said hello in the square',
  hasChat: 'You have a chat',
  wantsToWrite: 'Wants to write to you',
  firstSeen: (when: string): string => `First seen ${when}`,
  cannotWrite: 'Their key is not one we can seal to',

  newChat: 'New chat',
  removeName: (name: string): string => `Remove ${name}`,
  choose: (name: string): string => `Choose ${name}`,
} as const;
