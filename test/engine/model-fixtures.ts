// Stories that failed once (test/support/model-steps.ts), so that they are told in every run.
import type { Story } from '../support/model-steps.ts';

export const FIXTURES: Readonly<Record<string, Story>> = {
  'a clock a year ahead does not end the wait for a receipt': {
    cast: 'three',
    steps: [
      { do: 'say', from: 1, to: 0 },
      { do: 'work' },
      { do: 'up', who: 1, count: 6 },
      { do: 'cut', who: 0 },
      { do: 'flow' },
      { do: 'jump', years: 1 },
      { do: 'wait', ms: 12_000 },
    ],
  },
};
