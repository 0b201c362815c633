// A stored identity as it is read and shown: whether it is whole, and what the pages learn of it.
import type { Fingerprint } from '../domain/ids.ts';
import { pemToDer } from '../protocol/pem.ts';
import type { IdentityRow, LockRow, RecoveryRow } from '../store/identity-rows.ts';
import type { IdentityView, Me, RecoveryState } from './port/identity.ts';
import type { LockWays } from './port/lock.ts';

/** Some browsers store a key and give back nothing. */
export function isWhole(row: IdentityRow): boolean {
  const keys: readonly unknown[] = [row.sign, row.open256, row.open1];
  return keys.every((key) => typeof key === 'object' && key !== null) && pemToDer(row.pem) !== undefined;
}

export function meOf({ fingerprint, name, createdAt, recovery, lock }: IdentityRow): Me {
  return {
    fingerprint,
    name,
    createdAt,
    recovery: recoveryOf(recovery),
    ...(lock && { lock: waysOf(lock) }),
  };
}

export const waysOf = ({ passkey }: LockRow): LockWays => ({ passkey: passkey?.ref });

export function lost(fingerprint: Fingerprint | undefined): IdentityView {
  return { phase: 'lost', fingerprint };
}

function recoveryOf(recovery: RecoveryRow | undefined): RecoveryState {
  if (recovery === undefined) return { kind: 'none' };
  const { text: _text, fileName: _name, tested, ...facts } = recovery;
  return { kind: tested ? 'tested' : 'untested', ...facts };
}
