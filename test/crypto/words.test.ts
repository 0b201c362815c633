// Six words: enough of them, easy to tell apart, drawn evenly.
import { beforeAll, describe, expect, it } from 'vitest';
import { systemRandom } from '../../src/lib/clock.ts';
import { makeWords, wordList, wordsToPassphrase } from '../../src/crypto/words.ts';

let list: readonly string[];
beforeAll(async () => {
  list = await wordList();
});

describe('the list', () => {
  it('gives six words at least 66 bits', () => {
    expect(new Set(list).size).toBeGreaterThanOrEqual(2048);
    expect(new Set(list).size).toBe(list.length);
  });

  it('has plain short words, no two alike in their first four letters', () => {
    for (const word of list) expect(word).toMatch(/^[a-z]{3,8}$/);
    expect(new Set(list.map((word) => word.slice(0, 4))).size).toBe(list.length);
  });
});

describe('makeWords', () => {
  it('draws every word about equally often', async () => {
    const counts = new Map(list.map((word) => [word, 0]));
    const drawn = await makeWords(systemRandom, list.length * 20);
    for (const word of drawn) counts.set(word, (counts.get(word) ?? 0) + 1);
    // 20 expected each.
    expect(Math.min(...counts.values())).toBeGreaterThan(0);
    expect(Math.max(...counts.values())).toBeLessThan(50);
  });

  it('draws again instead of favouring the first words', async () => {
    const draws = [255, 255, 0, 2];
    const random = (length: number) => Uint8Array.from({ length }, () => draws.shift() ?? 0);
    expect(await makeWords(random, 1)).toEqual([list[2]]);
  });

  it('gives six', async () => {
    expect(await makeWords(systemRandom)).toHaveLength(6);
  });
});

it('typed words become one passphrase', () => {
  expect(wordsToPassphrase([' Apple', 'RIVER\n', 'stone'])).toBe('apple river stone');
});
