// Where a connection is checked, as the rest of the engine sees it: the work itself (check-work.ts) loads when there is some.
import type { Frame } from '../protocol/frame.ts';
import type { CheckDeps, CheckWork } from './check-work.ts';
import { connecting } from './later.ts';
import type { Finding, PageFacts } from './port/checks.ts';
import type { ServerRef } from './port/connection.ts';

export class CheckRoom {
  readonly #deps: CheckDeps;
  #work: CheckWork | undefined;
  #asked = 0;

  constructor(deps: CheckDeps) {
    this.#deps = deps;
  }

  /** The user's connect, with its list of checks. Refuses with `part-missing`. */
  async connect(server: ServerRef): Promise<void> {
    const asked = (this.#asked += 1);
    const [work] = await Promise.all([this.#loaded(), this.#deps.ready(server)]);
    // Not when another connect, or a leave, came while the parts loaded.
    if (asked === this.#asked) work.connect(server);
  }

  /** Looks over everything with the connection there is. Refuses with `part-missing`. */
  async selfCheck(facts: PageFacts): Promise<readonly Finding[]> {
    return (await this.#loaded()).selfCheck(facts);
  }

  /** True when the frame is a note of ours come home; then nobody else is to see it. */
  take(frame: Frame): boolean {
    return this.#work?.take(frame) === true;
  }

  /** Nothing is told any more: the user leaves. */
  stop(): void {
    this.#asked += 1;
    this.#work?.stop();
  }

  async #loaded(): Promise<CheckWork> {
    const { CheckWork } = await connecting();
    return (this.#work ??= new CheckWork(this.#deps));
  }
}
