import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/protocol/limits.ts';
import { ProtocolError } from '../../src/protocol/problem.ts';
import { parseStrictJson, scanJson } from '../../src/protocol/strict-json.ts';
import { entropy, growJson, kindOf, patience, runs } from './support.ts';

const verdict = (text: string) => kindOf(() => parseStrictJson(text));

describe('strict JSON', () => {
  it.each([
    ['{"type":"chat","type":"public_chat"}', 'duplicate-key'],
    ['{"a":{"b":1,"b":1}}', 'duplicate-key'],
    ['[[{"a":[],"a":[]}]]', 'duplicate-key'],
    ['{"a":1,"\\u0061":2}', 'duplicate-key'],
    ['{"__proto__":1,"__proto__":2}', 'duplicate-key'],
    ['{"":1,"":2}', 'duplicate-key'],
    ['{"a\\"b":1,"a\\u0022b":2}', 'duplicate-key'],
    ['{"a":{"x":1},"b":{"x":1}}', undefined],
    ['{"a":"a","b":"b"}', undefined],
    ['{"a":["a","a"],"b":"a"}', undefined],
    ['', 'not-json'],
    [' ', 'not-json'],
    ['\uFEFF{}', 'not-json'],
    ['{', 'not-json'],
    ['}', 'not-json'],
    ['[}', 'not-json'],
    ['{]', 'not-json'],
    ['{}{}', 'not-json'],
    ['{"a"}', 'not-json'],
    ['{"a":}', 'not-json'],
    ['{"a":1,}', 'not-json'],
    ['{a:1}', 'not-json'],
    ["{'a':1}", 'not-json'],
    ['{"a":01}', 'not-json'],
    ['{"a":NaN}', 'not-json'],
    ['{"a":"\n"}', 'not-json'],
    ['{"a":"\\x"}', 'not-json'],
    ['{"a":"\\u12"}', 'not-json'],
    ['"\\', 'not-json'],
    ['"\\\\\\"', 'not-json'],
    ['"', 'not-json'],
    ['{"\\q":1}', 'not-json'],
    ['"\\ud83d"', 'ill-formed'],
    ['"\\ude00"', 'ill-formed'],
    ['"\\ude00\\ud83d"', 'ill-formed'],
    ['"\\ud83d \\ude00"', 'ill-formed'],
    ['"\\ud83d\\n\\ude00"', 'ill-formed'],
    ['["\\ud83d","\\ude00"]', 'ill-formed'],
    ['"\\ud83d\\ud83d\\ude00"', 'ill-formed'],
    ['{"\\uDC00":1}', 'ill-formed'],
    ['"\ud83d"', 'ill-formed'],
    ['"\\ud83d\ude00"', 'ill-formed'],
    ['"\\ud83d\\ude00"', undefined],
    ['"\\uD83D\\uDE00 😀 \\ud83c\\udf89"', undefined],
    ['"\\ud800\\udc00 \\udbff\\udfff \\ud9ff\\udDFF \\uDa00\\uDC4d"', undefined],
    ['"\\udbff\\udbff"', 'ill-formed'],
    ['"\\udc00\\udc00"', 'ill-formed'],
    ['"\\ud7ff\\ue000"', undefined],
    ['"\\\\ud83d"', undefined],
    ['"\\\\\\\\ud83d"', undefined],
    ['"\\\\\\ud83d"', 'ill-formed'],
  ])('%j is %s', (text, kind) => {
    expect(verdict(text)).toBe(kind);
  });

  it('stops at 16 levels, 1,024 members and 65,536 containers, and not before', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    expect(verdict(nested(LIMITS.nesting))).toBeUndefined();
    expect(verdict(nested(LIMITS.nesting + 1))).toBe('too-deep');
    expect(verdict('[{"a":'.repeat(9) + '1' + '}]'.repeat(9))).toBe('too-deep');
    expect(verdict('['.repeat(1_000_000))).toBe('too-deep');
    const object = (count: number) => `{${Array.from({ length: count }, (_, at) => `"${at}":0`).join()}}`;
    expect(verdict(object(LIMITS.members))).toBeUndefined();
    expect(verdict(object(LIMITS.members + 1))).toBe('limit');
    const empties = (count: number) => `[${Array.from({ length: count - 1 }, () => '[]').join()}]`;
    expect(verdict(empties(LIMITS.containers))).toBeUndefined();
    expect(verdict(empties(LIMITS.containers + 1))).toBe('limit');
  });

  it('says where the outermost values stand, to the character', () => {
    const text = ' { "a" : {"b": [1, 2]} ,"\\u0063ounter":\t-1e5\n, "s":"x\\"}," }';
    const pieces = [...scanJson(text).members].map(([key, { start, end }]) => [key, text.slice(start, end)]);
    expect(pieces).toEqual([
      ['a', '{"b": [1, 2]}'],
      ['counter', '-1e5'],
      ['s', '"x\\"},"'],
    ]);
    expect(scanJson('[{"a":1}]').members.size).toBe(0);
  });

  it('tells nothing of the text in its error', () => {
    expect(() => parseStrictJson('{"secret": hunter2}')).toThrow(/^not-json: the text does not parse$/);
    try {
      parseStrictJson('{"hunter2":1,"hunter2":2}');
    } catch (error) {
      expect(error).toBeInstanceOf(ProtocolError);
      expect(String(error) + JSON.stringify(error)).not.toContain('hunter2');
    }
  });

  it('takes linear time for strings of backslashes and quotes', () => {
    const start = performance.now();
    verdict(`"${'\\\\'.repeat(1_000_000)}"`);
    verdict(`"${'\\"'.repeat(1_000_000)}"`);
    verdict(`"${'\\u00e9'.repeat(500_000)}\\ud83d\\ude00"`);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('strict JSON, whatever comes', () => {
  const token = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '"a"',
    '"b"',
    '"a":',
    '"b":1,',
    '{"a":',
    '\\',
    '\\"',
    '\\u0061',
    '\\ud83d',
    '\\ude00',
    '1',
    '-0',
    'true',
    'null',
    ' ',
    '\n',
    '\ud83d',
    '😀',
    'é',
    '"__proto__":',
  );
  const soup = fc.string({ unit: token, maxLength: 14 });
  const grown = entropy.map(growJson);
  const damaged = fc.tuple(grown, fc.nat(), token).map(([text, at, put]) => {
    const place = at % (text.length + 1);
    return text.slice(0, place) + put + text.slice(place + 1);
  });

  it(
    'accepts what JSON.parse accepts, as the same value, unless a key stands twice',
    () => {
      fc.assert(
        fc.property(fc.oneof(soup, grown, damaged), (text) => {
          const parsed = reference(text);
          const kind = verdict(text);
          if (parsed === undefined) expect(kind).toBeDefined();
          else if (parsed.duplicate) expect(kind).toBe('duplicate-key');
          else if (parsed.wellFormed) {
            expect(kind).toBeUndefined();
            expect(JSON.stringify(parseStrictJson(text))).toBe(JSON.stringify(JSON.parse(text)));
          } else expect(kind).toBe('ill-formed');
        }),
        { numRuns: runs(20_000, 2_000_000) },
      );
    },
    patience,
  );
});

/** An independent reading: undefined when it is no JSON; duplicates by a slow recursive reader. */
function reference(text: string): { readonly duplicate: boolean; readonly wellFormed: boolean } | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  let wellFormed = text.isWellFormed();
  const open: (Set<string> | undefined)[] = [];
  let duplicate = false;
  const tokens = text.match(/"(?:\\.|[^"\\])*"\s*:|"(?:\\.|[^"\\])*"|[{}[\]]/gs) ?? [];
  for (const found of tokens) {
    if (found === '{') open.push(new Set());
    else if (found === '[') open.push(undefined);
    else if (found === '}' || found === ']') open.pop();
    else {
      const isKey = found.endsWith(':');
      const value = JSON.parse(isKey ? found.slice(0, -1) : found) as string;
      wellFormed &&= value.isWellFormed();
      if (!isKey) continue;
      duplicate ||= open.at(-1)!.has(value);
      open.at(-1)!.add(value);
    }
  }
  return { duplicate: duplicate && wellFormed, wellFormed };
}
