// Everything one can ask of a relay, and what it does when not asked.
import type { Clock, RandomBytes } from '../lib/clock.ts';
import { systemClock, systemRandom } from '../lib/clock.ts';
import { LIMITS } from '../protocol/limits.ts';

/** All optional; `relay --help` explains them. Sizes in bytes, times in milliseconds. */
export interface RelayOptions {
  readonly host?: string;
  /** 0: any free port. */
  readonly port?: number;
  /** Its name in lists: what neighbours and clients know it by. Default: `host:port`. */
  readonly address?: string;
  readonly publicUrl?: string;
  /** Origins of pages allowed besides its own; `*` allows every page. */
  readonly origins?: readonly string[];
  readonly app?: string;
  /** Directory of uploads; without one they live in a temporary directory until the relay stops. */
  readonly uploads?: string;
  readonly maxUpload?: number;
  readonly uploadQuota?: number;
  readonly uploadAge?: number;
  /** Frames a second per client socket, in the long run. */
  readonly rate?: number;
  readonly burst?: number;
  readonly cert?: string;
  readonly key?: string;
  /** File of the own server key, made when absent; without one the key lives as long as the relay. */
  readonly identity?: string;
  /** As on the command line: `[ws://|wss://]host:port[=FINGERPRINT]`. */
  readonly neighbours?: readonly string[];
  readonly trustNeighbours?: boolean;
  readonly lenientCounters?: boolean;
  /** Takes the log's lines; silent by default. */
  readonly log?: (line: string) => void;
  readonly clock?: Clock;
  readonly random?: RandomBytes;
  readonly timing?: Partial<Timing>;
}

/** Options that make no sense, alone or together; the message says why in one line. */
export class BadOption extends Error {}

/** Waits that tests shorten. */
export interface Timing {
  /** From connecting to hello. */
  readonly hello: number;
  /** Between pings; two unanswered ones end a socket. */
  readonly ping: number;
  /** Between two lists pushed to the same client, and between two updates to neighbours, while busy. */
  readonly list: number;
  /** From a close frame to the end of the socket. */
  readonly close: number;
  /** How long a neighbour's users stay listed after its link broke. */
  readonly grace: number;
}

export const DEFAULT_TIMING: Timing = { hello: 5000, ping: 20_000, list: 250, close: 2000, grace: 1000 };

const MEBIBYTE = 1024 * 1024;

/** The same with every default filled in. */
export interface Settings
  extends Required<Omit<RelayOptions, 'timing' | OpenOptions>>, Pick<RelayOptions, OpenOptions> {
  readonly timing: Timing;
  /** Bytes that may wait for one client before it is cut off (R26). */
  readonly queue: number;
  /** Sockets open at once. */
  readonly sockets: number;
}
type OpenOptions = 'address' | 'publicUrl' | 'app' | 'uploads' | 'cert' | 'key' | 'identity';

export function settingsOf(options: RelayOptions): Settings {
  return {
    host: '127.0.0.1',
    port: 8080,
    origins: [],
    maxUpload: 25 * MEBIBYTE,
    uploadQuota: 1024 * MEBIBYTE,
    uploadAge: 7 * 24 * 3_600_000,
    rate: LIMITS.relayRate,
    burst: options.rate === undefined ? LIMITS.relayBurst : 10 * options.rate,
    neighbours: [],
    trustNeighbours: false,
    lenientCounters: false,
    log: () => undefined,
    clock: systemClock,
    random: systemRandom,
    ...options,
    timing: { ...DEFAULT_TIMING, ...options.timing },
    queue: MEBIBYTE,
    sockets: LIMITS.keys,
  };
}
