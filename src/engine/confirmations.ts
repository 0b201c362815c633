// What was written on this socket and what proves that the server has taken it: an own echo confirms everything written
// before it; elsewhere a list that was asked for afterwards, on a socket that stayed up for ten seconds (rule 9).
import type { Clock } from '../lib/clock.ts';
import type { OutboxFrame } from '../store/rows.ts';
import type { Link } from './parts.ts';

/** An echo is a matter of milliseconds; after so long the list is asked for. */
const ECHO_MS = 1500;
/** So long the socket must have lived since the frame was written, for a list to be evidence. */
const STABLE_MS = 10_000;

/** Signatures of own frames. */
const REMEMBERED = 2000;

interface Written {
  readonly signature: string;
  readonly at: number;
}

export interface ConfirmationOptions {
  readonly clock: Clock;
  readonly link: Link;
  /** Told once for each signature. */
  readonly confirmed: (signatures: readonly string[]) => void;
}

export class Confirmations {
  readonly #options: ConfirmationOptions;
  readonly #lastWritten = new Map<string, number>();
  readonly #ever = new Set<string>();
  #epoch = -1;
  #written: Written[] = [];
  #seen = new Set<string>();
  /** How many of `#written` are confirmed, and how many a list has followed. */
  #confirmed = 0;
  #listed = 0;
  #highest = -1;
  #isWatching = false;

  constructor(options: ConfirmationOptions) {
    this.#options = options;
  }

  /** Highest counter written on this socket, -1 for none. */
  get highest(): number {
    this.#turn();
    return this.#highest;
  }

  wroteHere(frame: OutboxFrame): boolean {
    this.#turn();
    return this.#seen.has(frame.signature);
  }

  /** Monotonic time when the frame was last written in this run; undefined: not in this run. */
  writtenAt(frame: OutboxFrame): number | undefined {
    return this.#lastWritten.get(frame.signature);
  }

  /** In this run, on any socket, as far as it is remembered: a server may send a frame back more than once, and late. */
  hasWritten(signature: string): boolean {
    return this.#ever.has(signature);
  }

  /** Call it right after the frame was handed to the socket. */
  wrote(frame: OutboxFrame): void {
    this.#turn();
    this.#ever.add(frame.signature);
    const [oldest] = this.#ever;
    if (oldest !== undefined && this.#ever.size > REMEMBERED) this.#ever.delete(oldest);
    const at = this.#options.clock.monotonic();
    this.#written.push({ signature: frame.signature, at });
    this.#seen.add(frame.signature);
    this.#lastWritten.set(frame.signature, at);
    this.#highest = Math.max(this.#highest, frame.counter);
    void this.#watch();
  }

  /** Our own frame came back. */
  echo(signature: string): void {
    this.#turn();
    const at = this.#written.findIndex(
      (one, index) => index >= this.#confirmed && one.signature === signature,
    );
    if (at >= 0) this.#confirmTo(at + 1);
    else if (!this.#seen.has(signature)) this.#options.confirmed([signature]);
  }

  /** What is over needs no memory. */
  forget(signatures: readonly string[]): void {
    for (const signature of signatures) this.#lastWritten.delete(signature);
  }

  #turn(): void {
    const { epoch } = this.#options.link;
    if (epoch === this.#epoch) return;
    this.#epoch = epoch;
    this.#written = [];
    this.#seen = new Set();
    this.#confirmed = 0;
    this.#listed = 0;
    this.#highest = -1;
  }

  #confirmTo(count: number): void {
    const signatures = this.#written.slice(this.#confirmed, count).map((one) => one.signature);
    this.#confirmed = Math.max(this.#confirmed, count);
    if (signatures.length > 0) this.#options.confirmed(signatures);
  }

  async #watch(): Promise<void> {
    if (this.#isWatching) return;
    this.#isWatching = true;
    while (this.#options.link.joined && this.#confirmed < this.#written.length) {
      await new Promise<void>((go) => void this.#options.clock.after(ECHO_MS, go));
      this.#turn();
      await this.#askForList();
      this.#confirmListed();
    }
    this.#isWatching = false;
  }

  /** One request at a time, and only for what no list has followed yet. */
  async #askForList(): Promise<void> {
    const { clock, link } = this.#options;
    const count = this.#written.filter(({ at }) => at <= clock.monotonic() - ECHO_MS).length;
    if (!link.joined || count <= Math.max(this.#listed, this.#confirmed)) return;
    const epoch = this.#epoch;
    const came = await link.barrier();
    this.#turn();
    if (came && epoch === this.#epoch) this.#listed = Math.max(this.#listed, count);
  }

  #confirmListed(): void {
    const stable = this.#options.clock.monotonic() - STABLE_MS;
    const count = this.#written.slice(0, this.#listed).filter(({ at }) => at <= stable).length;
    if (this.#options.link.joined && count > this.#confirmed) this.#confirmTo(count);
  }
}
