// Breaks IndexedDB on purpose: the n-th operation from now goes wrong in one of the ways browsers do (R04, R06).

/**
 * - `abort`, `close`: the operation is taken, then its transaction is aborted, or the whole connection goes
 * - `late`: a transaction is stored, but reported as aborted
 * - the rest: the operation throws an error of that name
 */
export type FaultKind =
  | 'abort'
  | 'close'
  | 'late'
  | 'AbortError'
  | 'InvalidStateError'
  | 'UnknownError'
  | 'QuotaExceededError';
export const PASSING_FAULTS = [
  'abort',
  'close',
  'late',
  'AbortError',
  'InvalidStateError',
  'UnknownError',
] as const;

export interface Faults {
  /** Operations since the last `arm` or `calm`. */
  readonly count: number;
  /** From the n-th operation (from 1) on, `times` operations go wrong. */
  arm(n: number, kind: FaultKind, times?: number): void;
  calm(): void;
  /** Sees each transaction first. */
  onTransaction: ((transaction: IDBTransaction) => void) | undefined;
  /** Called when a fault has closed the connection. */
  onClose: (() => void) | undefined;
  /** Puts IndexedDB back as it was. */
  remove(): void;
}

interface Plan {
  readonly from: number;
  readonly until: number;
  readonly kind: FaultKind;
}

/** Wraps every operation of the global IndexedDB. */
export function installFaults(): Faults {
  let count = 0;
  let plan: Plan | undefined;
  const undo: (() => void)[] = [];
  const due = (): FaultKind | undefined => {
    count += 1;
    return plan !== undefined && count >= plan.from && count < plan.until ? plan.kind : undefined;
  };
  const wrap = <Self extends object>(
    prototype: Self,
    method: string & keyof Self,
    transactionOf: (self: Self) => IDBTransaction | undefined,
  ): void => {
    const original = prototype[method] as (...args: unknown[]) => unknown;
    const faulty = function (this: Self, ...args: unknown[]): unknown {
      // The stand-in's own call while it upgrades; no browser makes it.
      if (args[1] === 'versionchange') return original.apply(this, args);
      const kind = due();
      if (kind?.endsWith('Error')) throw new DOMException('injected', kind);
      if (kind === 'close' && transactionOf(this) === undefined) {
        if (this instanceof IDBDatabase) this.close();
        faults.onClose?.();
        throw new DOMException('injected', 'InvalidStateError');
      }
      const result = original.apply(this, args);
      if (result instanceof IDBTransaction) faults.onTransaction?.(result);
      const transaction = transactionOf(this) ?? (result instanceof IDBTransaction ? result : undefined);
      if (kind !== undefined && transaction !== undefined) breakTransaction(transaction, kind);
      return result;
    };
    prototype[method] = faulty as Self[typeof method];
    undo.push(() => (prototype[method] = original as Self[typeof method]));
  };
  wrap(IDBFactory.prototype, 'open', () => undefined);
  wrap(IDBDatabase.prototype, 'transaction', () => undefined);
  for (const method of ['put', 'delete', 'get', 'getKey', 'getAll', 'getAllKeys', 'count'] as const) {
    wrap(IDBObjectStore.prototype, method, (self) => self.transaction);
  }
  wrap(IDBIndex.prototype, 'getAll', (self) => self.objectStore.transaction);

  const faults: Faults = {
    onTransaction: undefined,
    onClose: undefined,
    get count() {
      return count;
    },
    arm(n, kind, times = 1) {
      count = 0;
      plan = { from: n, until: n + times, kind };
    },
    calm() {
      count = 0;
      plan = undefined;
    },
    remove() {
      for (const step of undo) step();
    },
  };
  return faults;
}

function breakTransaction(transaction: IDBTransaction, kind: FaultKind): void {
  if (kind === 'late') return reportAsAborted(transaction);
  if (kind === 'close') transaction.db.close();
  queueMicrotask(() => {
    try {
      transaction.abort();
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
  });
}

/** Whoever waits for `complete` hears of an abort. */
function reportAsAborted(transaction: IDBTransaction): void {
  const native = transaction.addEventListener.bind(transaction);
  const told: (() => void)[] = [];
  native('complete', () => {
    for (const listener of told) listener();
  });
  transaction.addEventListener = (type: string, listener: unknown): void => {
    if (type === 'abort') told.push(() => (listener as EventListener)(new Event('abort')));
    else if (type !== 'complete') native(type, listener as EventListener);
  };
}
