// Two relays that know each other by address and fingerprint, as two operators would set them up.
import { createHash, generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { derToPem } from '../../../src/protocol/pem.ts';
import { scratchFolder } from './paths.ts';
import { freePort, startRelayProcess, type RelayProcess } from './relay-process.ts';

interface ServerKey {
  readonly file: string;
  readonly fingerprint: string;
}

/** A server key in a file, as the relay makes it on its first start. */
function serverKey(): ServerKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const file = join(scratchFolder('identity'), 'relay-key');
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  const pem: string = derToPem(new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })));
  return { file, fingerprint: createHash('sha256').update(pem).digest('base64') };
}

/** Both are up and know each other when this answers. */
export async function startMesh(): Promise<readonly [RelayProcess, RelayProcess]> {
  const keys = [serverKey(), serverKey()] as const;
  const ports = [await freePort(), await freePort()] as const;
  const start = (mine: 0 | 1, other: 0 | 1): Promise<RelayProcess> =>
    startRelayProcess({
      port: ports[mine],
      identity: keys[mine].file,
      args: ['--neighbour', `localhost:${ports[other]}=${keys[other].fingerprint}`],
    });
  return Promise.all([start(0, 1), start(1, 0)]);
}
