// Words of choosing people, and of what only a wide window shows of them.
import { number, plural } from './formats.ts';

export const peopleMore = {
  servers: 'Servers',
  allServers: (count: number): string => plural(count, { one: '# server', other: 'All # servers' }),
  awake: 'Awake',
  onOf: (on: number, all: number): string =>
    `${plural(on, { one: '# light on', other: '# lights on' })} of ${number(all)}`,
  chosen: 'Chosen',
  chosenPeople: 'Chosen people',
  chosenOf: (count: number, limit: number): string => `${number(count)} of ${number(limit)}`,
  nChosen: (count: number): string => plural(count, { one: '# chosen', other: '# chosen' }),
  sealedNote: 'Sealed. Members can see who else is in it.',
  startWith: (name: string): string => `Write to ${name}`,
  startGroup: (count: number): string => `Start group with ${number(count)}`,
  start: (count: number): string => (count > 1 ? 'Start group' : 'Start chat'),
  full: (limit: number): string => `A group holds ${number(limit)} people at most.`,
} as const;
