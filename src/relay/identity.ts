// The server's own key: read from its file, made on first start, used to sign server_hello alone.
import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { importPrivate, makeKeyPair, spkiOf } from '../crypto/key-pair.ts';
import { sign } from '../crypto/pss.ts';
import { fromBase64, toBase64 } from '../lib/base64.ts';
import { utf8 } from '../lib/bytes.ts';
import type { Clock } from '../lib/clock.ts';
import { derToPem } from '../protocol/pem.ts';
import { signedText, writeSignedFrame } from '../protocol/write.ts';

export interface Identity {
  /** base64 fingerprint that neighbours put behind `=`. */
  readonly fingerprint: string;
  /** A signed `server_hello` in `address`'s name, its counter higher than any before. */
  hello(address: string): Promise<string>;
}

const PEM = /^-----BEGIN PRIVATE KEY-----\n([A-Za-z0-9+/=\n]+)\n-----END PRIVATE KEY-----\n?$/;
/** Quarter seconds are counted from here (PROTOCOL.md rule 9). */
const EPOCH = Date.UTC(2026, 0, 1);

function writePem(pkcs8: Uint8Array): string {
  const lines = toBase64(pkcs8).match(/.{1,64}/g) ?? [];
  return ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''].join('\n');
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

async function readOrMake(file: string): Promise<Uint8Array> {
  try {
    const body = PEM.exec((await readFile(file, 'utf8')).replaceAll('\r\n', '\n'))?.[1]?.replaceAll('\n', '');
    const pkcs8 = body === undefined ? undefined : fromBase64(body);
    if (pkcs8 === undefined) throw new Error(`${file} holds no unencrypted PKCS#8 private key`);
    return pkcs8;
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  const { pkcs8 } = await makeKeyPair();
  // 'wx': never written over a key that another process has just made.
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(writePem(pkcs8));
  } finally {
    await handle.close();
  }
  return pkcs8;
}

/** The identity kept in `file`, or one that ends with this run. Throws when the file holds something else. */
export async function openIdentity(file: string | undefined, clock: Clock): Promise<Identity> {
  const pkcs8 = file === undefined ? (await makeKeyPair()).pkcs8 : await readOrMake(file);
  const publicKey: string = derToPem(spkiOf(pkcs8));
  const keys = await importPrivate(pkcs8);
  pkcs8.fill(0);
  let counter = 0;
  return {
    fingerprint: createHash('sha256').update(publicKey).digest('base64'),
    hello: async (address) => {
      counter = Math.max(counter + 1, Math.floor((clock.now() - EPOCH) / 250));
      const mine = counter;
      // `public_key` goes with it so that a neighbour needs to be told a fingerprint only. Keys in alphabetical order.
      const dataText = JSON.stringify({ public_key: publicKey, sender: address, type: 'server_hello' });
      const signature = await sign(keys.sign, utf8(signedText(dataText, mine)));
      return writeSignedFrame({
        dataText,
        form: 'string',
        counter: mine,
        signatureText: toBase64(signature),
      });
    },
  };
}
