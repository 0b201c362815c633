// Our writers against the texts that other programs make again from what they received: the same, to the byte.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataTextOf, membersOf, type SignedData } from '../../src/protocol/data.ts';
import type { DialectId } from '../../src/protocol/dialect.ts';
import { DIALECTS } from '../../src/protocol/dialects.ts';
import { sealedChatMembers } from '../../src/protocol/sealed-chat.ts';
import type { SignedForm, Speech } from '../../src/protocol/speech.ts';
import { membersText, signedIn } from '../../src/protocol/styled-data.ts';
import { writeSignedFrame } from '../../src/protocol/write.ts';
import { dump, PYTHON, PYTHON_SORTED, SORTED, type DumpOptions } from '../support/other-json.ts';
import { runs } from './support.ts';

type Remade = (data: unknown, counter: number) => string;
const SPACED_SORTED: DumpOptions = { ...PYTHON, sort: true };

/** What the program of each row signs after it has parsed the frame. */
const REMADE: Readonly<Record<Exclude<DialectId, 'v12' | 'v12-222'>, Remade>> = {
  agr: (data, counter) => `${JSON.stringify(data)}${counter}`,
  seed: (data, counter) => `${JSON.stringify(data)}${counter}`,
  kat: (data, counter) => `${dump(data, PYTHON)}${counter}`,
  frew: (data, counter) => `${dump(data, SORTED)}${counter}`,
  g17: (data, counter) => dump({ counter, data }, PYTHON_SORTED),
};
/** Forms of no row, which somebody may turn out to use all the same. */
const OTHERS: readonly (readonly [SignedForm, Remade])[] = [
  [
    { over: 'data', spaced: true, sorted: true, ascii: true, counter: false },
    (data) => dump(data, SPACED_SORTED),
  ],
  [
    { over: 'data', spaced: false, sorted: true, ascii: true, counter: true },
    (data, counter) => `${dump(data, PYTHON_SORTED)}${counter}`,
  ],
  [
    { over: 'pair', spaced: true, sorted: false, ascii: true, counter: false },
    (data, counter) => dump({ counter, data }, PYTHON),
  ],
  [
    { over: 'pair', spaced: false, sorted: true, ascii: false, counter: true },
    (data, counter) => `${dump({ counter, data }, SORTED)}${counter}`,
  ],
];
const FORMS: readonly (readonly [SignedForm, Remade])[] = [
  ...Object.entries(REMADE).map(([id, remade]) => [DIALECTS[id as DialectId].speech.signed, remade] as const),
  ...OTHERS,
];

const ODD = [
  '',
  '😀 and 中文 é',
  '\u2028\u2029\u007f\u0080\u00a0\ufeff',
  '"quotes" \\ back\\\\slash / \'single\'',
  '\u0000\u0001\b\t\n\u000b\f\r\u001f',
  '\ud83d alone, \ude00 alone',
  '{"type":"chat"}, : ,": ',
  '__proto__',
];
const text = fc.oneof(fc.constantFrom(...ODD), fc.string({ unit: 'binary', maxLength: 40 }), fc.string());
const counter = fc.integer({ min: 0, max: 2 ** 31 });

/** The frame goes out, is parsed, and its `data` is written again by the other program. */
function agrees(dataText: string, count: number, [form, remade]: readonly [SignedForm, Remade]): void {
  const frame = writeSignedFrame({ dataText, form: 'object', counter: count, signatureText: 'AA==' });
  const { data } = JSON.parse(frame) as { data: unknown };
  expect(signedIn(dataText, count, form)).toBe(remade(data, count));
}

describe('data in the words of another program', () => {
  it('is, parsed and written again there, what we signed', () => {
    fc.assert(
      fc.property(text, text, counter, fc.constantFrom(...FORMS), (message, sender, count, form) => {
        const kinds: readonly SignedData[] = [
          { type: 'public_chat', sender, message },
          { type: 'hello', publicKey: message },
        ];
        for (const data of kinds) agrees(membersText(membersOf(data), form[0]), count, form);
      }),
      { numRuns: runs(2000, 100_000) },
    );
  });

  it('is so for sealed chats in every layout', () => {
    const bytes = fc.uint8Array({ maxLength: 40 });
    const speech: fc.Arbitrary<Pick<Speech, 'layout' | 'binary' | 'tag'>> = fc.record({
      layout: fc.constantFrom('v12' as const, 'frew' as const),
      binary: fc.constantFrom('base64' as const, 'base64-of-hex' as const),
      tag: fc.constantFrom('appended' as const, 'separate' as const, 'none' as const),
    });
    const chat = fc.record({
      destinationServers: fc.array(text, { maxLength: 3 }),
      symmKeys: fc.array(bytes, { maxLength: 3 }),
      iv: bytes,
      ciphertext: bytes,
      tag: bytes,
      participants: fc.array(text, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(chat, speech, counter, fc.constantFrom(...FORMS), (sealed, words, count, form) => {
        const members = sealedChatMembers(sealed, words);
        expect(Object.keys(members)).toEqual(Object.keys(members).sort());
        agrees(membersText(members, form[0]), count, form);
      }),
      { numRuns: runs(1000, 50_000) },
    );
  });

  it('stays the text it is where a text is sent', () => {
    const { signed } = DIALECTS.v12.speech;
    const dataText = membersText(membersOf({ type: 'public_chat', sender: 's', message: 'é\u007f' }), signed);
    expect(dataText).toBe('{"message":"é\u007f","sender":"s","type":"public_chat"}');
    expect(dataText).toBe(dataTextOf({ type: 'public_chat', sender: 's', message: 'é\u007f' }));
    expect(signedIn(dataText, 7, signed)).toBe(`${dataText}7`);
  });
});
