// How somebody is written to: what was learned of them, what the table adds, and what the server insists on.
import { describe, expect, it } from 'vitest';
import { DIALECTS } from '../../src/protocol/dialects.ts';
import { speechFor } from '../../src/protocol/speech-for.ts';
import { same, type Speech } from '../../src/protocol/speech.ts';

const { v12, agr, kat, g17, frew, seed } = DIALECTS;
const ROWS = Object.values(DIALECTS);
/** What a public message shows. */
const heard = ({ dataForm, signed, saltLength, fingerprint }: Speech): Partial<Speech> => ({
  dataForm,
  signed,
  saltLength,
  fingerprint,
});

describe('the speech for somebody', () => {
  it('is the server’s own while nothing is known', () => {
    for (const row of ROWS) expect(speechFor({}, row)).toEqual(row.speech);
  });

  it('is what was learned, where all of it is and the server checks nothing', () => {
    for (const { speech } of [kat, g17, frew, agr]) expect(speechFor(speech, kat)).toEqual(speech);
  });

  it('is made whole by the row that fits best', () => {
    for (const server of [kat, g17, frew]) {
      for (const { speech } of [kat, g17]) expect(speechFor(heard(speech), server)).toEqual(speech);
    }
    expect(speechFor(heard(frew.speech), g17)).toEqual(frew.speech);
    // One feature in common with several rows: the server's own is among them.
    expect(speechFor({ saltLength: 32 }, frew)).toEqual(frew.speech);
    expect(speechFor({ saltLength: 222, dataForm: 'object' }, kat)).toEqual(g17.speech);
  });

  it('keeps single habits that no row has', () => {
    expect(speechFor({ ...kat.speech, aesKeyBytes: 32 }, kat)).toEqual({ ...kat.speech, aesKeyBytes: 32 });
    expect(speechFor({ tag: 'separate' }, g17)).toEqual({ ...g17.speech, tag: 'separate' });
  });

  it('never has a form of data that the server refuses', () => {
    for (const { speech } of ROWS) {
      for (const server of ROWS) expect(speechFor(speech, server).dataForm).toBe(server.speech.dataForm);
    }
  });

  it('is signed in the server’s way where it checks what its clients sign', () => {
    for (const server of [v12, agr, seed]) {
      expect(speechFor(g17.speech, server)).toEqual({
        ...g17.speech,
        dataForm: server.speech.dataForm,
        signed: server.speech.signed,
        saltLength: server.speech.saltLength,
      });
    }
  });

  it('has no member in a chat that a server which checks does not know', () => {
    for (const server of [v12, agr, seed]) {
      for (const odd of [{ layout: 'frew' }, { binary: 'base64-of-hex' }, { tag: 'separate' }] as const) {
        expect(speechFor({ ...server.speech, ...odd }, server)).toEqual(server.speech);
      }
      expect(speechFor(frew.speech, server)).toEqual(server.speech);
      expect(speechFor({ tag: 'none' }, server).tag).toBe('none');
    }
    expect(speechFor(frew.speech, kat)).toEqual(frew.speech);
  });

  it('does not sign an object over its text as sent', () => {
    expect(speechFor(v12.speech, kat)).toMatchObject({ dataForm: 'object', signed: kat.speech.signed });
  });

  it('is the superset for those who read the flat half of it', () => {
    expect(speechFor({ ...v12.speech, payload: 'flat' }, v12)).toEqual(v12.speech);
    expect(speechFor({ ...v12.speech, payload: 'wrapped' }, v12).payload).toBe('wrapped');
  });
});

describe('two speeches', () => {
  it('are the same with the same features in any order, and only then', () => {
    const turned = Object.fromEntries(Object.entries(kat.speech).reverse()) as unknown as Speech;
    expect(same(turned, kat.speech)).toBe(true);
    const speeches = [v12, agr, kat, g17, frew].map(({ speech }) => speech);
    speeches.push({ ...kat.speech, fingerprint: { of: 'lines', text: 'hex' } });
    for (const [at, one] of speeches.entries())
      expect(speeches.map((other) => same(one, other)).indexOf(true)).toBe(at);
  });
});
