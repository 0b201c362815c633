// Three people on two servers that know each other: Anna on the first, Mira and Tom on the second.
import { startMesh } from './mesh.ts';
import type { RelayProcess } from './relay-process.ts';
import { newPerson, type Person } from './steps.ts';

export interface Neighbours {
  readonly anna: Person;
  readonly mira: Person;
  readonly tom: Person;
  readonly relays: readonly [RelayProcess, RelayProcess];
  close(): Promise<void>;
}

export async function threeNeighbours(controlledBySw: boolean): Promise<Neighbours> {
  const relays = await startMesh();
  const [first, second] = relays;
  const [anna, mira, tom] = await Promise.all([
    newPerson({ name: 'Anna', baseUrl: first.url, controlledBySw }),
    newPerson({ name: 'Mira', baseUrl: second.url, controlledBySw }),
    newPerson({ name: 'Tom', baseUrl: second.url, controlledBySw }),
  ]);
  return {
    anna,
    mira,
    tom,
    relays,
    async close() {
      await Promise.all([anna, mira, tom].map(({ user }) => user.close()));
      await Promise.all(relays.map((relay) => relay.stop()));
    },
  };
}
