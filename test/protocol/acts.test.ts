// The richer members of `x`: what is right comes back as it went, what is wrong is left out and costs nothing else.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEmoji, plainRich, readRich, type Act, type Ref, type RichPart } from '../../src/protocol/acts.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import { readPayload, writePayload } from '../../src/protocol/payload.ts';

const ANNA = `${'A'.repeat(43)}=`;
const BEN = `${'B'.repeat(43)}=`;
const ID = 'abcdefghijklmnopqrstuv';

const fingerprint = fc
  .array(fc.constantFrom('A', 'z', '0', '+', '/'), { minLength: 43, maxLength: 43 })
  .map((all) => `${all.join('')}=`);
const id = fc
  .array(fc.constantFrom('a', 'Z', '9', '-', '_'), { minLength: 22, maxLength: 22 })
  .map((all) => all.join(''));
const counter = fc.nat({ max: LIMITS.counterMax });
const ref: fc.Arbitrary<Ref> = fc.oneof(
  fc.record({ from: fingerprint, id }),
  fc.record({ from: fingerprint, counter }),
);
const emoji = fc.constantFrom('', '👍', '❤️', '👩‍❤️‍👨', '🇩🇪', '👋🏽', '4️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿');
const seconds = fc.nat({ max: LIMITS.ttl });
const deed = fc.oneof(
  fc.record({ kind: fc.constant('react' as const), to: ref, emoji }),
  fc.record({ kind: fc.constant('edit' as const), to: ref }),
  fc.record({ kind: fc.constant('delete' as const), to: fc.array(ref, { minLength: 1, maxLength: 100 }) }),
  fc.record({ kind: fc.constant('title' as const), title: fc.string({ maxLength: LIMITS.title }) }),
  fc.record({ kind: fc.constant('timer' as const), seconds }),
  fc.record({ kind: fc.constant('typing' as const), on: fc.boolean() }),
);
const act: fc.Arbitrary<Act> = fc
  .tuple(deed, fc.option(counter, { nil: undefined }))
  .map(([done, n]) => (n === undefined ? done : { ...done, n }));
const part: fc.Arbitrary<RichPart> = fc.record(
  { re: ref, ttl: seconds, act, skip: fc.integer({ min: 1, max: 5 }) },
  { requiredKeys: [] },
);

describe('the richer members of x', () => {
  it('come back as they went, through a payload', () => {
    fc.assert(
      fc.property(part, (rich) => {
        const message = '> quoted\n\nthe text';
        const x = { v: 1, id: ID, more: plainRich(rich) } as const;
        const read = readPayload(writePayload({ participants: [ANNA], message, x }));
        expect(read.message).toBe(message);
        expect(read.x?.id).toBe(ID);
        expect(readRich(read.x?.more ?? {}, read.message)).toEqual(rich);
      }),
    );
  });

  it('are read from anything at all without a fault, and then hold to their limits', () => {
    const junk = fc.oneof(fc.anything(), part, ref, deed, fc.nat(), fc.string());
    const more = fc.dictionary(fc.constantFrom('re', 'skip', 'at', 'ttl', 'act', 'n'), junk);
    fc.assert(
      fc.property(more, fc.string({ unit: 'binary' }), (value, message) => {
        const read = readRich(value, message);
        expect(readRich(plainRich(read), message)).toEqual(read);
        expect(read.skip ?? 0).toBeLessThanOrEqual(message.length);
      }),
      { numRuns: 2000 },
    );
  });

  it('name people where the text is, in its order, and never twice at one place', () => {
    const spot = fc.record({
      at: fc.integer({ min: -2, max: 12 }),
      length: fc.integer({ min: -1, max: 12 }),
    });
    fc.assert(
      fc.property(
        fc.array(spot, { maxLength: 80 }),
        fc.string({ unit: 'binary', maxLength: 10 }),
        (spots, text) => {
          const at = readRich({ at: spots.map((one) => ({ ...one, who: BEN })) }, text).at ?? [];
          let end = 0;
          for (const one of at) {
            expect(one.at).toBeGreaterThanOrEqual(end);
            end = one.at + one.length;
            expect(text.slice(one.at, end).length).toBe(one.length);
            expect(text.slice(one.at, end)).toSatisfy(
              (cut: string) => !text.isWellFormed() || cut.isWellFormed(),
            );
          }
          expect(end).toBeLessThanOrEqual(text.length);
          expect(at.length).toBeLessThanOrEqual(LIMITS.mentions);
        },
      ),
    );
  });

  it('count mentions behind what is skipped', () => {
    const at = [{ at: 3, length: 4, who: BEN }];
    expect(readRich({ skip: 4, at }, '> a\nhi Ben!').at).toEqual(at);
    expect(readRich({ skip: 5, at }, '> a\nhi Ben').at).toBeUndefined();
  });

  it('leave out what is one beyond a limit', () => {
    const of = (more: Record<string, unknown>) => readRich(more, 'four');
    expect(of({ skip: 4 })).toEqual({ skip: 4 });
    expect(of({ skip: 5 })).toEqual({});
    expect(readRich({ skip: 1 }, '😀')).toEqual({});
    expect(of({ ttl: LIMITS.ttl })).toEqual({ ttl: LIMITS.ttl });
    expect(of({ ttl: LIMITS.ttl + 1 })).toEqual({});
    expect(of({ ttl: 1.5 })).toEqual({});
    const title = (length: number) => of({ act: { kind: 'title', title: '😀'.repeat(length) } }).act;
    expect(title(LIMITS.title)).toBeDefined();
    expect(title(LIMITS.title + 1)).toBeUndefined();
    const to = Array.from({ length: 101 }, (_, at) => ({ from: ANNA, counter: at }));
    expect(of({ act: { kind: 'delete', to } }).act).toMatchObject({ to: to.slice(0, 100) });
    const at = Array.from({ length: 65 }, (_, index) => ({ at: index, length: 1, who: BEN }));
    expect(readRich({ at }, 'x'.repeat(65)).at).toHaveLength(64);
    expect(of({ re: { from: ANNA, id: `${ID}x` } })).toEqual({});
    expect(of({ re: { from: 'anna', id: ID } })).toEqual({});
  });

  it('take one picture for a reaction and nothing else', () => {
    for (const one of ['👍', '❤', '❤️', '👩‍👩‍👧‍👦', '🇺🇦', '#️⃣', '👍🏿']) expect(isEmoji(one), one).toBe(true);
    for (const none of [
      '',
      'a',
      '1',
      '12',
      'ok',
      '👍👍',
      '👍a',
      ' 👍',
      '\u0000',
      '\u200D',
      '\u202E',
      '👍\n',
      '🇺',
      5,
    ])
      expect(isEmoji(none), String(none)).toBe(false);
    expect(isEmoji(Array.from({ length: 20 }, () => '👩').join('\u200D'))).toBe(false); // above 32 code units
  });
});
