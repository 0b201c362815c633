// Where a spare key can still be made for the key in use: as long as its bytes are at hand (it is new), or lie in its lock.
import type { Me } from '../../engine/port/identity.ts';
import type { Model } from '../model/model.ts';
import { linkTo } from '../route.ts';

/** The address of that place; undefined: this browser gives the bytes out no more. Reads signals. */
export function spareWay({ identity }: Model, me: Me): string | undefined {
  if (identity.value.phase === 'fresh') return linkTo('welcome', 'spare');
  return me.lock === undefined ? undefined : linkTo('you', 'lock');
}
