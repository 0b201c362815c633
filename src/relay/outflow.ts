// Writes to sockets, gathered: in a flood many frames leave in one system call each socket. What comes alone leaves in its
// own turn of the event loop; while one flush follows the other, the next waits a moment for more.
import type { Duplex } from 'node:stream';

/** Flushes of a flood are so far apart, in ms. */
const APART = 2;

const held = new Set<Duplex>();
let flushedAt = -Infinity;

/** From now on `wire` keeps what is written, until the flush that is due soon. */
export function hold(wire: Duplex): void {
  if (held.has(wire)) return;
  if (held.size === 0) {
    if (performance.now() - flushedAt < APART) setTimeout(flush, APART);
    else setImmediate(flush);
  }
  held.add(wire);
  wire.cork();
}

/** Hands what `wire` has kept to the operating system now. */
export function release(wire: Duplex): void {
  if (held.delete(wire)) wire.uncork();
}

function flush(): void {
  flushedAt = performance.now();
  for (const wire of held) wire.uncork();
  held.clear();
}
