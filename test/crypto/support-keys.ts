// Keys for this room's tests, made once per file.
import { der, derInteger, derNull, derOid, derSequence, derSmallInteger, TAG } from '../../src/crypto/der.ts';
import { RSA_OID } from '../../src/crypto/key-verdict.ts';
import {
  importPrivate,
  makeKeyPair,
  type KeyPairBytes,
  type PrivateKeys,
} from '../../src/crypto/key-pair.ts';

export interface Someone extends KeyPairBytes {
  readonly keys: PrivateKeys;
}

export async function makeSomeone(): Promise<Someone> {
  const pair = await makeKeyPair();
  return { ...pair, keys: await importPrivate(pair.pkcs8) };
}

export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** The kind of the error `run` ends with. */
export async function kindOf(run: () => unknown): Promise<unknown> {
  try {
    await run();
  } catch (error) {
    return error instanceof Error && 'kind' in error ? error.kind : error;
  }
  return 'no error';
}

/** A PKCS#8 whose numbers are made up: for rules that are judged before the numbers are. */
export function madeUpPkcs8(bits: number, exponent: number, oid = RSA_OID): Uint8Array<ArrayBuffer> {
  const number = (size: number) => derInteger(new Uint8Array(size / 8).fill(0x93));
  const half = number(bits / 2);
  const numbers = [number(bits), derSmallInteger(exponent), number(bits), half, half, half, half, half];
  const pkcs1 = derSequence(derSmallInteger(0), ...numbers);
  const algorithm = derSequence(derOid(oid), derNull);
  return derSequence(derSmallInteger(0), algorithm, der(TAG.octets, pkcs1));
}
