// The rows against what was recorded of the programs they are for.
import { describe, expect, it } from 'vitest';
import { DIALECTS } from '../../src/protocol/dialects.ts';
import type { FingerprintForm, SignedForm } from '../../src/protocol/speech.ts';
import { vector } from './support.ts';

const SIGNED: Readonly<Record<string, SignedForm>> = {
  'data-text+counter': { over: 'received', counter: true },
  'js-json(data)+counter': { over: 'data', spaced: false, sorted: false, ascii: false, counter: true },
  'py-json(data)+counter': { over: 'data', spaced: true, sorted: false, ascii: true, counter: true },
  'sorted-json(data)+counter': { over: 'data', spaced: false, sorted: true, ascii: false, counter: true },
  'py-sorted-compact({counter,data})': {
    over: 'pair',
    spaced: false,
    sorted: true,
    ascii: true,
    counter: false,
  },
};
/** What their own clients send: for these the PEM as received is the one with lines and a final newline. */
const FINGERPRINTS: Readonly<Record<string, FingerprintForm>> = {
  'base64(sha256(pem-oneline))': { of: 'one-line', text: 'base64' },
  'base64(hex(sha256(pem64)))': { of: 'lines', text: 'base64-of-hex' },
  'base64(sha256(pem64nl))': { of: 'as-received', text: 'base64' },
};
const PEMS: Readonly<Record<string, string>> = {
  'one-line': 'one-line',
  '64-column, no final newline': 'lines',
  '64-column, final newline': 'lines-newline',
};

describe.each([
  ['xvk', DIALECTS.v12],
  ['agr', DIALECTS.agr],
  ['kat', DIALECTS.kat],
  ['g17', DIALECTS.g17],
  ['frew', DIALECTS.frew],
])('the row for %s', (peer, { speech, manners }) => {
  const { facts } = vector(peer);

  it('says what its recordings show', () => {
    expect(speech).toMatchObject({
      dataForm: facts['data'],
      signed: SIGNED[String(facts['signedInput'])],
      saltLength: facts['saltLength'],
      fingerprint: FINGERPRINTS[String(facts['fingerprint'])],
      wrapText: facts['wrapped'] === 'base64-text' ? 'base64' : facts['wrapped'],
      oaepHash: facts['oaepHash'],
      aesKeyBytes: facts['aesKeyBytes'],
      ivBytes: facts['ivBytes'],
      tag: facts['tag'],
      binary: facts['binaryFields'],
      layout: String(facts['layout']).replace('v1.2', 'v12'),
    });
    // Ours to those who speak v1.2 is a superset of what they write.
    if (speech.payload !== 'both') expect(speech.payload).toBe(facts['payload']);
    expect(manners.pem).toBe(PEMS[String(facts['publicKeyPem'])]);
    expect(facts['observed']).toMatchObject({
      publicEchoedToSender: manners.echoesPublicChat,
      chatEchoedToSender: manners.echoesChat,
    });
  });
});

describe('the table', () => {
  it('names each row by its own key', () => {
    for (const [key, row] of Object.entries(DIALECTS)) expect(row.id).toBe(key);
  });

  it('sends a string where v1.2 is spoken and an object everywhere else', () => {
    for (const [key, { speech }] of Object.entries(DIALECTS)) {
      expect(speech.dataForm).toBe(key.startsWith('v12') ? 'string' : 'object');
    }
  });
});
