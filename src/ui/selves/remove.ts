// Removing the identity on the screen, alone or with all others: what You › Identity asks for.
import type { Model } from '../model/model.ts';
import { profiles } from './book.ts';
import { showGone } from './gone.tsx';
import { takeOff } from './leave.ts';
import { wipeEverything } from './wipe.ts';

/** @param isAll Everything of this app; it is all there is where nobody else lives. */
export async function remove(model: Model, isAll: boolean): Promise<void> {
  const { selves } = model.app;
  if (!isAll && profiles().length > 1) {
    await takeOff(model, selves.id);
    return selves.go(profiles()[0]?.id ?? '');
  }
  showGone(await wipeEverything(model), () => location.assign('./'));
}
