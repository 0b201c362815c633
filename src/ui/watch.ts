// What the page watches once it is idle.
import { watchUse } from './lock/watch.ts';
import type { Model } from './model/model.ts';
import { watchStorage } from './watch-storage.ts';

export function watch(model: Model): void {
  watchStorage(model);
  watchUse(model);
}
