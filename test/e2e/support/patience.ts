// Promises in seconds ("a light is seen within two") are for a machine that has time: where others keep it busy, or where
// E2E_PATIENCE says so, the limits stretch.
import { availableParallelism, loadavg } from 'node:os';

/** `ms` on an idle machine, more on a busy one. */
export function within(ms: number): number {
  const told = Number(process.env['E2E_PATIENCE'] ?? 0);
  const busy = (loadavg()[0] ?? 0) / availableParallelism();
  return ms * Math.max(1, told, busy);
}
