// What real servers and their clients want to be sent, one row each (DIALECTS.md). A table: code asks it, nothing branches
// on a name. A new server program is a new row and a file of recordings.
import type { FingerprintForm, PemForm, SignedForm, Speech } from './speech.ts';

export type DialectId = 'v12' | 'v12-222' | 'agr' | 'kat' | 'g17' | 'frew' | 'seed';

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

const MIB = 1024 * 1024;
const canonical: FingerprintForm = { of: 'one-line', text: 'base64' };
const asReceived: SignedForm = { over: 'received', counter: true };
const compact = { over: 'data', spaced: false, sorted: false, ascii: false, counter: true } as const;

const v12: Dialect = {
  id: 'v12',
  speech: {
    dataForm: 'string',
    signed: asReceived,
    members: 'sorted',
    saltLength: 32,
    fingerprint: canonical,
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
    frameLimit: 8 * MIB,
    upload: { body: 'multipart', port: { plus: 0 }, limit: undefined, cors: 'upload' },
  },
};

export const DIALECTS: Readonly<Record<DialectId, Dialect>> = {
  /** v1.2 as its authors run it (xvk), and Porchlight's own relay. */
  v12,
  /** The same for strict checkers of the longest salt, of whom nothing else is known. */
  'v12-222': { ...v12, id: 'v12-222', speech: { ...v12.speech, saltLength: 222 } },
  agr: {
    id: 'agr',
    speech: {
      ...v12.speech,
      dataForm: 'object',
      signed: compact,
      members: 'specified',
      wrapText: 'base64',
      payload: 'flat',
    },
    manners: {
      ...v12.manners,
      echoesChat: false,
      echoesPublicChat: false,
      requestPushesToAll: false,
      extraDestinations: false,
      upload: { body: 'multipart', port: { plus: 0 }, limit: 25 * MIB, cors: 'all' },
    },
  },
  kat: {
    id: 'kat',
    speech: {
      ...v12.speech,
      dataForm: 'object',
      signed: { over: 'data', spaced: true, sorted: false, ascii: true, counter: true },
      members: 'specified',
      fingerprint: { of: 'lines', text: 'base64-of-hex' },
      tag: 'none',
      payload: 'flat',
    },
    manners: {
      ...v12.manners,
      verifiesFrames: false,
      pem: 'lines',
      pushesList: false,
      requestPushesToAll: false,
      deafens: true,
      frameLimit: MIB,
      upload: { body: 'multipart', port: { fixed: 5000 }, limit: undefined, cors: 'none' },
    },
  },
  g17: {
    id: 'g17',
    speech: {
      ...v12.speech,
      dataForm: 'object',
      signed: { over: 'pair', spaced: false, sorted: true, ascii: true, counter: false },
      members: 'specified',
      saltLength: 222,
      fingerprint: { of: 'as-received', text: 'base64' },
      payload: 'wrapped',
    },
    manners: {
      ...v12.manners,
      verifiesFrames: false,
      pem: 'lines-newline',
      requestPushesToAll: false,
      unknownDestinationHurts: true,
      frameLimit: MIB,
      upload: { body: 'multipart', port: { plus: 1 }, limit: 10 * MIB, cors: 'none', named: '/files/' },
    },
  },
  frew: {
    id: 'frew',
    speech: {
      ...v12.speech,
      dataForm: 'object',
      signed: { over: 'data', spaced: false, sorted: true, ascii: false, counter: true },
      fingerprint: { of: 'as-received', text: 'base64' },
      oaepHash: 'SHA-1',
      ivBytes: 12,
      layout: 'frew',
      payload: 'bare',
    },
    manners: {
      ...v12.manners,
      verifiesFrames: false,
      pem: 'lines-newline',
      pushesList: false,
      requestPushesToAll: false,
      deafens: true,
      unknownDestinationHurts: true,
      frameLimit: MIB,
      upload: { body: 'raw', port: { plus: 1000 }, limit: MIB, cors: 'none' },
    },
  },
  /** The seed text by the letter, where no program is known: `data` as an object, lists on request. */
  seed: {
    id: 'seed',
    speech: { ...v12.speech, dataForm: 'object', signed: compact, members: 'specified' },
    manners: {
      ...v12.manners,
      echoesChat: false,
      echoesPublicChat: false,
      pushesList: false,
      requestPushesToAll: false,
    },
  },
};
