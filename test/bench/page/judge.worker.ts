// Opening single frames, one after the other, by the product's own judge and by bare WebCrypto, both in this worker: what the
// ladder costs where it is not climbed. The product's side parses the frame, too.
import { createInPlaceRunner } from '../../../src/crypto/run-in-place.ts';
import { isFingerprint } from '../../../src/domain/fingerprint.ts';
import type { Fingerprint } from '../../../src/domain/ids.ts';
import { Judge } from '../../../src/engine/judge.ts';
import { ListedKey } from '../../../src/engine/listed-key.ts';
import { Names } from '../../../src/engine/names.ts';
import type { Directory, Ground, Self } from '../../../src/engine/parts.ts';
import type { Job } from '../../../src/engine/verdicts.ts';
import { VoiceBook } from '../../../src/engine/voices.ts';
import { systemClock, systemRandom } from '../../../src/lib/clock.ts';
import { V12 } from '../../../src/protocol/dialect.ts';
import { parseFrame } from '../../../src/protocol/frame.ts';
import { LIMITS } from '../../../src/protocol/limits.ts';
import { framesOf } from './bare-jobs.ts';
import { openedBare, triedBare } from './bare-crypto.ts';
import { derOf } from './bytes.ts';
import { ownKeys, type OwnKeys } from './own-keys.ts';

export interface JudgeJob {
  readonly set: string;
  /** The sender's key; undefined for frames that are for others. */
  readonly pem: string | undefined;
  /** Everybody who is listed. */
  readonly people: readonly { readonly pem: string; readonly fingerprint: string }[];
  /** True: each frame meets a judge who has never heard of anybody. */
  readonly isFresh: boolean;
}
export interface JudgeTimes {
  readonly bare: number;
  readonly product: number;
}

function fingerprint(text: string): Fingerprint {
  if (!isFingerprint(text)) throw new RangeError('no fingerprint');
  return text;
}

function directoryOf(people: JudgeJob['people']): Directory {
  const keys = new Map(
    people.map((one) => [fingerprint(one.fingerprint), new ListedKey(fingerprint(one.fingerprint), one.pem)]),
  );
  return {
    lookup: (person) => keys.get(person),
    known: () => keys.values(),
    ownAddress: () => undefined,
    isServer: () => true,
    isListed: (person) => keys.has(person),
    heard: () => undefined,
    onChange: () => () => undefined,
  };
}

async function judgeOf(keys: OwnKeys, directory: Directory): Promise<Judge> {
  const runner = createInPlaceRunner();
  await runner.setPrivateKeys(keys);
  const { pem } = keys;
  const self: Self = {
    fingerprint: fingerprint(keys.fingerprint),
    pem,
    spki: derOf(pem),
    name: () => 'Bench',
  };
  const voices = new VoiceBook({
    people: { row: () => undefined, stored: () => undefined },
    dialect: () => V12,
  });
  const ground: Pick<Ground, 'clock' | 'random' | 'runner'> = {
    clock: systemClock,
    random: systemRandom,
    runner,
  };
  const names = new Names({ self, directory });
  // The judge asks for clock and runner alone.
  return new Judge({ ground: ground as Ground, self, directory, voices, names });
}

/** All the way, the slow lane too. */
async function judged(judge: Judge, text: string): Promise<string> {
  const frame = parseFrame(text, LIMITS.inboundFrame);
  if (frame.type !== 'signed_data') throw new Error('not a signed frame');
  let job: Job = { frame, arrival: 0 };
  for (;;) {
    const verdict = await judge.judge(job);
    if (verdict.kind !== 'later') return verdict.kind;
    job = verdict.job;
  }
}

async function measure({ set, pem, people, isFresh }: JudgeJob): Promise<JudgeTimes> {
  const texts = await framesOf(set);
  const keys = await ownKeys();
  const directory = directoryOf(people);
  const bare = pem === undefined ? await triedBare(texts, keys) : await openedBare(texts, keys, pem);
  const known = await judgeOf(keys, directory);
  const expected = pem === undefined ? 'foreign' : 'proven';
  if (!isFresh) await judged(known, texts[0] ?? '');
  let product = 0;
  for (const text of texts) {
    const judge = isFresh ? await judgeOf(keys, directory) : known;
    const start = performance.now();
    const verdict = await judged(judge, text);
    product += performance.now() - start;
    if (verdict !== expected) throw new Error(`a frame was ${verdict}`);
  }
  return { bare, product };
}

addEventListener('message', ({ data }: MessageEvent<JudgeJob>) => {
  measure(data).then(
    (times) => globalThis.postMessage(times),
    (error: unknown) => globalThis.postMessage({ error: String(error) }),
  );
});
