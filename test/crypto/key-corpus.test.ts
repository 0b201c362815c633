// Odd, weak and doctored keys get the verdict that is written down for them; in Chromium: test/e2e/key-corpus.test.ts.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { expectedVerdicts, judgeKeys, type KeyCorpus } from '../support/judge-keys.ts';

const corpus = JSON.parse(readFileSync(join(import.meta.dirname, 'key-corpus.json'), 'utf8')) as KeyCorpus;

it('every key of the corpus gets its verdict', async () => {
  expect(await judgeKeys(corpus)).toEqual(expectedVerdicts(corpus));
});

it('the corpus knows the weak and the doctored, and no verdict twice for want of another', () => {
  expect(corpus.public.length).toBeGreaterThan(30);
  expect(corpus.files.length).toBeGreaterThan(45);
  expect(new Set(expectedVerdicts(corpus)).size).toBe(corpus.public.length + corpus.files.length);
});
