// Every journey runs twice: on a first load (policy from the page itself) and on a page that the service worker already
// controls (policy from its headers, files from its cache).
import { describe } from 'vitest';

export function onBothLoads(name: string, journey: (controlledBySw: boolean) => void): void {
  for (const controlledBySw of [false, true])
    describe(`${name}, ${controlledBySw ? 'under the service worker' : 'first load'}`, () =>
      journey(controlledBySw));
}
