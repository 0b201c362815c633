// The counters the relay keeps while it runs: per key the last hello and the last frame, and what was byte for byte
// the same before (PROTOCOL.md rules 3 and 9; SECURITY.md T04, T06–T08).

/** What one socket adds to its key's counters. */
export interface SocketCounters {
  /** Counter of the hello this socket said. */
  readonly hello: number;
  /** The highest counter accepted on this socket, its hello included. */
  last: number;
}

export interface Ledger {
  /** Compare-and-set of a hello whose signature held: it must exceed the key's last hello and be no repeat. */
  acceptHello(fingerprint: string, counter: number, digest: string): boolean;
  /** True when this hello would be accepted; changes nothing. */
  helloIsNew(fingerprint: string, counter: number, digest: string): boolean;
  /** True when a frame with `counter` would be accepted on this socket; changes nothing. */
  frameIsNew(fingerprint: string, socket: SocketCounters, counter: number): boolean;
  /** Compare-and-set of a verified frame; `digest` names its exact bytes. */
  acceptFrame(fingerprint: string, socket: SocketCounters, counter: number, digest: string): boolean;
  /** True when exactly these bytes were accepted from this key before. */
  isRepeat(fingerprint: string, digest: string): boolean;
}

export interface LedgerLimits {
  /** Keys remembered at once; the one unused for longest is forgotten first. */
  readonly keys: number;
  /** Accepted frames remembered per key. */
  readonly repeatsPerKey: number;
  /** Accepted frames remembered in all. */
  readonly repeats: number;
}

interface KeyRecord {
  lastHello: number;
  lastFrame: number;
  readonly repeats: Set<string>;
}

const DEFAULT_LIMITS: LedgerLimits = { keys: 100_000, repeatsPerKey: 1024, repeats: 262_144 };

/** With `lenient`, a key may restart its counter: each socket is then judged by its own hello and frames alone. */
export function createLedger(lenient: boolean, limits: LedgerLimits = DEFAULT_LIMITS): Ledger {
  const records = new Map<string, KeyRecord>();
  let remembered = 0;

  function forgetRepeats(record: KeyRecord): void {
    remembered -= record.repeats.size;
    record.repeats.clear();
  }

  function forgetKeys(): void {
    for (const [fingerprint, record] of records) {
      if (records.size <= limits.keys) return;
      forgetRepeats(record);
      records.delete(fingerprint);
    }
  }

  /** The record of a key, made the most recently used one. */
  function touch(fingerprint: string): KeyRecord {
    const known = records.get(fingerprint);
    const record = known ?? { lastHello: -1, lastFrame: -1, repeats: new Set<string>() };
    records.delete(fingerprint);
    records.set(fingerprint, record);
    if (known === undefined) forgetKeys();
    return record;
  }

  function remember(record: KeyRecord, digest: string): void {
    if (record.repeats.size >= limits.repeatsPerKey) {
      for (const oldest of record.repeats) {
        record.repeats.delete(oldest);
        remembered -= 1;
        break;
      }
    }
    record.repeats.add(digest);
    remembered += 1;
    for (const other of records.values()) {
      if (remembered <= limits.repeats) return;
      if (other !== record) forgetRepeats(other);
    }
  }

  function helloIsNew(fingerprint: string, counter: number, digest: string): boolean {
    const record = records.get(fingerprint);
    return record === undefined || (!record.repeats.has(digest) && (lenient || counter > record.lastHello));
  }

  function frameIsNew(fingerprint: string, socket: SocketCounters, counter: number): boolean {
    if (counter <= socket.last) return false;
    return lenient || counter > (records.get(fingerprint)?.lastFrame ?? -1);
  }

  return {
    helloIsNew,
    frameIsNew,
    acceptHello: (fingerprint, counter, digest) => {
      if (!helloIsNew(fingerprint, counter, digest)) return false;
      const record = touch(fingerprint);
      record.lastHello = counter;
      remember(record, digest);
      return true;
    },
    acceptFrame: (fingerprint, socket, counter, digest) => {
      if (!frameIsNew(fingerprint, socket, counter)) return false;
      const record = touch(fingerprint);
      record.lastFrame = counter;
      socket.last = counter;
      remember(record, digest);
      return true;
    },
    isRepeat: (fingerprint, digest) => records.get(fingerprint)?.repeats.has(digest) ?? false,
  };
}
