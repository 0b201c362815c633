// Object store `meta`: single values under their names.
import type { IdentityRow, LockedIdentityRow } from './identity-rows.ts';
import type { LedgerRow, PreferencesRow, ServerKey } from './rows.ts';
import type { MetaRow } from './schema.ts';

export interface Meta {
  readonly identity: IdentityRow | LockedIdentityRow | undefined;
  readonly preferences: PreferencesRow | undefined;
  readonly ledger: LedgerRow | undefined;
  readonly currentServer: ServerKey | undefined;
  readonly lastSeq: number;
}

/** The rows by name; what was never stored is undefined, the sequence 0. */
export function metaOf(rows: readonly MetaRow[]): Meta {
  return {
    identity: rows.find((row) => row.name === 'identity')?.value,
    preferences: rows.find((row) => row.name === 'preferences')?.value,
    ledger: rows.find((row) => row.name === 'ledger')?.value,
    currentServer: rows.find((row) => row.name === 'currentServer')?.value,
    lastSeq: rows.find((row) => row.name === 'sequence')?.value ?? 0,
  };
}
