// Why there is no connection, beyond what a browser tells: looked into once per outage, since it costs a request (R12).
import type { FailureReason } from '../wire/probe.ts';
import type { ServerRef } from './port/connection.ts';

export class Outage {
  readonly #explain: (server: ServerRef) => Promise<FailureReason>;
  #found: FailureReason | 'looking' | undefined;

  constructor(explain: (server: ServerRef) => Promise<FailureReason>) {
    this.#explain = explain;
  }

  /** Connected again: the next outage may have another reason. */
  over(): void {
    this.#found = undefined;
  }

  /** What is known without waiting. */
  known(): FailureReason {
    return this.#found === undefined || this.#found === 'looking' ? 'unreachable' : this.#found;
  }

  /** Looks now, whatever was found before. */
  look(server: ServerRef): Promise<FailureReason> {
    return this.#explain(server);
  }

  /** Looks once in an outage; undefined when it was done already, or when it is over by the time it is known. */
  async lookOnce(server: ServerRef): Promise<FailureReason | undefined> {
    if (this.#found !== undefined) return undefined;
    this.#found = 'looking';
    const reason = await this.#explain(server);
    if (this.known() !== 'unreachable' || this.#found === undefined) return undefined;
    this.#found = reason;
    return reason;
  }
}
