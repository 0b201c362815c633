// How a server and its people want to be spoken to: what a row of the table (dialects.ts) is made of, and the one row that
// everybody starts with.
import { AS_RECEIVED, CANONICAL, type PemForm, type Speech } from './speech.ts';

export const DIALECT_IDS = ['v12', 'v12-222', 'agr', 'kat', 'g17', 'frew', 'seed'] as const;
export type DialectId = (typeof DIALECT_IDS)[number];

/** How a server behaves, beyond what its users write. */
export interface Manners {
  /** It checks the signatures of all frames of its clients, by its own row's form; else only hello's, or none. */
  readonly verifiesFrames: boolean;
  /** Public key in hello. */
  readonly pem: PemForm;
  /** What comes back to its sender, when the own server is a destination (the echo is the acknowledgement). */
  readonly echoesChat: boolean;
  readonly echoesPublicChat: boolean;
  /** The server sends a list on every change, unasked. */
  readonly pushesList: boolean;
  /** A request for the list makes it send one to everybody. */
  readonly requestPushesToAll: boolean;
  /** A second socket of one key hears nothing once the first has closed: the key's place goes with that one. */
  readonly deafens: boolean;
  /** False: never more destinations than `symm_keys`, and one server per recipient. */
  readonly extraDestinations: boolean;
  /** A destination it does not list does harm: its neighbours, or our socket, suffer for it. */
  readonly unknownDestinationHurts: boolean;
  /** A frame longer than this many bytes ends the socket. */
  readonly frameLimit: number;
  readonly upload: UploadManners;
}

export interface UploadManners {
  /** Multipart field `file`, or the bare bytes as the body. */
  readonly body: 'multipart' | 'raw';
  /** Port of uploads: that of the WebSocket plus so many; or a port of its own. */
  readonly port: { readonly plus: number } | { readonly fixed: number };
  /** The most one file may have, in bytes; undefined: not known. */
  readonly limit: number | undefined;
  /** What browsers may do from another origin: all, upload only, or nothing. */
  readonly cors: 'all' | 'upload' | 'none';
  /** Path below which a file lies under the very name its sender gave it; undefined: only the answer tells where. */
  readonly named?: string;
}

export interface Dialect {
  readonly id: DialectId;
  readonly speech: Speech;
  readonly manners: Manners;
}

/** v1.2 as its authors run it (xvk), and Porchlight's own relay. */
export const V12: Dialect = {
  id: 'v12',
  speech: {
    dataForm: 'string',
    signed: AS_RECEIVED,
    members: 'sorted',
    saltLength: 32,
    fingerprint: CANONICAL,
    oaepHash: 'SHA-256',
    wrapText: 'raw',
    aesKeyBytes: 16,
    ivBytes: 16,
    tag: 'appended',
    binary: 'base64',
    layout: 'v12',
    payload: 'both',
  },
  manners: {
    verifiesFrames: true,
    pem: 'one-line',
    echoesChat: true,
    echoesPublicChat: true,
    pushesList: true,
    requestPushesToAll: true,
    deafens: false,
    extraDestinations: true,
    unknownDestinationHurts: false,
    frameLimit: 8 * 1024 * 1024,
    upload: { body: 'multipart', port: { plus: 0 }, limit: undefined, cors: 'upload' },
  },
};
