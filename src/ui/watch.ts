// What the page watches once it is idle: storage, the other identities of this browser, and whether somebody is there.
import { watchUse } from './lock/watch.ts';
import type { Model } from './model/model.ts';
import { watchSelves } from './selves/watch-selves.ts';
import { watchStorage } from './watch-storage.ts';

/** Watches from now on. Returns what ends it. */
export function watch(model: Model): () => void {
  const ends = [watchStorage(model), watchSelves(model), watchUse(model)];
  return () => ends.forEach((end) => end());
}
