import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JS, PYTHON, SORTED, writeJson } from '../../src/protocol/json-style.ts';
import { DIALECTS } from '../../src/protocol/dialects.ts';
import { formAsReceived, LADDER, signedTextIn, signedTexts, USUAL } from '../../src/protocol/signed-forms.ts';
import { parseFrame, type SignedFrame } from '../../src/protocol/frame.ts';
import { readJsonNode } from '../../src/protocol/json-node.ts';
import { entropy, growJson, kindOf, patience, runs } from './support.ts';

const js = (text: string) => writeJson(readJsonNode(text), JS);
const python = (text: string) => writeJson(readJsonNode(text), PYTHON);
const sorted = (text: string) => writeJson(readJsonNode(text), SORTED);

function candidates(data: string, counter = 7): readonly string[] {
  const text = `{"type":"signed_data","data":${data},"counter":${counter},"signature":"AAAA"}`;
  return [...signedTexts(parseFrame(text, 100_000) as SignedFrame, USUAL)].map((one) => one.text);
}

describe('the forms other programs sign', () => {
  // Right-hand sides written by CPython 3 (json.dumps(json.loads(text))).
  it.each([
    ['0', '0'],
    ['-0', '0'],
    ['-17', '-17'],
    ['123456789012345678901234567890', '123456789012345678901234567890'],
    ['1.0', '1.0'],
    ['1.50', '1.5'],
    ['-0.0', '-0.0'],
    ['1e5', '100000.0'],
    ['1E5', '100000.0'],
    ['1e+2', '100.0'],
    ['1e15', '1000000000000000.0'],
    ['1e16', '1e+16'],
    ['1.5e16', '1.5e+16'],
    ['123456789.125', '123456789.125'],
    ['1e-4', '0.0001'],
    ['0.00012345', '0.00012345'],
    ['1e-5', '1e-05'],
    ['1.7976931348623157e308', '1.7976931348623157e+308'],
    ['5e-324', '5e-324'],
    ['1e400', 'Infinity'],
    ['-1e400', '-Infinity'],
    ['9007199254740993', '9007199254740993'],
    ['9007199254740993.0', '9007199254740992.0'],
    ['1.2e21', '1.2e+21'],
    ['0.30000000000000004', '0.30000000000000004'],
    ['100e-2', '1.0'],
    ['12345678901234567.5', '1.2345678901234568e+16'],
  ])('Python writes the number %s as %s', (token, expected) => {
    expect(python(token)).toBe(expected);
  });

  it('Python escapes all but printable ASCII, 0x7f included, in lower case and as pairs', () => {
    expect(python('"caf\\u00E9 \u007f ~ / \\/ 😀 \\u2028 \\b\\f\\n\\r\\t \\u001F \\" \\\\"')).toBe(
      '"caf\\u00e9 \\u007f ~ / / \\ud83d\\ude00 \\u2028 \\b\\f\\n\\r\\t \\u001f \\" \\\\"',
    );
    expect(python('{"é":[1,{"b":null,"a":true}],"e":[],"o":{}}')).toBe(
      '{"\\u00e9": [1, {"b": null, "a": true}], "e": [], "o": {}}',
    );
  });

  it('JavaScript keeps characters and changes numbers', () => {
    expect(js(' { "z" : "caf\\u00e9\\u007f\\/" , "a" : [ 1.0 , 1e2 , -0 ] } ')).toBe(
      '{"z":"café\u007f/","a":[1,100,0]}',
    );
  });

  it('sorters sort at every level, by code point', () => {
    expect(sorted('{"b":{"d":1,"c":[{"f":1,"e":2}]},"a":"é"}')).toBe(
      '{"a":"é","b":{"c":[{"e":2,"f":1}],"d":1}}',
    );
    // U+FF5E stands before U+1F600 in UTF-8 and behind it in UTF-16.
    expect(sorted('{"😀":1,"～":2,"a":3,"A":4,"aa":5}')).toBe('{"A":4,"a":3,"aa":5,"～":2,"😀":1}');
  });

  it('keeps keys that look like array indices where they stood', () => {
    expect(js('{"b":1,"2":2,"1":3}')).toBe('{"b":1,"2":2,"1":3}');
    expect(js('{"__proto__":{"a":1},"a":2}')).toBe('{"__proto__":{"a":1},"a":2}');
  });

  it(
    'differ in spelling only: each is the same value, JavaScript to the letter',
    () => {
      const grown = entropy.map(growJson);
      fc.assert(
        fc.property(grown, (text) => {
          if (kindOf(() => readJsonNode(text)) !== undefined) return; // a key stands twice
          const value = JSON.stringify(JSON.parse(text));
          // JSON.parse moves keys like "1" to the front; JavaScript's own programs send them there already.
          if (!/"[01]"/.test(text)) expect(js(text)).toBe(value);
          expect(JSON.stringify(JSON.parse(js(text)))).toBe(value);
          expect(JSON.stringify(JSON.parse(python(text)))).toBe(value);
          expect(python(text)).toMatch(/^[ -~]*$/);
          expect(python(python(text))).toBe(python(text));
          expect(sorted(sorted(text))).toBe(sorted(text));
        }),
        { numRuns: runs(5000, 500_000) },
      );
    },
    patience,
  );
});

describe('the form of a program', () => {
  const frame = (form: 'string' | 'object', dataText: string) => ({ form, dataText, counter: 7 });
  const text = '{"b":"é","a":1}';

  it.each([
    ['v12', text, `${text}7`],
    ['agr', '{ "b":"\\u00e9", "a":1 }', '{"b":"é","a":1}7'],
    ['kat', text, '{"b": "\\u00e9", "a": 1}7'],
    ['g17', text, '{"counter":7,"data":{"a":1,"b":"\\u00e9"}}'],
    ['frew', text, '{"a":1,"b":"é"}7'],
  ] as const)('%s signs one text of a frame', (id, dataText, signed) => {
    expect(signedTextIn(DIALECTS[id].speech.signed, frame('object', dataText))).toBe(signed);
  });

  it('is known by the text as received, where it looks like no other', () => {
    const seen = (dataText: string) => formAsReceived(frame('object', dataText));
    expect(seen(text)).toEqual(DIALECTS.agr.speech.signed);
    expect(seen('{"b": "\\u00e9", "a": 1}')).toEqual(DIALECTS.kat.speech.signed);
    expect(seen('{"a":1,"b":"é"}')).toBeUndefined(); // JavaScript and the sorters agree
    expect(seen('{"b" :"é","a":1}')).toBeUndefined(); // nobody's
  });

  it('is on the ladder, whatever it is', () => {
    expect(new Set(LADDER.map((form) => JSON.stringify(form))).size).toBe(2 + 4 * 8);
    for (const { speech } of Object.values(DIALECTS)) expect(LADDER).toContainEqual(speech.signed);
  });
});

describe('candidates for a signature', () => {
  it('start with the text as received and come without duplicates', () => {
    const compact = '{"message":"hi","sender":"a","type":"public_chat"}';
    const spaced = '{"message": "hi", "sender": "a", "type": "public_chat"}';
    expect(candidates(compact)).toEqual([`${compact}7`, `${spaced}7`]);
    expect(candidates(spaced)).toEqual([`${spaced}7`, `${compact}7`]);
    const quoted = JSON.stringify(compact);
    expect(candidates(quoted)).toEqual([`${compact}7`, `${quoted}7`, `${spaced}7`]);
  });

  it('cover all four forms of an object that is none of them', () => {
    const data = '{"type":"public_chat" ,"sender":"a","message":"é"}';
    expect(candidates(data, 12)).toEqual([
      `${data}12`,
      '{"type":"public_chat","sender":"a","message":"é"}12',
      '{"type": "public_chat", "sender": "a", "message": "\\u00e9"}12',
      '{"message":"é","sender":"a","type":"public_chat"}12',
    ]);
  });

  it('are made one at a time: the first costs no parsing', () => {
    const frame = parseFrame(
      '{"type":"signed_data","data":{"type":"public_chat","sender":"a","message":"b"},"counter":1,"signature":"AAAA"}',
      1000,
    ) as SignedFrame;
    const broken = { ...frame, dataText: 'no JSON' };
    const generator = signedTexts(broken);
    expect(generator.next().value?.text).toBe('no JSON1');
    expect(() => generator.next()).toThrow('not-json');
  });
});
