// The catalogue: every entry says something, and the pseudo language that layout is tested with leaves none out.
// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { en } from '../../../src/ui/words/en.ts';
import { pseudo } from '../../../src/ui/words/pseudo.ts';

const isFunction = (value: unknown): value is (...args: never[]) => unknown => typeof value === 'function';
type Entry = readonly [path: string, said: unknown];
/** Every sentence of a catalogue with the path that leads to it; what takes arguments is given a name and a number. */
function entries(value: unknown, path = ''): readonly Entry[] {
  if (isFunction(value)) {
    const given = [
      [3, 3],
      ['Mira', 3],
      ['Mira', 'Mira'],
      [3, 'Mira'],
    ];
    const said = given.map((args) => [`${path}(${args.join()})`, tried(value, args)] as const);
    const fitting = said.filter(([, text]) => text !== undefined);
    return fitting.length > 0 ? fitting : [[path, undefined]];
  }
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([name, inner]) => entries(inner, `${path}.${name}`));
}
/** A name is no moment and a number no name: what does not fit is left out. */
function tried(value: (...args: never[]) => unknown, args: readonly unknown[]): unknown {
  try {
    return Reflect.apply(value, undefined, args);
  } catch (cause) {
    if (cause instanceof RangeError || cause instanceof TypeError) return undefined;
    throw cause;
  }
}
const isSaid = ([, said]: Entry): boolean => typeof said === 'string' && said.trim() !== '';

describe('the English catalogue', () => {
  const all = entries(en);
  it('has words for every entry', () => {
    expect(all.length).toBeGreaterThan(400);
    expect(all.filter((entry) => !isSaid(entry)).map(([path]) => path)).toEqual([]);
  });

  it('has no exclamation marks, no "oops" and no straight quotes', () => {
    const odd = all.filter(([, said]) => /!|\boops\b|["']|\.\.\./i.test(String(said)));
    expect(odd).toEqual([]);
  });
});

describe('the pseudo language', () => {
  const turned = pseudo(en).words ?? en;
  it('keeps every entry, longer than it was', () => {
    const before = new Map(entries(en));
    const after = new Map(entries(turned));
    expect([...after.keys()]).toEqual([...before.keys()]);
    const short = [...after].filter(([path, said]) => String(said).length <= String(before.get(path)).length);
    expect(short).toEqual([]);
  });

  it('reads from right to left and leaves names as they are', () => {
    expect(pseudo(en).dir).toBe('rtl');
    expect(turned.app.quoted('Mira')).toContain('\u2068Mira\u2069');
  });
});
