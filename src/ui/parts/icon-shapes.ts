// The shapes of the icons: 24 grid, 1.75 stroke, round ends, drawn for this project (design/tools/icons.mjs). Only those
// in use, here those of the first views; the others are in more-shapes.ts.
// A shape is a path ("M…"), a filled path ("fM…"), a circle ("c" cx cy r), a dot ("C" …) or a rounded box ("r" x y w h radius).
import type { MORE_SHAPES } from './more-shapes.ts';

const SHAPES = {
  chats: [
    'M4 11.4C4 7.3 7.6 4 12 4s8 3.3 8 7.4-3.6 7.4-8 7.4c-1 0-2-.2-2.9-.5L4.8 20l1-3.8A7.1 7.1 0 0 1 4 11.4Z',
  ],
  people: [
    'c9 8.3 3.3',
    'M3 19.2c.4-3.3 2.8-5.2 6-5.2s5.6 1.9 6 5.2',
    'M15.6 5.3a3.2 3.2 0 0 1 0 6',
    'M17.6 14.4c2 .7 3.2 2.4 3.4 4.8',
  ],
  square: [
    'M4 10.2v3.6c0 .7.5 1.2 1.2 1.2h2.3L16 19.2V4.8L7.5 9H5.2C4.5 9 4 9.5 4 10.2Z',
    'M19.2 9.3c.9 1.6.9 3.8 0 5.4',
    'M8 15.2l.9 4.3',
  ],
  you: ['c12 12 8.5', 'c12 9.8 2.7', 'M6.7 18.4c.9-2.3 2.9-3.5 5.3-3.5s4.4 1.2 5.3 3.5'],
  lock: ['r5.5 10.5 13 9.3 2.6', 'M8.5 10.5V7.9a3.5 3.5 0 0 1 7 0v2.6'],
  // The tick is a hole.
  verified: [
    'fM12 2.5l8 3v6c0 5-3.3 8.5-8 10.2C7.3 20 4 16.5 4 11.5v-6ZM9 11.2l-1.6 1.6 3.6 3.6 5.8-6.2-1.6-1.5-4.2 4.5Z',
  ],
  search: ['c11 11 6.3', 'M15.8 15.8 20 20'],
  pencil: ['M5 19.2l1-4L15.6 5.5a1.9 1.9 0 0 1 2.7 0l.3.3a1.9 1.9 0 0 1 0 2.7L9 18.2l-4 1Z', 'M13.7 7.4l3 3'],
  back: ['M14.5 5.5 8 12l6.5 6.5'],
  clip: [
    'M19 11.3l-7.3 7.3a4.4 4.4 0 0 1-6.2-6.2l7.5-7.5a2.9 2.9 0 0 1 4.1 4.1l-7.4 7.4a1.45 1.45 0 0 1-2-2l6.6-6.7',
  ],
  send: ['M12 19V5.5M5.8 11.5 12 5.3l6.2 6.2'],
  x: ['M6.5 6.5l11 11M17.5 6.5l-11 11'],
  check: ['M5 12.7l4.5 4.5L19 7.5'],
  checks: ['M2.5 13l4 4 8.2-8.7M11.2 15.8l1.2 1.2 8.6-8.7'],
  clock: ['c12 12 8.3', 'M12 7.3V12l3 2'],
  alert: [
    'M10.4 5 3.3 17.2a1.8 1.8 0 0 0 1.6 2.7h14.2a1.8 1.8 0 0 0 1.6-2.7L13.6 5a1.85 1.85 0 0 0-3.2 0Z',
    'M12 9.5v4.2',
    'C12 16.7 1.05',
  ],
  info: ['c12 12 8.3', 'M12 11.2v5', 'C12 8 1.1'],
  offline: [
    'M4 4l16 16M8.8 15.2a4.6 4.6 0 0 1 6.2-.2M5.7 12a9 9 0 0 1 3.7-2.2M18.3 12a9 9 0 0 0-4.7-2.5M2.8 8.7A13.4 13.4 0 0 1 6.6 6.2M21.2 8.7A13.4 13.4 0 0 0 10 5.2',
    'C12 18.7 1.1',
  ],
  group: ['c9 8.5 3.2', 'M3 19.2c.4-3.2 2.7-5 6-5s5.6 1.8 6 5M18.5 8v6M15.5 11h6'],
  dots: ['C12 5.5 1.6', 'C12 12 1.6', 'C12 18.5 1.6'],
  arrowdown: ['M12 5v13.5M6 12.7l6 6 6-6'],
  lamp: ['M8 9.5 9.2 19h5.6L16 9.5M6 9.5 12 5l6 4.5ZM12 5V3.2M10.3 21.5h3.4', 'C12 13.7 1.4'],
} as const;

export type IconName = keyof typeof SHAPES | keyof typeof MORE_SHAPES;

const known = new Map<string, readonly string[]>(Object.entries(SHAPES));

/** Called by more-shapes.ts when a view brings it along. */
export function addShapes(shapes: Readonly<Record<string, readonly string[]>>): void {
  for (const [name, shape] of Object.entries(shapes)) known.set(name, shape);
}

export const shapesOf = (name: IconName): readonly string[] => known.get(name) ?? [];
