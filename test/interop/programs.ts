// How the clients of other programs write and read, one row each, from the facts and not from the product's table: a mistake
// there must show here.
import { createHash, createPublicKey, constants, sign, verify, type KeyObject } from 'node:crypto';
import { pythonJson, pythonSorted, sortedJson } from './json-forms.ts';

export type ProgramId = 'xvk' | 'agr' | 'kat' | 'g17' | 'frew' | 'seed';

export interface Program {
  readonly data: 'string' | 'object';
  /** What is signed, for `data` as an object and as it stands in the frame. */
  readonly signed: (data: unknown, counter: number, received: string | undefined) => string;
  readonly salt: number;
  readonly pem: (key: KeyObject) => string;
  /** Of a key, as somebody's PEM stands in the list. */
  readonly fingerprint: (listed: string) => string;
  readonly wrap: 'raw' | 'base64';
  readonly oaep: 'sha256' | 'sha1';
  readonly iv: number;
  readonly hasTag: boolean;
  readonly layout: 'v12' | 'frew';
  readonly payload: 'flat' | 'wrapped' | 'bare';
  /** What its client checks before it shows anything. */
  readonly checks: 'all' | 'chats' | 'nothing';
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
/** Body in lines of 64, with a final newline: what most libraries write. */
const lines = (key: KeyObject): string => String(key.export({ type: 'spki', format: 'pem' }));
const oneLine = (key: KeyObject): string => {
  const body = key.export({ type: 'spki', format: 'der' }).toString('base64');
  return `-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----`;
};

export const keyOf = (pem: string): KeyObject => createPublicKey(pem);

export const PROGRAMS: Readonly<Record<ProgramId, Program>> = {
  xvk: {
    data: 'string',
    signed: (data, counter, received) => `${received ?? JSON.stringify(data)}${counter}`,
    salt: 32,
    pem: oneLine,
    fingerprint: (listed) => sha256(oneLine(keyOf(listed))).toString('base64'),
    wrap: 'raw',
    oaep: 'sha256',
    iv: 16,
    hasTag: true,
    layout: 'v12',
    payload: 'flat',
    checks: 'all',
  },
  agr: {
    data: 'object',
    signed: (data, counter) => `${JSON.stringify(data)}${counter}`,
    salt: 32,
    pem: oneLine,
    fingerprint: (listed) => sha256(oneLine(keyOf(listed))).toString('base64'),
    wrap: 'base64',
    oaep: 'sha256',
    iv: 16,
    hasTag: true,
    layout: 'v12',
    payload: 'flat',
    checks: 'nothing',
  },
  kat: {
    data: 'object',
    signed: (data, counter) => `${pythonJson(data)}${counter}`,
    salt: 32,
    pem: (key) => lines(key).trimEnd(),
    fingerprint: (listed) =>
      Buffer.from(sha256(lines(keyOf(listed)).trimEnd()).toString('hex')).toString('base64'),
    wrap: 'raw',
    oaep: 'sha256',
    iv: 16,
    hasTag: false,
    layout: 'v12',
    payload: 'flat',
    checks: 'chats',
  },
  g17: {
    data: 'object',
    signed: (data, counter) => pythonSorted({ counter, data }),
    salt: 222,
    pem: lines,
    fingerprint: (listed) => sha256(listed).toString('base64'),
    wrap: 'raw',
    oaep: 'sha256',
    iv: 16,
    hasTag: true,
    layout: 'v12',
    payload: 'wrapped',
    checks: 'nothing',
  },
  frew: {
    data: 'object',
    signed: (data, counter) => `${sortedJson(data)}${counter}`,
    salt: 32,
    pem: lines,
    fingerprint: (listed) => sha256(listed).toString('base64'),
    wrap: 'raw',
    oaep: 'sha1',
    iv: 12,
    hasTag: true,
    layout: 'frew',
    payload: 'bare',
    checks: 'all',
  },
  seed: {
    data: 'object',
    signed: (data, counter) => `${JSON.stringify(data)}${counter}`,
    salt: 32,
    pem: oneLine,
    fingerprint: (listed) => sha256(oneLine(keyOf(listed))).toString('base64'),
    wrap: 'raw',
    oaep: 'sha256',
    iv: 16,
    hasTag: true,
    layout: 'v12',
    payload: 'flat',
    checks: 'all',
  },
};

const PSS = { padding: constants.RSA_PKCS1_PSS_PADDING };

export function signAs(program: Program, key: KeyObject, data: unknown, counter: number): string {
  const text = program.signed(data, counter, undefined);
  return sign('sha256', Buffer.from(text), { key, ...PSS, saltLength: program.salt }).toString('base64');
}

/** Whether a program that verifies would take this. `received`: the text of `data` where it came as a string. */
export function isSigned(
  program: Program,
  pem: string,
  frame: { readonly data: unknown; readonly counter: number; readonly signature: string },
  received?: string,
): boolean {
  const text = program.signed(frame.data, frame.counter, received);
  const options = { key: keyOf(pem), ...PSS, saltLength: program.salt };
  return verify('sha256', Buffer.from(text), options, Buffer.from(frame.signature, 'base64'));
}
