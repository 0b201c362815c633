// A change of key as it is written and read: whatever is wrong with it, it is no move and costs nothing else.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainRich, readRich } from '../../src/protocol/acts.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import { movedStatement } from '../../src/protocol/moved.ts';
import { readPayload, writePayload } from '../../src/protocol/payload.ts';

const ANNA = `${'A'.repeat(43)}=`;
const move = { kind: 'moved', pem: '-----BEGIN PUBLIC KEY-----', old: 'b2xk', next: 'bmV4dA==' } as const;

describe('a change of key', () => {
  it('comes through a payload as it went', () => {
    const x = { v: 1, id: 'abcdefghijklmnopqrstuv', more: plainRich({ act: { ...move, n: 7 } }) } as const;
    const read = readPayload(writePayload({ participants: [ANNA], message: 'I moved', x }));
    expect(readRich(read.x?.more ?? {}, read.message)).toEqual({ act: { ...move, n: 7 } });
  });

  it('is none with a part missing, empty, too long or of another kind', () => {
    const wrong = fc.oneof(
      fc.constant(undefined),
      fc.constant(''),
      fc.constant('x'.repeat(LIMITS.pem + 1)),
      fc.integer(),
      fc.constant([]),
    );
    fc.assert(
      fc.property(fc.constantFrom('pem', 'old', 'next'), wrong, (name, value) => {
        expect(readRich({ act: { ...move, [name]: value } }, 'I moved')).toEqual({});
      }),
    );
  });

  it('is signed as a text that names both, in order, and that no frame could be', () => {
    expect(movedStatement('one', 'two')).toBe('porchlight moved 1\none\ntwo');
    expect(movedStatement('one', 'two')).not.toBe(movedStatement('two', 'one'));
  });
});
