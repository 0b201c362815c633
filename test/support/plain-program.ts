// Frames as anybody may write them, and a program in the hall that knows nothing of `x`: it shows every text it can read.
import { gcmSeal } from '../../src/crypto/gcm.ts';
import type { Fingerprint } from '../../src/domain/ids.ts';
import { fromUtf8, utf8 } from '../../src/lib/bytes.ts';
import { systemRandom } from '../../src/lib/clock.ts';
import { toBase64 } from '../../src/lib/base64.ts';
import { dataTextOf } from '../../src/protocol/data.ts';
import { parseFrame } from '../../src/protocol/frame.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import { readPayload, writePayload, type Payload } from '../../src/protocol/payload.ts';
import { readingsOf } from '../../src/protocol/readings.ts';
import { signedText, writeSignedFrame } from '../../src/protocol/write.ts';
import type { XPart } from '../../src/protocol/x.ts';
import { HALL, type Hall, type Line } from './hall.ts';
import type { Identity } from './two-parties.ts';

export interface Letter {
  readonly by: Identity;
  readonly to: readonly Identity[];
  /** Who has a key in it, where that is not `to`. */
  readonly keysFor?: readonly Identity[];
  readonly counter: number;
  readonly message: string;
  readonly x?: XPart;
}

/** A chat to these people, each of whom has a key in it. */
export async function letter({ by, to, keysFor = to, counter, message, x }: Letter): Promise<string> {
  const participants = [by, ...to].map((one) => one.key.fingerprint);
  const [key, iv] = [systemRandom(16), systemRandom(16)];
  const payload = writePayload({ participants, message, ...(x !== undefined && { x }) });
  const symmKeys = await by.runner.wrap(
    keysFor.map((one) => one.key.spki),
    key,
  );
  const chat = await gcmSeal(key, iv, utf8(payload));
  const dataText = dataTextOf({ type: 'chat', destinationServers: [HALL], iv, symmKeys, chat });
  const signatureText = toBase64(await by.runner.sign(utf8(signedText(dataText, counter))));
  return writeSignedFrame({ dataText, form: 'string', counter, signatureText });
}

/** What `who` reads in a frame; undefined when it is not for them. */
export async function readAs(who: Identity, raw: string): Promise<Payload | undefined> {
  const frame = parseFrame(raw, LIMITS.inboundFrame);
  if (frame.type !== 'signed_data' || frame.data.type !== 'chat') return undefined;
  const wrapped = frame.data.symmKeys;
  const order = [...wrapped.keys()];
  const opened = await who.runner.open({
    wrapped,
    order,
    readings: readingsOf(frame.data),
    priority: 'high',
  });
  if (opened === undefined || typeof opened === 'string') return undefined;
  return readPayload(fromUtf8(opened.plain) ?? '');
}

export class PlainProgram {
  readonly identity: Identity;
  readonly line: Line;
  /** Texts as it shows them, in the order of arrival. */
  readonly shown: string[] = [];
  readonly #down: string[] = [];
  #counter = 1;

  constructor(identity: Identity, hall: Hall) {
    this.identity = identity;
    this.line = hall.connect(identity.key, this.#counter);
    this.line.onDown = (item) => {
      if (item.kind === 'frame') this.#down.push(item.text);
    };
  }

  get me(): Fingerprint {
    return this.identity.key.fingerprint;
  }

  /** Moves what is on the line. */
  async work(hall: Hall): Promise<void> {
    while (hall.takeUp(this.line));
    while (hall.takeDown(this.line));
    for (const raw of this.#down.splice(0)) {
      const read = await readAs(this.identity, raw);
      if (read !== undefined && read.participants[0] !== this.me) this.shown.push(read.message);
    }
  }

  async say(to: readonly Identity[], message: string): Promise<number> {
    this.#counter += 1;
    const text = await letter({ by: this.identity, to, counter: this.#counter, message });
    this.line.up.push({ kind: 'frame', text });
    return this.#counter;
  }
}
