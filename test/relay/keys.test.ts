// Frames that real programs sent: the relay finds their signatures good, whatever they serialise, and names their keys.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/protocol/limits.ts';
import { parseFrame, type SignedFrame } from '../../src/protocol/frame.ts';
import { readKey, signatureHolds, type KnownKey } from '../../src/relay/keys.ts';

interface Vectors {
  readonly facts: { readonly saltLength: number };
  readonly identities: Record<string, { readonly publicKeyPem: string; readonly fingerprint: string }>;
  readonly frames: readonly {
    readonly id: string;
    readonly raw: string;
    readonly kind: string;
    readonly from: string;
  }[];
}
function vectorsOf(name: string): Vectors {
  return JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), 'utf8')) as Vectors;
}
function keyOf(pem: string): KnownKey {
  const read = readKey(pem);
  if ('refused' in read) throw new Error(read.refused);
  return read.key;
}
function signedFrame(raw: string): SignedFrame | undefined {
  const frame = parseFrame(raw, LIMITS.relayClientFrame);
  return frame.type === 'signed_data' ? frame : undefined;
}

describe.each(['xvk', 'agr', 'kat', 'frew'])('frames sent by %s', (name) => {
  const { frames, identities } = vectorsOf(name);

  it('verify under their sender and under nobody else', async () => {
    let count = 0;
    for (const { id, raw, from, kind } of frames.filter((frame) => frame.id.endsWith('-sent'))) {
      const identity = identities[from];
      // frew's encrypted payload is an object in the clear, which the relay does not carry.
      if (identity === undefined || (name === 'frew' && kind === 'chat')) continue;
      const frame = signedFrame(raw);
      if (frame === undefined) continue;
      count += 1;
      expect([id, await signatureHolds(keyOf(identity.publicKeyPem), frame)]).toEqual([id, true]);
      const other = Object.entries(identities).find(([who]) => who !== from)?.[1];
      if (other !== undefined) expect(await signatureHolds(keyOf(other.publicKeyPem), frame)).toBe(false);
    }
    expect(count).toBeGreaterThan(1);
  });

  it('name keys as the relay does', () => {
    for (const { publicKeyPem, fingerprint } of Object.values(identities)) {
      expect(keyOf(publicKeyPem).goesBy(fingerprint)).toBe(true);
      expect(keyOf(publicKeyPem).goesBy(`${fingerprint} `)).toBe(false);
    }
  });
});

describe('a key in a list', () => {
  const pem = Object.values(vectorsOf('xvk').identities)[0]!.publicKeyPem;
  const columns = pem.replace(/(.{64})(?!\n)(?=[A-Za-z0-9+/=])/g, '$1\n');

  it('stands as its owner wrote it, unless that form kills other programs', () => {
    expect(keyOf(pem).listed).toBe(pem);
    expect(keyOf(columns).listed).toBe(columns);
    expect(keyOf(`${columns}\n`).listed).toBe(`${columns}\n`);
    expect(keyOf(columns.replaceAll('\n', '\r\n')).listed).toBe(pem);
    expect(keyOf(pem.replaceAll('\n', '')).listed).toBe(pem);
  });

  it('has one fingerprint in every form', () => {
    const forms = [pem, columns, `${columns}\n`, columns.replaceAll('\n', '\r\n')];
    expect(new Set(forms.map((form) => keyOf(form).fingerprint)).size).toBe(1);
  });
});
