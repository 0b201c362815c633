// All stand-ins by name, and how long joining each may take.
import { Agr } from './agr.ts';
import { Frew } from './frew.ts';
import { G17 } from './g17.ts';
import { Kat } from './kat.ts';
import type { ProgramId } from './programs.ts';
import { Seed } from './seed.ts';
import type { StandIn } from './stand-in.ts';
import { Xvk } from './xvk.ts';

export interface Row {
  readonly id: ProgramId;
  readonly make: () => StandIn;
  /** The product's row once joined. */
  readonly dialect: string;
}

export const STAND_INS: readonly Row[] = [
  { id: 'xvk', make: () => new Xvk(), dialect: 'v12' },
  // Takes strings as well: only what its people write tells it from v1.2.
  { id: 'agr', make: () => new Agr(), dialect: 'v12' },
  { id: 'kat', make: () => new Kat(), dialect: 'kat' },
  { id: 'g17', make: () => new G17(), dialect: 'g17' },
  { id: 'frew', make: () => new Frew(), dialect: 'frew' },
  { id: 'seed', make: () => new Seed(), dialect: 'seed' },
];

/** Seven seconds of nothing after each hello, as g17 while a neighbour of it is down. */
export const frozen = (): StandIn => new G17({ freezeMs: 7000 });
