// Keys of the other people: real ones for those who write, and ones that only look right for those who are merely there.
import { fingerprintOf } from '../../../src/crypto/fingerprint.ts';
import { importPrivate, makeKeyPair } from '../../../src/crypto/key-pair.ts';
import { spkiOfNumbers } from '../../../src/crypto/key-verdict.ts';
import { systemRandom } from '../../../src/lib/clock.ts';
import { derToPem } from '../../../src/protocol/pem.ts';

export interface Person {
  readonly pem: string;
  readonly fingerprint: string;
}
export interface Writer extends Person {
  readonly sign: CryptoKey;
  /** Its last counter. */
  counter: number;
}

const EXPONENT = Uint8Array.of(1, 0, 1);

async function named(spki: Uint8Array): Promise<Person> {
  const pem: string = derToPem(spki);
  return { pem, fingerprint: await fingerprintOf(pem) };
}

export async function makeWriter(): Promise<Writer> {
  const { pkcs8, spki } = await makeKeyPair();
  const { sign } = await importPrivate(pkcs8);
  return { ...(await named(spki)), sign, counter: 1 };
}

/** 2048 bits, odd: imports and encrypts like any other, and nobody could ever open what is wrapped for it. */
export async function makeCrowd(count: number): Promise<readonly Person[]> {
  const crowd: Person[] = [];
  for (let at = 0; at < count; at += 1) {
    const n = systemRandom(256);
    n[0] = (n[0] ?? 0) | 0x80;
    n[255] = (n[255] ?? 0) | 1;
    crowd.push(await named(spkiOfNumbers(n, EXPONENT)));
  }
  return crowd;
}
