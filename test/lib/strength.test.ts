// Judging a passphrase: what people commonly do is weak whatever its length, and more is never weaker by much.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownProblem, strengthOf } from '../../src/lib/strength.ts';

describe('the strength of a passphrase', () => {
  it.each([
    'password',
    'Password1!',
    'aaaaaaaaaaaaaaaaaaaaaa',
    'abababababababab',
    'qwertyuiopasdfgh',
    '12345678901234567890',
    'zyxwvutsrqponmlk',
    '24121987',
    '24.12.1987',
    'anna1987anna1987',
    'letmein letmein letmein',
    'Summer2026Summer',
    'P4ssw0rdP4ssw0rd',
  ])('%s is guessed at once or nearly', (text) => {
    expect(strengthOf(text).level).toBeLessThanOrEqual(1);
    expect(ownProblem(text)).toBe('too-weak');
  });

  it.each([
    'purple elephant dances under moonlight',
    'vexing quilt harpoon dismal',
    'kX9#mQ2$vL7p',
    'z8Tq2LmW0pRx',
    'ich mag meine nachbarn sehr',
  ])('%s is good', (text) => {
    expect(strengthOf(text).level).toBeGreaterThanOrEqual(3);
    expect(ownProblem(text)).toBeUndefined();
  });

  it('the words everybody knows from the drawing are not', () => {
    expect(ownProblem('correct horse battery staple')).toBe('too-weak');
  });

  it('takes what is long and fair, and what is good whatever its length', () => {
    expect(strengthOf('my dog likes cheese').level).toBe(2);
    expect(ownProblem('my dog likes cheese')).toBeUndefined();
    const short = 'jR4%wq8Kd';
    expect(short.length).toBeLessThan(14);
    expect(ownProblem(short)).toBeUndefined();
    expect(ownProblem('dog cheese')).toBe('too-weak');
  });

  it('knows what an attacker knows of me', () => {
    const name = 'Krzysztof Bzowski';
    expect(strengthOf(name, name.split(' ')).bits).toBeLessThan(strengthOf(name).bits / 2);
  });

  it('is fast, and gives whole bits within its levels, for any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60, unit: 'grapheme' }), (text) => {
        const { bits, level } = strengthOf(text);
        expect(Number.isInteger(bits) && bits >= 0).toBe(true);
        expect(level).toBe([28, 40, 54, 68].filter((from) => bits >= from).length);
      }),
      { numRuns: 200 },
    );
    const before = performance.now();
    strengthOf('The five boxing wizards jump quickly over it'.repeat(5));
    expect(performance.now() - before).toBeLessThan(1000);
  });
});

describe('a passphrase of one’s own', () => {
  it.each([
    ['', 'empty'],
    ['Grüße von drüben, ihr Nachbarn', 'not-plain'],
    ['tab\tand more words in a row', 'not-plain'],
    [' vexing quilt harpoon dismal', 'blank-ends'],
    ['vexing quilt harpoon dismal ', 'blank-ends'],
    ['kX9#mQ2$vL7p'.repeat(20), 'too-long'],
  ] as const)('%j is refused: %s', (text, problem) => {
    expect(ownProblem(text)).toBe(problem);
  });
});
