import { describe, expect, it } from 'vitest';
import { helloPost, nameInHello } from '../../src/lib/hello-post.ts';

describe('a hello in the square', () => {
  it('carries the name that it was made with', () => {
    for (const name of ['Anna', 'Анна', '山田太郎', 'O’Brien, Jr.'])
      expect(nameInHello(helloPost(name))).toBe(name);
  });
  it.each([
    ['👋 I am “Mira” PRQH', 'Mira PRQH'],
    ['👋 I am \u202EannA', 'annA'],
    ['  👋 I am Anna \n', 'Anna'],
  ])('is cleaned: %j', (text, name) => {
    expect(nameInHello(text)).toBe(name);
  });
  it.each([
    'I am Anna',
    '👋 I am Anna\nand I sell lamps',
    'Look: 👋 I am Anna',
    '👋 Hello',
    '👋 I am ',
    `👋 I am ${'x'.repeat(200)}`,
    '> 👋 I am Anna',
  ])('is not %j', (text) => {
    expect(nameInHello(text)).toBe('');
  });
});
