// What can happen in the model of outbox, inbox and counters (test/engine/model.test.ts), as data: a run that failed is kept
// as such (test/engine/model-fixtures.ts).
import fc from 'fast-check';

/** Numbers name parties, modulo how many there are; with a foreigner, they come after the Porchlights. */
export type Step =
  | { readonly do: 'say'; readonly from: number; readonly to: number }
  | { readonly do: 'sayAll'; readonly from: number }
  | { readonly do: 'cut' | 'connect' | 'crash' | 'cutForeigner' | 'connectForeigner'; readonly who: number }
  | { readonly do: 'up' | 'down'; readonly who: number; readonly count: number }
  | { readonly do: 'die'; readonly who: number; readonly count: number; readonly isStored: boolean }
  | { readonly do: 'fault'; readonly who: number; readonly count: number; readonly as: 'broken' | 'full' }
  | { readonly do: 'replay'; readonly who: number; readonly which: number }
  | { readonly do: 'flow' | 'work' | 'restartServer' }
  | { readonly do: 'jumble' | 'holdLists'; readonly on: boolean }
  | { readonly do: 'jump'; readonly years: number }
  | { readonly do: 'wait'; readonly ms: number };

/** `three`: three Porchlights; `foreign`: two and somebody else's program; `devices`: two, one of them on two devices. */
export type Cast = 'three' | 'foreign' | 'devices';

export interface Story {
  readonly cast: Cast;
  readonly steps: readonly Step[];
}

const who = fc.nat({ max: 2 });
const some = fc.nat({ max: 6 });
const few = fc.integer({ min: 1, max: 4 });
const on = fc.boolean();
const always = <Name extends string>(...names: readonly Name[]): fc.Arbitrary<Name> =>
  fc.constantFrom(...names);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: always('say'), from: who, to: who }) },
  { weight: 2, arbitrary: fc.record({ do: always('sayAll'), from: who }) },
  { weight: 6, arbitrary: fc.record({ do: always('cut', 'connect'), who }) },
  { weight: 2, arbitrary: fc.record({ do: always('cutForeigner', 'connectForeigner'), who }) },
  { weight: 2, arbitrary: fc.record({ do: always('crash'), who }) },
  { weight: 2, arbitrary: fc.record({ do: always('die'), who, count: few, isStored: on }) },
  { weight: 2, arbitrary: fc.record({ do: always('fault'), who, count: few, as: always('broken', 'full') }) },
  { weight: 1, arbitrary: fc.record({ do: always('restartServer') }) },
  { weight: 2, arbitrary: fc.record({ do: always('replay'), who, which: fc.nat({ max: 500 }) }) },
  { weight: 1, arbitrary: fc.record({ do: always('jumble', 'holdLists'), on }) },
  { weight: 1, arbitrary: fc.record({ do: always('jump'), years: fc.integer({ min: -1, max: 1 }) }) },
  { weight: 12, arbitrary: fc.record({ do: always('up', 'down'), who, count: some }) },
  { weight: 6, arbitrary: fc.record({ do: always('flow', 'work') }) },
  { weight: 4, arbitrary: fc.record({ do: always('wait'), ms: fc.constantFrom(300, 2500, 12_000) }) },
);

export const story: fc.Arbitrary<Story> = fc.record({
  cast: always('three', 'foreign', 'devices'),
  steps: fc.array(step, { minLength: 40, maxLength: 120, size: 'max' }),
});
