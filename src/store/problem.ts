// The one error of this room. `cause` carries the browser's error; nothing stored is ever in a message.

/**
 * - `broken`: failed three times in a row; what was asked for is not stored (R04)
 * - `full`: the browser's quota is used up (R06); reading still works
 * - `blocked`: another page holds an older version open for more than 5 s (R05)
 * - `newer-version`: the database is newer than this program, or a newer page has taken it over: reload
 * - `lost`: the database was deleted under the running program (R07); never made anew silently
 * - `refused`: a value cannot be stored at all, e.g. keys in a browser that cannot keep them
 * - `closed`: the store was closed or wiped before
 */
export type StoreProblem = 'broken' | 'full' | 'blocked' | 'newer-version' | 'lost' | 'refused' | 'closed';

/** Why the store could not do what it was asked. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly kind: StoreProblem;

  constructor(kind: StoreProblem, cause?: unknown) {
    super(`store: ${kind}`, { cause });
    this.kind = kind;
  }
}

/** News that nobody asked for: the connection was taken away, for an update or for good. */
export type StoreTrouble = 'reload-needed' | 'lost';
