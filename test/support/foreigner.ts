// Somebody whose program is no Porchlight: reads what is sealed for them, keeps the highest counter of each sender and drops
// what does not exceed it, knows no `x` and answers nothing.
import type { Fingerprint } from '../../src/domain/ids.ts';
import { parseFrame, type SignedFrame } from '../../src/protocol/frame.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import { readSealedText } from '../../src/protocol/payload.ts';
import { readingsOf } from '../../src/protocol/readings.ts';
import type { Hall, Line } from './hall.ts';
import type { Identity } from './two-parties.ts';

export interface ForeignText {
  readonly from: string;
  readonly text: string;
}

export class Foreigner {
  readonly identity: Identity;
  /** In the order in which it was shown. */
  readonly shown: ForeignText[] = [];
  line: Line | undefined;
  readonly #hall: Hall;
  readonly #heard = new Map<string, number>();
  #hello = 0;
  #reading: Promise<void> = Promise.resolve();

  constructor(identity: Identity, hall: Hall) {
    this.identity = identity;
    this.#hall = hall;
  }

  get me(): Fingerprint {
    return this.identity.key.fingerprint;
  }

  connect(): void {
    if (this.line !== undefined) return;
    this.#hello += 1;
    this.line = this.#hall.connect(this.identity.key, this.#hello);
    this.line.onEnd = () => (this.line = undefined);
    this.line.onDown = (item) => {
      if (item.kind === 'frame') this.#reading = this.#reading.then(() => this.#take(item.text));
    };
  }

  disconnect(): void {
    if (this.line !== undefined) this.#hall.cut(this.line);
  }

  /** Takes what lies in its line, and reads it. */
  async settle(): Promise<void> {
    while (this.line !== undefined && this.#hall.takeUp(this.line));
    while (this.line !== undefined && this.#hall.takeDown(this.line));
    await this.#reading;
  }

  /** What `frame` says to us; undefined when it is for others. */
  async read(frame: SignedFrame): Promise<ForeignText | undefined> {
    const { data } = frame;
    if (data.type !== 'chat') return undefined;
    const opened = await this.identity.runner.open({
      wrapped: data.symmKeys,
      order: data.symmKeys.map((_, index) => index),
      readings: readingsOf(data),
      priority: 'high',
    });
    if (opened === undefined || opened === 'broken') return undefined;
    const { payload } = readSealedText(Buffer.from(opened.plain).toString());
    return { from: payload.participants[0] ?? '', text: payload.message.trimEnd() };
  }

  async #take(raw: string): Promise<void> {
    const frame = parseFrame(raw, LIMITS.inboundFrame);
    const said = frame.type === 'signed_data' ? await this.read(frame) : undefined;
    if (said === undefined || frame.type !== 'signed_data') return;
    if (frame.counter <= (this.#heard.get(said.from) ?? -1)) return;
    this.#heard.set(said.from, frame.counter);
    this.shown.push(said);
  }
}
