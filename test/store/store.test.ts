// The contract over fake-indexeddb.
import '../support/fake-idb.ts';
import { describe, it } from 'vitest';
import { openStore, type Store } from '../../src/store/store.ts';
import { storeContract } from './contract.ts';

describe('store', () => {
  for (const [index, contract] of storeContract.entries()) {
    it(contract.name, async () => {
      const opened: Store[] = [];
      await contract.run(async (options) => {
        const store = await openStore(`contract-${index}`, { onTrouble: () => undefined, ...options });
        opened.push(store);
        return store;
      });
      for (const store of opened) store.close();
    });
  }
});
