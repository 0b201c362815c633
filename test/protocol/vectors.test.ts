// Frames of real programs: each parses, and the text that its signature covers is among the candidates.
import { constants, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signedTexts } from '../../src/protocol/signed-forms.ts';
import { parseFrame, type SignedFrame } from '../../src/protocol/frame.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import { derToPem, pemToDer } from '../../src/protocol/pem.ts';
import { kindOf, vector, type VectorFile, type VectorFrame } from './support.ts';

const parse = (raw: string) => parseFrame(raw, LIMITS.inboundFrame);

/** Which candidate the sender signed, counted from 0; -1 for none. */
function signedCandidate(frame: SignedFrame, key: string): number {
  const texts = [...signedTexts(frame)].map((one) => one.text);
  expect(new Set(texts).size).toBe(texts.length);
  const options = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
  return texts.findIndex((text) => verify('sha256', Buffer.from(text), options, frame.signature));
}

function isSigned(frame: VectorFrame): boolean {
  return frame.from !== null && ['hello', 'chat', 'public_chat'].includes(frame.kind);
}

function keyOf(file: VectorFile, frame: VectorFrame): string {
  return file.identities[frame.from ?? '']!.publicKeyPem;
}

describe.each(['xvk', 'agr', 'kat'])('recorded frames of %s', (peer) => {
  const file = vector(peer);

  it.each(file.frames.filter(isSigned))('$id parses and its signature holds', (recorded) => {
    const frame = parse(recorded.raw) as SignedFrame;
    expect(frame.data.type).toBe(recorded.kind);
    expect(frame.form).toBe(file.facts['data']);
    expect(frame.counter).toBe(recorded.expect.counter);
    if (frame.data.type === 'public_chat') expect(frame.data.message).toBe(recorded.expect.text);
    expect(signedCandidate(frame, keyOf(file, recorded))).toBeGreaterThanOrEqual(0);
  });

  it('verify over the received text at once where it was sent as it was signed', () => {
    for (const recorded of file.frames.filter(isSigned)) {
      const position = signedCandidate(parse(recorded.raw) as SignedFrame, keyOf(file, recorded));
      expect(position).toBe(0);
    }
  });

  it('have no candidate for a forged signature', () => {
    for (const recorded of file.negatives.filter((frame) => frame.expect.signatureValid === false)) {
      const frame = parse(recorded.raw) as SignedFrame;
      expect(signedCandidate(frame, keyOf(file, recorded))).toBe(-1);
    }
  });

  it('lists: every key has a canonical form', () => {
    for (const recorded of file.frames.filter((frame) => frame.kind === 'client_list')) {
      const frame = parse(recorded.raw);
      if (frame.type !== 'client_list') throw new Error('no list');
      expect(frame.ignored).toBe(0);
      const pems = frame.servers.flatMap((server) => server.clients);
      expect(pems.length).toBeGreaterThan(0);
      for (const pem of pems) {
        const der = pemToDer(pem);
        expect(der).toBeDefined();
        expect(derToPem(der ?? new Uint8Array()).replaceAll('\n', '')).toBe(pem.replaceAll('\n', ''));
      }
    }
  });
});

describe('recorded frames of programs that serialise again', () => {
  it('frew: the sorted form verifies, also behind its Python server', () => {
    const file = vector('frew');
    for (const recorded of file.frames.filter((frame) => ['hello', 'public_chat'].includes(frame.kind))) {
      const frame = parse(recorded.raw) as SignedFrame;
      expect(signedCandidate(frame, keyOf(file, recorded)), recorded.id).toBeGreaterThanOrEqual(0);
    }
  });

  it('all parse, but for what is no message', () => {
    for (const peer of ['frew', 'g17', 'kat', 'xvk', 'agr']) {
      for (const recorded of vector(peer).frames) {
        const kind = kindOf(() => parse(recorded.raw));
        expect(kind, recorded.id).toBe(recorded.kind === 'error' ? 'unknown-type' : undefined);
      }
    }
  });
});
