// Words of choosing people, of nobody being there, and of what only a wide window shows.
import { number, plural } from './formats.ts';

export const peopleMore = {
  noneByName: 'No light by that name',
  noneByNameHelp: (lights: number, known: number): string =>
    `We looked through ${plural(lights, { one: '# light that is on', other: '# lights that are on' })} and ${plural(known, { one: '# person you know', other: '# people you know' })}. Names travel only inside messages, so a stranger may show as a key.`,
  noneYet: 'Nobody else is here yet',
  noneYetHelp: 'When a light comes on at any server of this neighbourhood, it shows here.',
  noneKnown: 'Nobody you know yet',
  noneKnownHelp: 'Name somebody or write to them, and they show here.',
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
