// Icons of rarer views come with the files that name them: without that an icon would be empty.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { MORE_SHAPES } from '../../src/ui/parts/more-shapes.ts';

const UI = join(import.meta.dirname, '../../src/ui');
/** `icon="trash"`, `icon: 'trash'`, `icon={isOpen ? 'x' : 'trash'}`, `<Icon name="trash">`. */
const NAMED = new RegExp(
  String.raw`\b(?:icon|name)(?:=|: )(?:\{[^}]*)?["'](?:${Object.keys(MORE_SHAPES).join('|')})["']`,
);

it('names no icon whose shapes the file does not bring along', () => {
  const files = readdirSync(UI, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('words'))
    .map((path) => [path, readFileSync(join(UI, path), 'utf8')] as const);
  const naming = files.filter(([, text]) => NAMED.test(text));
  expect(naming.length).toBeGreaterThan(15);
  expect(
    naming.filter(([, text]) => !/import '.*\/more-shapes\.ts';/.test(text)).map(([path]) => path),
  ).toEqual([]);
});
