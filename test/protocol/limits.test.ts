// The numbers of PROTOCOL.md rule 10, so that none of them moves unnoticed. At the limit and one beyond, each is tested
// beside what it bounds.
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/protocol/limits.ts';

describe('the size of things', () => {
  it('is what the protocol page says', () => {
    expect(LIMITS).toMatchObject({
      textBytes: 16_384,
      outboundFrame: 786_432,
      inboundFrame: 8_388_608,
      participants: 1024,
      servers: 256,
      keys: 16_000,
      nesting: 16,
      address: 255,
      pem: 4096,
      counterMax: Number.MAX_SAFE_INTEGER,
      relayClientFrame: 1_048_576,
      relayNeighbourFrame: 8_388_608,
      relayRate: 100,
      relayBurst: 1000,
      oneLineName: 40,
    });
  });
});
