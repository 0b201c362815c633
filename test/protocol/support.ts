// What the tests of this room share: the vectors, verdicts as values, and how many cases to run.
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { ProtocolError, type ProtocolProblem } from '../../src/protocol/problem.ts';

export interface VectorFrame {
  readonly id: string;
  readonly kind: string;
  readonly raw: string;
  readonly from: string | null;
  readonly recipients: readonly string[];
  readonly expect: { readonly signatureValid?: boolean; readonly text?: string; readonly counter?: number };
}
export interface VectorFile {
  readonly peer: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly identities: Readonly<
    Record<
      string,
      {
        readonly publicKeyPem: string;
        readonly fingerprint: string;
        /** A throw-away test key. */
        readonly privateKeyPkcs8Base64: string;
      }
    >
  >;
  readonly frames: readonly VectorFrame[];
  readonly negatives: readonly VectorFrame[];
}

const folder = new URL('../vectors/', import.meta.url);

/** Recorded frames of real programs. */
export const vectors: readonly VectorFile[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as VectorFile);

export function vector(peer: string): VectorFile {
  return vectors.find((file) => file.peer === peer)!;
}

/** The kind of the `ProtocolError` that `run` throws; undefined when it does not. Any other error goes through. */
export function kindOf(run: () => unknown): ProtocolProblem | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof ProtocolError) return error.kind;
    throw error;
  }
}

/** Cases of a property: few in every run, many with TEST_LONG. */
export function runs(short: number, long: number): number {
  return process.env['TEST_LONG'] ? long : short;
}

/** Milliseconds a property may take: short ones share their machine, long ones run for minutes. */
export const patience = process.env['TEST_LONG'] ? 3_600_000 : 30_000;

/** What `growJson` grows from: a seed, and how many choices it may make. Shrinks towards short texts. */
export const entropy = fc.tuple(fc.nat(), fc.nat(40));

/**
 * JSON text made by pseudo-random choices: cheaper by far than a tree of generators. Keys come from a small pool with
 * several spellings, so that duplicates are common; blanks are sprinkled in.
 */
export function growJson([seed, budget]: readonly [number, number]): string {
  let state = seed;
  let left = budget;
  const pick = <T>(from: readonly T[]): T => {
    left -= 1;
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return from[((state ^ (state >>> 13)) >>> 0) % from.length]!;
  };
  const value = (depth: number): string => {
    const kind = depth > 5 || left < 0 ? 'leaf' : pick(['leaf', 'leaf', 'object', 'array', 'object']);
    if (kind === 'leaf') return pick(leaves);
    const count = pick([0, 1, 2, 3, 5]);
    const items = Array.from({ length: count }, () =>
      kind === 'object' ? pick(keys) + pick([':', ' : ']) + value(depth + 1) : value(depth + 1),
    );
    const inside = items.join(pick([',', ', ', '\n,']));
    return kind === 'object' ? `{${inside}}` : `[${inside}]`;
  };
  return pick(['', ' ']) + value(0) + pick(['', '', '\t']);
}

const keys = [
  '"a"',
  '"b"',
  '"c"',
  '"d"',
  '"\\u0061"',
  '"\\u0062"',
  '""',
  '"1"',
  '"0"',
  '"__proto__"',
  '"a\\"b"',
  '"a\\u0022b"',
  '"\\ud83d\\ude00"',
  '"😀"',
  '"～"',
  '"constructor"',
  '"\\\\"',
  '"{"',
  '"e"',
  '"f"',
];
const leaves = [
  '0',
  '-1',
  '1.5',
  '1e3',
  '1E-7',
  '12345678901234567890',
  'true',
  'false',
  'null',
  '""',
  '"a"',
  '"}"',
  '"]"',
  '","',
  '"\\\\"',
  '"\\""',
  '"caf\\u00e9\\u007F"',
  '"é\u007f\u2028"',
  '"😀"',
  '"\\ud83d\\ude00"',
  '"\\/\\b\\f\\n"',
  '"\\\\ud83d"',
];
