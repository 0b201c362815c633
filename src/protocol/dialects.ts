// What real servers and their clients want to be sent, one row each (DIALECTS.md). A table: code asks it, nothing branches
// on a name. A new server program is a new row and a file of recordings. Where v1.2 alone is spoken it is never loaded.
import { V12 as v12, type Dialect, type DialectId } from './dialect.ts';

const MIB = 1024 * 1024;
const compact = { over: 'data', spaced: false, sorted: false, ascii: false, counter: true } as const;

export const DIALECTS: Readonly<Record<DialectId, Dialect>> = {
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
      // Its client reads the wrapped copy and passes over what stands beside it: so `x` comes along between Porchlights.
      payload: 'both',
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
