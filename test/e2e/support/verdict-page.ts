// Runs the corpus of keys in a browser: built as the app is, from the same sources (test/e2e/key-corpus.test.ts).
import { judgeKeys } from '../../support/judge-keys.ts';

Object.assign(globalThis, { judgeKeys });
