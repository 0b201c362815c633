// The rows against what was recorded of the programs they are for.
import { describe, expect, it } from 'vitest';
import { DIALECTS } from '../../src/protocol/dialect.ts';
import { vector } from './support.ts';

describe.each([
  ['xvk', DIALECTS.v12],
  ['agr', DIALECTS.agr],
])('the row for %s', (peer, row) => {
  const { facts } = vector(peer);

  it('says what its recordings show', () => {
    expect(row).toMatchObject({
      dataForm: facts['data'],
      saltLength: facts['saltLength'],
      wrapText: facts['wrapped'] === 'base64-text' ? 'base64' : facts['wrapped'],
      oaepHash: facts['oaepHash'],
      aesKeyBytes: facts['aesKeyBytes'],
      ivBytes: facts['ivBytes'],
      tag: facts['tag'],
      pem: facts['publicKeyPem'],
    });
    expect(facts['fingerprint']).toBe('base64(sha256(pem-oneline))');
    expect(facts['observed']).toMatchObject({
      publicEchoedToSender: row.echoesPublicChat,
      chatEchoedToSender: row.echoesChat,
    });
  });
});

describe('the table', () => {
  it('names each row by its own key', () => {
    for (const [key, row] of Object.entries(DIALECTS)) expect(row.id).toBe(key);
  });

  it('sends a string where v1.2 is spoken and an object where the seed is', () => {
    expect([DIALECTS.v12.dataForm, DIALECTS.agr.dataForm, DIALECTS.seed.dataForm]).toEqual([
      'string',
      'object',
      'object',
    ]);
  });
});
