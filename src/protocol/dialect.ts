// What real servers and clients want to be sent, one row each (DIALECTS.md). A table: code asks it, nothing branches on
// a name.
import type { DataForm } from './frame.ts';

export type DialectId = 'v12' | 'agr' | 'seed';

export interface Dialect {
  readonly id: DialectId;
  /** How `data` stands in the envelope. */
  readonly dataForm: DataForm;
  /** Salt of the PSS signature, in bytes. */
  readonly saltLength: 32;
  /** What OAEP wraps: the key's bytes, or their base64 text. */
  readonly wrapText: 'raw' | 'base64';
  readonly oaepHash: 'SHA-256';
  readonly aesKeyBytes: 16 | 32;
  readonly ivBytes: 12 | 16;
  /** Where the GCM tag goes. */
  readonly tag: 'appended';
  /** Public key in hello. */
  readonly pem: 'one-line';
  /** Fingerprint in `sender` and `participants`. */
  readonly fingerprint: 'base64-sha256-of-one-line-pem';
  /** What comes back to its sender, when the own server is a destination (the echo is the acknowledgement). */
  readonly echoesChat: boolean;
  readonly echoesPublicChat: boolean;
  /** The server sends a list on every change, unasked. */
  readonly pushesList: boolean;
  /** False: never more destinations than `symm_keys`, and one server per recipient. */
  readonly extraDestinations: boolean;
}

const v12: Dialect = {
  id: 'v12',
  dataForm: 'string',
  saltLength: 32,
  wrapText: 'raw',
  oaepHash: 'SHA-256',
  aesKeyBytes: 16,
  ivBytes: 16,
  tag: 'appended',
  pem: 'one-line',
  fingerprint: 'base64-sha256-of-one-line-pem',
  echoesChat: true,
  echoesPublicChat: true,
  pushesList: true,
  extraDestinations: true,
};

export const DIALECTS: Readonly<Record<DialectId, Dialect>> = {
  /** v1.2 as its authors run it (xvk), and Porchlight's own relay. */
  v12,
  agr: {
    ...v12,
    id: 'agr',
    dataForm: 'object',
    wrapText: 'base64',
    echoesChat: false,
    echoesPublicChat: false,
    extraDestinations: false,
  },
  /** The seed text by the letter, where no program is known: `data` as an object, lists on request. */
  seed: {
    ...v12,
    id: 'seed',
    dataForm: 'object',
    echoesPublicChat: false,
    echoesChat: false,
    pushesList: false,
  },
};
