// How much the strict scan adds to JSON.parse on the largest list a server may push. Long: numbers on a busy machine lie.
import { describe, expect, it } from 'vitest';
import { parseFrame } from '../../src/protocol/frame.ts';
import { LIMITS } from '../../src/protocol/limits.ts';
import { parseStrictJson } from '../../src/protocol/strict-json.ts';
import { writeClientList } from '../../src/protocol/write.ts';

/** 10,000 different keys over 10 servers: about 4.5 MB. */
function bigList(): string {
  const body = 'A'.repeat(380);
  const servers = Array.from({ length: 10 }, (_, server) => ({
    address: `server${server}.example:8001`,
    clients: Array.from(
      { length: 1000 },
      (_, key) =>
        `-----BEGIN PUBLIC KEY-----\n${body}${String(server * 1000 + key).padStart(12, '0')}\n-----END PUBLIC KEY-----`,
    ),
  }));
  return writeClientList(servers);
}

/** Lower quartiles in milliseconds (a busy machine only adds time), in changing turns so that it hits all of them. */
function quartiles(runs: readonly (() => unknown)[]): readonly number[] {
  const times: number[][] = runs.map(() => []);
  for (let round = 0; round < 121; round += 1) {
    for (let turn = 0; turn < runs.length; turn += 1) {
      const at = (turn + round) % runs.length; // nobody always pays for the garbage of the same neighbour
      const run = runs[at]!;
      const start = performance.now();
      run();
      times[at]!.push(performance.now() - start);
    }
  }
  return times.map((list) => list.sort((a, b) => a - b)[30] ?? 0);
}

describe.runIf(process.env['TEST_LONG'])('speed of the edge', () => {
  it('scans and parses a list of 10,000 keys in at most 1.25 times JSON.parse', () => {
    const text = bigList();
    const [bare = 0, strict = 0, frame = 0] = quartiles([
      () => JSON.parse(text),
      () => parseStrictJson(text),
      () => parseFrame(text, LIMITS.inboundFrame),
    ]);
    console.log(
      `${text.length} characters: JSON.parse ${bare.toFixed(2)} ms, strict ${strict.toFixed(2)} ms, frame ${frame.toFixed(2)} ms`,
    );
    expect(strict / bare).toBeLessThan(1.25);
    expect(frame / bare).toBeLessThan(1.4);
  });
});
