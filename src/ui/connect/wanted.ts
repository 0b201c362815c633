// A server that another view asks to join: the connect view takes it up, so that the reader sees how it goes. Not part of
// the address bar, because a link must not be able to join anything.
import type { ServerRef } from '../../engine/port/connection.ts';
import { go } from '../route.ts';

let wanted: ServerRef | undefined;

/** Opens the connect view, which joins `server` at once. */
export function moveTo({ address, scheme }: ServerRef): void {
  wanted = { address, scheme };
  go('connect');
}

/** The server that was asked for, once. */
export function takeWanted(): ServerRef | undefined {
  const taken = wanted;
  wanted = undefined;
  return taken;
}
