// Frames recorded from real programs: what each frame and each negative must come to, through the same rooms the app uses.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../src/crypto/fingerprint.ts';
import { importPrivate, selfTest, type PrivateKeys } from '../../src/crypto/key-pair.ts';
import { readPublicKey } from '../../src/crypto/key-verdict.ts';
import { createInPlaceRunner } from '../../src/crypto/run-in-place.ts';
import type { CryptoRunner } from '../../src/crypto/runner.ts';
import { fromUtf8, utf8 } from '../../src/lib/bytes.ts';
import { readingsOf } from '../../src/protocol/readings.ts';
import { signedTexts } from '../../src/protocol/signed-forms.ts';
import { parseFrame, type SignedFrame } from '../../src/protocol/frame.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import { readPayload } from '../../src/protocol/payload.ts';
import { derToPem, pemToDer } from '../../src/protocol/pem.ts';

interface Vectors {
  readonly facts: { readonly wrapped: string; readonly data: string };
  readonly identities: Readonly<Record<string, Identity>>;
  readonly frames: readonly Recorded[];
  readonly negatives: readonly (Recorded & { readonly base: string; readonly how: string })[];
}
interface Identity {
  readonly publicKeyPem: string;
  readonly fingerprint: string;
  readonly privateKeyPkcs8Base64: string;
}
interface Recorded {
  readonly id: string;
  readonly kind: string;
  readonly raw: string;
  readonly from?: string;
  readonly recipients: readonly string[];
  readonly expect: {
    readonly signatureValid?: boolean;
    readonly reason?: 'bad-signature' | 'replay';
    readonly lastCounter?: number;
    readonly opens?: boolean;
    readonly signedBy?: string;
    readonly text?: string;
    readonly participants?: readonly string[];
    readonly sender?: string;
    readonly publicKeyOf?: string;
    readonly counter?: number;
    readonly servers?: readonly { readonly address: string; readonly clients: readonly string[] }[];
  };
}

describe.each(['xvk', 'agr'])('%s', (peer) => {
  const vectors: Vectors = JSON.parse(
    readFileSync(new URL(`../vectors/${peer}.json`, import.meta.url), 'utf8'),
  );
  const privates = new Map<string, PrivateKeys>();
  const spkis = new Map<string, Uint8Array>();
  let runner: CryptoRunner;
  const spkiOf = (name: string) => spkis.get(name) ?? new Uint8Array(0);
  const nameOf = (fingerprint: string) =>
    Object.entries(vectors.identities).find(([, identity]) => identity.fingerprint === fingerprint)?.[0];

  beforeAll(async () => {
    runner = createInPlaceRunner();
    for (const [name, identity] of Object.entries(vectors.identities)) {
      const keys = await importPrivate(Buffer.from(identity.privateKeyPkcs8Base64, 'base64'));
      const spki = pemToDer(identity.publicKeyPem) ?? new Uint8Array(0);
      privates.set(name, keys);
      spkis.set(name, spki);
      expect(readPublicKey(spki)).toMatchObject({ bits: 2048 });
      expect(await selfTest(keys, spki)).toBe(true);
      expect(await fingerprintOf(derToPem(spki))).toBe(identity.fingerprint);
    }
  });

  function signed(recorded: Recorded): SignedFrame {
    const frame = parseFrame(recorded.raw, LIMITS.inboundFrame);
    if (frame.type !== 'signed_data') throw new Error(`${recorded.id} is not signed`);
    return frame;
  }

  async function holds(frame: SignedFrame, signer: string): Promise<boolean> {
    const texts = [...signedTexts(frame)].map(({ text }) => utf8(text));
    const job = { spkis: [spkiOf(signer)], signature: frame.signature, texts };
    return (await runner.verify(job)) !== undefined;
  }

  async function open(frame: SignedFrame, reader: string) {
    const keys = privates.get(reader);
    if (frame.data.type !== 'chat' || keys === undefined) throw new Error('not a chat');
    const { symmKeys: wrapped } = frame.data;
    await runner.setPrivateKeys(keys);
    const order = wrapped.map((_, index) => index);
    return runner.open({ wrapped, order, readings: readingsOf(frame.data), priority: 'low' });
  }

  const signedFrames = vectors.frames.filter((frame) => frame.expect.signatureValid !== undefined);
  it.each(signedFrames)('$id: the signature holds, for its sender alone', async (recorded) => {
    const frame = signed(recorded);
    expect(frame.counter).toBe(recorded.expect.counter);
    for (const name of Object.keys(vectors.identities)) {
      expect(await holds(frame, name), name).toBe(name === recorded.from);
    }
  });

  const chats = vectors.frames.filter(({ kind }) => kind === 'chat');
  it.each(chats)('$id: opens for its recipients and for nobody else', async (recorded) => {
    const frame = signed(recorded);
    for (const name of Object.keys(vectors.identities)) {
      const opened = await open(frame, name);
      if (!recorded.recipients.includes(name)) {
        expect(opened, name).toBeUndefined();
        continue;
      }
      if (opened === undefined || opened === 'broken') throw new Error(`${name} could not open it`);
      const payload = readPayload(fromUtf8(opened.plain) ?? '');
      expect(payload.message).toBe(recorded.expect.text);
      expect(payload.participants.map(nameOf)).toEqual(recorded.expect.participants);
    }
  });

  it.each(vectors.frames.filter(({ kind }) => kind === 'public_chat'))(
    '$id: says what it says',
    (recorded) => {
      expect(signed(recorded).data).toMatchObject({
        type: 'public_chat',
        message: recorded.expect.text,
        sender: vectors.identities[recorded.expect.sender ?? '']?.fingerprint,
      });
    },
  );

  it.each(vectors.frames.filter(({ kind }) => kind === 'hello'))(
    '$id: brings the key of its sender',
    (recorded) => {
      const { data } = signed(recorded);
      if (data.type !== 'hello') throw new Error('not a hello');
      expect(pemToDer(data.publicKey)).toEqual(spkiOf(recorded.expect.publicKeyOf ?? ''));
    },
  );

  it.each(vectors.frames.filter(({ kind }) => kind === 'client_list'))(
    '$id: lists usable keys',
    async (recorded) => {
      const frame = parseFrame(recorded.raw, LIMITS.inboundFrame);
      if (frame.type !== 'client_list') throw new Error('not a list');
      const names = await Promise.all(
        frame.servers.map(async ({ address, clients }) => ({
          address,
          clients: await Promise.all(
            clients.map(async (pem) => {
              const der = pemToDer(pem) ?? new Uint8Array(0);
              expect(readPublicKey(der)).toMatchObject({ bits: 2048 });
              return nameOf(await fingerprintOf(derToPem(der))) ?? '#unknown';
            }),
          ),
        })),
      );
      expect(names.map(({ address, clients }) => ({ address, clients: clients.sort() }))).toEqual(
        recorded.expect.servers?.map(({ address, clients }) => ({ address, clients: [...clients].sort() })),
      );
    },
  );

  it.each(vectors.negatives)('$id is rejected ($how)', async (recorded) => {
    const frame = signed(recorded);
    const valid = await holds(frame, recorded.from ?? '');
    expect(valid).toBe(recorded.expect.signatureValid);
    if (recorded.expect.reason === 'replay') {
      const base = vectors.frames.find(({ id }) => id === recorded.base);
      expect(signed(base ?? recorded).counter).toBe(recorded.expect.lastCounter);
      expect(frame.counter).toBeLessThanOrEqual(recorded.expect.lastCounter ?? -1);
    } else expect(valid).toBe(false);
    if (recorded.expect.signedBy !== undefined)
      expect(await holds(frame, recorded.expect.signedBy)).toBe(true);
    if (recorded.expect.opens === false) {
      for (const name of recorded.recipients) expect(await open(frame, name)).toBe('broken');
    }
  });

  it('wraps keys in the form its facts name', async () => {
    // Not a tautology: agr's recordings carry base64 text, xvk's raw bytes, and both opened above.
    expect(vectors.facts.wrapped).toBe(peer === 'agr' ? 'base64-text' : 'raw');
  });
});
