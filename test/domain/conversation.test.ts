// Conversations are their members (PROTOCOL.md rule 4); lines and texts as the list of chats shows them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  conversationId,
  directId,
  judgeParticipants,
  membershipOf,
  SQUARE,
} from '../../src/domain/conversation.ts';
import { fileText, sizeText } from '../../src/domain/file-text.ts';
import { isFingerprint, sortedFingerprints, sortRank } from '../../src/domain/fingerprint.ts';
import { isMessageId, oneLine, pageId } from '../../src/domain/message.ts';
import { furthest } from '../../src/domain/progress.ts';
import { toBase64 } from '../../src/lib/base64.ts';
import { fingerprint } from '../support/parts-fakes.ts';

const person = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => fingerprint(toBase64(bytes)));
const me = fingerprint(toBase64(new Uint8Array(32)));

describe('fingerprints', () => {
  it('are base64 of 32 bytes and nothing else', () => {
    fc.assert(fc.property(person, (one) => isFingerprint(one)));
    for (const text of [
      '',
      me.slice(1),
      `${me} `,
      me.replace('=', ''),
      `${me.slice(0, 42)}B=`,
      me.replace('A', '-'),
    ]) {
      expect(isFingerprint(text)).toBe(false);
    }
  });
  it('stand where their rank says, give or take chance', () => {
    fc.assert(
      fc.property(fc.uniqueArray(person, { minLength: 2, maxLength: 40 }), (people) => {
        const sorted = sortedFingerprints(people);
        const ranks = sorted.map(sortRank);
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
        for (const rank of ranks) expect(rank >= 0 && rank < 1).toBe(true);
      }),
    );
  });
});

describe('membership', () => {
  it('does not depend on order, repeats or naming ourselves', () => {
    fc.assert(
      fc.property(fc.array(person, { maxLength: 8 }), (people) => {
        const one = membershipOf(me, people);
        expect(membershipOf(me, [me, ...people, ...people].reverse())).toEqual(one);
      }),
    );
  });
  it('of other people is another one', () => {
    fc.assert(
      fc.property(fc.uniqueArray(person, { minLength: 3, maxLength: 8 }), (people) => {
        expect(membershipOf(me, people)).not.toEqual(membershipOf(me, people.slice(1)));
      }),
    );
  });
  it('has at most 1,024 with ourselves', () => {
    const others = (count: number) =>
      Array.from({ length: count }, (_, index) => {
        const bytes = new Uint8Array(32);
        bytes.set([1, index >> 8, index & 255]);
        return fingerprint(toBase64(bytes));
      });
    expect(membershipOf(me, others(1023))?.kind).toBe('group');
    expect(membershipOf(me, others(1024))).toBeUndefined();
  });
  it('of nobody else is the chat with oneself', () => {
    expect(membershipOf(me, [me])).toEqual({ kind: 'direct', members: [], id: directId(me) });
  });
  it('has ids that are told from other text', () => {
    expect(conversationId('square')).toBe(SQUARE);
    for (const text of ['', 'Square', 'd:', `x:${me}`, `d:${me} `])
      expect(() => conversationId(text)).toThrow(RangeError);
  });
  it('judges participants one by one', () => {
    const [a, b] = [
      fingerprint(toBase64(new Uint8Array(32).fill(1))),
      fingerprint(toBase64(new Uint8Array(32).fill(2))),
    ];
    expect(judgeParticipants([a, me], a, me)).toEqual({ people: [a, me] });
    expect(judgeParticipants([me], me, me)).toEqual({ people: [me] });
    expect(judgeParticipants([], a, me)).toBe('empty');
    expect(judgeParticipants([b, a, me], a, me)).toBe('not-the-signer');
    expect(judgeParticipants([a, 'x', me], a, me)).toBe('not-canonical');
    expect(judgeParticipants([a, me, me], a, me)).toBe('twice');
    expect(judgeParticipants([a, b], a, me)).toBe('without-me');
    expect(
      judgeParticipants(
        Array.from({ length: 1025 }, () => a),
        a,
        me,
      ),
    ).toBe('too-many');
  });
});

describe('texts', () => {
  it('fit on one line of 120 characters without tearing one apart', () => {
    expect(oneLine(' a\n\tb  c ')).toBe('a b c');
    expect(Array.from(oneLine('😀'.repeat(500)))).toHaveLength(120);
    fc.assert(fc.property(fc.string(), (text) => !oneLine(text).includes('\n')));
  });
  it('of files can be read everywhere', () => {
    expect(sizeText(0)).toBe('0 B');
    expect(sizeText(999)).toBe('999 B');
    expect(sizeText(1000)).toBe('1 kB');
    expect(sizeText(1_234_567)).toBe('1.2 MB');
    expect(sizeText(52_400_000)).toBe('52 MB');
    expect(fileText('a.pdf', 1_234_567, 'http://h/f')).toBe('📎 a.pdf (1.2 MB)\nhttp://h/f');
  });
  it('ids are told from other text', () => {
    expect(isMessageId('A'.repeat(22))).toBe(true);
    expect(isMessageId(`s.${'A'.repeat(22)}`)).toBe(true);
    for (const id of ['', 'A'.repeat(21), 'A'.repeat(23), `${'A'.repeat(21)}|`])
      expect(isMessageId(id)).toBe(false);
    expect(pageId(`me|${'A'.repeat(22)}`)).toBe(`me|${'A'.repeat(22)}`);
    expect(() => pageId('A'.repeat(22))).toThrow(RangeError);
  });
  it('states only go forward', () => {
    expect(furthest({ kind: 'delivered' }, { kind: 'accepted' })).toEqual({ kind: 'delivered' });
    expect(furthest({ kind: 'held' }, { kind: 'accepted' })).toEqual({ kind: 'accepted' });
    expect(furthest({ kind: 'accepted' }, { kind: 'held' })).toEqual({ kind: 'accepted' });
  });
});
