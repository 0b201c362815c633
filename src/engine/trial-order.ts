// Which wrapped key to try first (PERFORMANCE.md, own-key search): a frame does not say which one is ours, and a wrong
// try costs as much as a right one.

export interface TrialFacts {
  /** Lengths of the wrapped keys in bytes, as received. */
  readonly lengths: readonly number[];
  /** Length of our modulus in bytes: what has another length is not ours. */
  readonly own: number;
  /** Indexes that were ours in frames with the same destinations and the same number of keys, latest first. */
  readonly remembered: readonly number[];
  /** Where our fingerprint stands among all possible ones, 0 to 1: Porchlights sort recipients (rule 6). */
  readonly rank: number;
  /** Indexes whose destination is our own server, where destinations and keys are of one length. */
  readonly atOwnServer?: (index: number) => boolean;
}

/** Indexes to try, likeliest first, each once. */
export function trialOrder(facts: TrialFacts): number[] {
  const order = new Set<number>();
  const add = (index: number): void => {
    if (facts.lengths[index] === facts.own) order.add(index);
  };
  for (const index of facts.remembered) add(index);
  for (const index of facts.remembered) for (const near of [index - 1, index + 1]) add(near);
  const outward = [...outwardFrom(facts.rank, facts.lengths.length)];
  const { atOwnServer } = facts;
  if (atOwnServer !== undefined) outward.filter(atOwnServer).forEach(add);
  outward.forEach(add);
  return [...order];
}

/** All indexes below `count`, from the one where `rank` would stand in a sorted list to the ends. */
function* outwardFrom(rank: number, count: number): Generator<number> {
  const middle = Math.min(count - 1, Math.floor(rank * count));
  for (let step = 0; step < count; step += 1) {
    if (middle - step >= 0) yield middle - step;
    if (step > 0 && middle + step < count) yield middle + step;
  }
}
