// The store in memory keeps the contract of the real one, as far as tests of the engine lean on it.
import { describe, it } from 'vitest';
import { storeContract } from '../store/contract.ts';
import { Disk, memoryStore } from './memory-store.ts';

/** What it does not keep: identities, servers, and the ways a browser can take a database away. */
const BEYOND = /reopening|private key|removed is gone|cannot be stored|wipe|deleted under|older page/;

describe('the store in memory', () => {
  for (const one of storeContract) {
    it.skipIf(BEYOND.test(one.name))(one.name, async () => {
      const disk = new Disk();
      await one.run(async () => memoryStore(disk));
    });
  }
});
