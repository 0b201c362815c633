// How to write to whom: as they do, never in a form that our server refuses.
import { otherDialects } from '../../src/engine/later.ts';
import { describe, expect, it } from 'vitest';
import type { Habits } from '../../src/domain/habits.ts';
import { VoiceBook } from '../../src/engine/voices.ts';
import { toBase64 } from '../../src/lib/base64.ts';
import type { Dialect } from '../../src/protocol/dialect.ts';
import { DIALECTS } from '../../src/protocol/dialects.ts';
import type { PersonRow } from '../../src/store/person-rows.ts';
import { FakePeople, fingerprint } from '../support/parts-fakes.ts';

// The table of other dialects is here, as it is wherever one is spoken.
await otherDialects();

const anna = fingerprint(toBase64(new Uint8Array(32).fill(1)));
const ben = fingerprint(toBase64(new Uint8Array(32).fill(2)));
const row = (habits: Habits): PersonRow => ({
  fingerprint: anna,
  pem: '',
  petname: '',
  claimed: '',
  firstSeen: 0,
  lastSeen: 0,
  accepted: false,
  saidHello: false,
  xSeenAt: 0,
  caps: [],
  habits,
});
const book = (dialect: Dialect, habits?: Habits): VoiceBook =>
  new VoiceBook({ people: new FakePeople(habits ? [row(habits)] : []), dialect: () => dialect });

describe('how to write to somebody', () => {
  it('is as the server has it while nothing is known of them', () => {
    for (const dialect of Object.values(DIALECTS))
      expect(book(dialect).speechTo(anna)).toEqual(dialect.speech);
  });

  it('is as they do, completed from the row that fits what is known', () => {
    const { signed, saltLength, fingerprint: name } = DIALECTS.kat.speech;
    const habits = { dataForm: 'object', signed: { ...signed }, saltLength, fingerprint: name } as const;
    expect(book(DIALECTS.g17, habits).speechTo(anna)).toEqual(DIALECTS.kat.speech);
    const odd = { ...habits, tag: 'separate', aesKeyBytes: 32 } as const;
    expect(book(DIALECTS.g17, odd).speechTo(anna)).toEqual({ ...DIALECTS.kat.speech, ...odd });
  });

  it('is the very same for all who write alike, heard or not', () => {
    const voices = book(DIALECTS.v12, { ...DIALECTS.v12.speech });
    expect(voices.speechTo(anna)).toBe(voices.speechTo(ben));
    voices.learn(ben, { ...DIALECTS.g17.speech });
    expect(voices.speechTo(anna)).not.toBe(voices.speechTo(ben));
    voices.learn(anna, { ...DIALECTS.g17.speech });
    expect(voices.speechTo(anna)).toBe(voices.speechTo(ben));
  });

  it('keeps the form of data that the server wants, and its signature where it verifies frames', () => {
    const { dataForm, signed, saltLength } = DIALECTS.v12.speech;
    expect(book(DIALECTS.v12, DIALECTS.g17.speech).speechTo(anna)).toEqual({
      ...DIALECTS.g17.speech,
      dataForm,
      signed,
      saltLength,
    });
  });
});

describe('what is learned', () => {
  it('is not unlearned by an old frame that somebody sends again', () => {
    const voices = book(DIALECTS.kat);
    voices.learn(anna, DIALECTS.kat.speech, 20);
    voices.learn(anna, DIALECTS.v12.speech, 7);
    expect(voices.speechTo(anna)).toEqual(DIALECTS.kat.speech);
    voices.learn(anna, DIALECTS.g17.speech, 21);
    expect(voices.speechTo(anna)).toEqual(DIALECTS.g17.speech);
  });

  it('adds to what was known, and says how the next stranger may sign', () => {
    const voices = book(DIALECTS.v12, { tag: 'none' });
    const { signed, saltLength } = DIALECTS.g17.speech;
    voices.learn(anna, { signed, saltLength });
    expect(voices.habits(anna)).toEqual({ tag: 'none', signed, saltLength });
    expect(voices.signingsOf(anna)).toEqual([{ signed, saltLength }]);
    expect(voices.signingsOf(ben)[0]).toEqual({ signed, saltLength });
    expect(voices.signingsOf(ben)).toHaveLength(2);
  });

  it('SHA-1 is expected where a row or a message speaks for it', () => {
    const voices = book(DIALECTS.v12);
    expect(voices.hashesFor('v12')).toEqual(['SHA-256']);
    expect(voices.hashesFor('frew')).toEqual(['SHA-1']);
    voices.learn(anna, { oaepHash: 'SHA-1', layout: 'v12' });
    expect(voices.hashesFor('v12')).toEqual(['SHA-256', 'SHA-1']);
    expect(book(DIALECTS.frew).hashesFor('v12')).toEqual(['SHA-1']);
  });
});
