// One key, the names that recorded programs give it.
import { describe, expect, it } from 'vitest';
import { nameOfKey } from '../../src/engine/key-names.ts';
import { DIALECTS } from '../../src/protocol/dialects.ts';
import { pemToDer } from '../../src/protocol/pem.ts';
import { vector } from '../protocol/support.ts';

describe.each([
  ['xvk', DIALECTS.v12],
  ['agr', DIALECTS.agr],
  ['kat', DIALECTS.kat],
  ['g17', DIALECTS.g17],
  ['frew', DIALECTS.frew],
])('%s', (peer, { speech }) => {
  it('calls keys as its row says', async () => {
    const identities = Object.values(vector(peer).identities);
    expect(identities.length).toBeGreaterThan(2);
    for (const { publicKeyPem: received, fingerprint } of identities) {
      const spki = pemToDer(received) ?? new Uint8Array();
      expect(await nameOfKey(speech.fingerprint, { spki, received })).toBe(fingerprint);
    }
  });
});
