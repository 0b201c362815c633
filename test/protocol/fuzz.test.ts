// Whatever a socket brings, `parseFrame` gives a frame or a ProtocolError (T22), and what it gives is bounded and whole.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signedTexts } from '../../src/protocol/signed-forms.ts';
import { dataTextOf } from '../../src/protocol/data.ts';
import { parseFrame, type Frame } from '../../src/protocol/frame.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import { readPayload } from '../../src/protocol/payload.ts';
import { ProtocolError } from '../../src/protocol/problem.ts';
import { writeSignedFrame } from '../../src/protocol/write.ts';
import { entropy, growJson, patience, runs, vectors } from './support.ts';

/** Short enough to be mutated a hundred thousand times. */
const seeds = vectors
  .flatMap((file) => [...file.frames, ...file.negatives])
  .map((frame) => frame.raw)
  .filter((raw) => raw.length < 1300);

const splice = fc.constantFrom(
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '0',
  '-',
  '.',
  'e',
  '=',
  ' ',
  '\n',
  '\u0000',
  '\ud83d',
  '\ude00',
  '😀',
  'é',
  'null',
  'true',
  '1e999',
  '"a":1,',
  '"type":"hello",',
  '"__proto__":{},',
  '"data":"{}",',
  '"counter":1,',
  '\\ud83d',
  '\\u0022',
  '[[[[[[[[[[[[[[[[[',
  '\uFEFF',
  '//',
  '/**/',
  '',
  '',
  '',
);
const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), remove: fc.nat(12), put: splice });
const mutated = fc
  .tuple(fc.constantFrom(...seeds), fc.array(edit, { minLength: 1, maxLength: 3 }))
  .map(([raw, edits]) =>
    edits.reduce((text, { at, remove, put }) => {
      const place = Math.floor(at * text.length);
      return text.slice(0, place) + put + text.slice(place + remove);
    }, raw),
  );
/** Valid JSON with values exchanged: gets behind the scanner and into the readers. */
const leaf = fc.constantFrom<unknown>(
  null,
  0,
  -1,
  1.5,
  '',
  'x',
  'AAAA',
  [],
  {},
  ['AAAA'],
  [null],
  true,
  '{"type":"hello"}',
  '__proto__',
);
const reshaped = fc.tuple(fc.constantFrom(...seeds), fc.nat(), leaf).map(([raw, which, value]) => {
  let at = 0;
  const count = raw.match(/[{[,]/g)?.length ?? 1;
  return JSON.stringify(JSON.parse(raw), (_key, inner: unknown) => (at++ === which % count ? value : inner));
});

function tryParse(text: string): Frame | undefined {
  try {
    return parseFrame(text, LIMITS.inboundFrame);
  } catch (error) {
    if (error instanceof ProtocolError) return undefined;
    throw error;
  }
}

function check(text: string): void {
  const frame = tryParse(text);
  if (frame?.type !== 'signed_data') return;
  if (!Number.isSafeInteger(frame.counter) || frame.counter < 0) throw new Error('counter');
  if (frame.form === 'object' && !text.includes(frame.dataText)) throw new Error('text');
  const [first, ...others] = [...signedTexts(frame)].map((one) => one.text);
  if (first !== frame.dataText + frame.counter || others.length > 100) throw new Error('candidates');
  // What was understood, written again, is understood the same.
  const dataText = dataTextOf(frame.data);
  const again = parseFrame(writeSignedFrame({ ...frame, dataText }), LIMITS.inboundFrame);
  const same = again.type === 'signed_data' && again.dataText === dataText && again.counter === frame.counter;
  if (!same || dataTextOf(again.data) !== dataText || again.form !== frame.form)
    throw new Error('round trip');
}

describe('anything from a socket', () => {
  it(
    'as recorded frames with pieces cut out and put in',
    () => {
      fc.assert(fc.property(mutated, check), { numRuns: runs(40_000, 3_000_000) });
    },
    patience,
  );

  it(
    'as well-formed JSON with exchanged values',
    () => {
      fc.assert(fc.property(reshaped, check), { numRuns: runs(10_000, 1_000_000) });
    },
    patience,
  );

  it(
    'as noise',
    () => {
      const grown = entropy.map(growJson);
      const noise = fc.oneof(
        fc.string({ unit: splice, maxLength: 10 }),
        grown,
        grown.map((text) => `{"type":"client_list","servers":[{"address":"a","clients":${text}},${text}]}`),
        grown.map(
          (text) =>
            `{"type":"signed_data","data":{"type":"public_chat","sender":"a","message":"b","z":${text}},"counter":0,"signature":"AAAA"}`,
        ),
      );
      fc.assert(fc.property(noise, check), { numRuns: runs(20_000, 2_000_000) });
    },
    patience,
  );

  it(
    'and as payloads',
    () => {
      const piece = fc.oneof(
        splice,
        fc.constantFrom('"participants":["a"]', '"message":"m"', '"chat":{', '"x":{"v":1', '"file":{}'),
      );
      const text = fc.array(piece, { maxLength: 12 }).map((pieces) => `{${pieces.join('')}}`);
      fc.assert(
        fc.property(text, (payload) => {
          try {
            expect(readPayload(payload).participants.length).toBeGreaterThan(0);
          } catch (error) {
            if (!(error instanceof ProtocolError)) throw error;
          }
        }),
        { numRuns: runs(10_000, 1_000_000) },
      );
    },
    patience,
  );

  it('leaves prototypes as they were', () => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(Reflect.ownKeys(Object.prototype).length).toBe(12);
  });
});
